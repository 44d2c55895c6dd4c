"""What an app says of itself is changed by hand: all of it is checked, and whoever was faster is not written over."""

from typing import Any

import pytest

from loomwork.builder import drafts
from loomwork.builder.app_settings import SettingsChanged, app_settings, change_app_settings, settings_schema
from loomwork.builder.packages.parameters import change_parameters, parameters_of
from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.errors import Forbidden, NotFound, Problems

from .drafts.conftest import APP, REQUEST, Bench, bench

__all__ = ["bench"]

MOST: dict[str, Any] = {
    "key": "most",
    "type": "integer",
    "title": {"zh-CN": "最多天数", "en": "Most days"},
    "default": 10,
    "minimum": "1",
}


def changed(bench: Bench, **values: Any) -> dict[str, Any]:
    before = app_settings(bench.ann, APP)
    change_app_settings(bench.ann, APP, before.values | values, before.version)
    return app_settings(bench.ann, APP).values


def pointers(refused: pytest.ExceptionInfo[Problems]) -> list[str | None]:
    return [error.pointer for error in refused.value.errors]


def test_title_and_order_hold_at_once(bench: Bench) -> None:
    other = REQUEST | {"key": "other", "title": "Other"}
    for document in (REQUEST, other):
        drafts.save(bench.ann, bench.place(document), document, 0)
    bench.publish()
    title = {"zh-CN": "休假", "en": "Time off"}
    values = changed(bench, title=title, menu=["other", "request"])
    assert (values["title"], values["menu"]) == (title, ["other", "request"])
    app = plan_cache(bench.ann.workspace).latest().apps[APP]
    assert app.manifest["title"] == title
    # What it never touched stays.
    assert app.manifest["requires"]
    assert app.manifest["asks_for"] == {"writes": ["*"]}


def test_parameters_are_declared_read_and_keep_their_values(bench: Bench) -> None:
    changed(bench, parameters=[MOST])
    change_parameters(bench.ann, APP, {"most": 20})
    changed(bench, parameters=[MOST | {"title": "At most"}])
    assert [one["value"] for one in parameters_of(bench.ann, APP)] == [20]
    changed(bench, parameters=[MOST | {"type": "text", "default": "ten"}])
    assert [one["value"] for one in parameters_of(bench.ann, APP)] == ["ten"]


def test_what_documents_still_read_is_not_taken_away(bench: Bench) -> None:
    changed(bench, parameters=[MOST])
    field = {"key": "days", "assert": {"<=": [{"var": "record.days"}, {"param": "most"}]}, "message": "Too many"}
    form = REQUEST | {"checks": [field]}
    drafts.save(bench.ann, bench.place(), form, 0)
    bench.publish()
    with pytest.raises(Problems) as refused:
        changed(bench, parameters=[])
    assert "most" in refused.value.errors[0].sentence("en")
    assert [one["key"] for one in parameters_of(bench.ann, APP)] == ["most"]


def test_what_was_written_in_one_language_holds_for_both(bench: Bench) -> None:
    values = changed(bench, title={"zh-CN": "休假"}, parameters=[MOST | {"title": {"zh-CN": "最多", "en": ""}}])
    assert (values["title"], values["parameters"][0]["title"]) == ("休假", "最多")


def test_bad_settings_are_told_with_their_places(bench: Bench) -> None:
    with pytest.raises(Problems) as refused:
        changed(bench, menu=["nowhere"], parameters=[MOST | {"default": "many"}, MOST])
    assert pointers(refused) == ["/parameters/0/default", "/parameters/1/key", "/menu/0"]
    with pytest.raises(Problems) as refused:
        changed(bench, parameters=[{"key": "x"}])
    assert pointers(refused)[0] == "/parameters/0"
    with pytest.raises(Problems) as refused:
        changed(bench, parameters=[MOST | {"minimum": "few"}])
    assert pointers(refused) == ["/parameters/0/minimum"]
    with pytest.raises(Problems) as refused:
        changed(bench, more=1)


def test_whoever_was_faster_is_not_written_over(bench: Bench) -> None:
    seen = app_settings(bench.ann, APP)
    changed(bench, summary="First")
    with pytest.raises(SettingsChanged):
        change_app_settings(bench.bo, APP, seen.values | {"summary": "Second"}, seen.version)
    assert app_settings(bench.ann, APP).values["summary"] == "First"


def test_what_it_reads_elsewhere_is_for_who_installs(bench: Bench) -> None:
    role = {"kind": "role", "key": "builder", "title": "Builder", "workspace": ["apps.build"]}
    drafts.save(bench.ann, bench.place(role), role, 0)
    bench.publish()
    builder = bench.person("Cy", f"{APP}.builder")
    seen = app_settings(builder, APP)
    with pytest.raises(Forbidden):
        change_app_settings(builder, APP, seen.values | {"reads": ["other.form"]}, seen.version)
    change_app_settings(builder, APP, seen.values | {"summary": "Mine"}, seen.version)
    with pytest.raises(NotFound):
        app_settings(builder, "nothing")


def test_every_type_of_parameter_says_what_its_default_is() -> None:
    parameter = settings_schema()["properties"]["parameters"]["items"]
    assert len(parameter["allOf"]) == len(parameter["properties"]["type"]["enum"])
