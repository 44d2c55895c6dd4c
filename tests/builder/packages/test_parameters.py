"""Parameters after installing: changed as a whole or not at all, recorded, and read by the next act."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from loomwork.builder.errors import InvalidPackage
from loomwork.builder.packages import read_folder
from loomwork.builder.packages.consents import asked_consents
from loomwork.builder.packages.installing import Installing, install
from loomwork.builder.packages.package import Package
from loomwork.builder.packages.parameters import change_parameters, checked, parameters_of
from loomwork.runtime.changes.reading import history
from loomwork.runtime.context import Context
from loomwork.runtime.errors import NotFound, Problems
from tests.builder.packages.templates import SMALLEST


@pytest.fixture
def package(context: Context) -> Package:
    read = read_folder(SMALLEST)
    bare = Package(read.manifest, read.documents, (), read.files)
    consents = [consent.id for consent in asked_consents(bare)]
    install(context, bare, Installing(consents=consents, sample_data=False))
    return bare


def values(context: Context, app: str) -> Mapping[str, Any]:
    return {one["key"]: one["value"] for one in parameters_of(context, app)}


def first(package: Package, type_: str) -> str:
    """The key of its first parameter of a type, whichever package is the smallest."""
    key: str = next(one["key"] for one in package.parameters if one["type"] == type_)
    return key


def test_a_changed_parameter_is_kept_and_the_others_stay(context: Context, package: Package) -> None:
    before, key = values(context, package.key), first(package, "duration")
    change_parameters(context, package.key, {key: "PT20M"})
    assert values(context, package.key) == {**before, key: "PT20M"}
    change_parameters(context, package.key, {key: before[key]})
    assert values(context, package.key) == before


def test_one_wrong_value_keeps_all_as_they_were_and_is_named(context: Context, package: Package) -> None:
    before, wrong = values(context, package.key), first(package, "percent")
    with pytest.raises(Problems) as caught:
        change_parameters(context, package.key, {first(package, "duration"): "PT20M", wrong: "3", "unheard_of": 1})
    assert {error.pointer for error in caught.value.errors} == {f"/parameters/{wrong}", "/parameters/unheard_of"}
    assert values(context, package.key) == before


def test_an_app_that_is_not_installed_has_no_parameters(context: Context) -> None:
    with pytest.raises(NotFound):
        change_parameters(context, "absent", {})


def test_the_trail_tells_what_a_parameter_was(context: Context, package: Package) -> None:
    key = first(package, "duration")
    before = values(context, package.key)[key]
    change_parameters(context, package.key, {key: "PT20M"})
    change_parameters(context, package.key, {key: "PT20M"})
    with context.workspace.database.read() as connection:
        found = [entry for entry in history(connection, package.key) if entry.action == "change"]
    assert [entry.patch for entry in found] == [
        [{"op": "set", "path": ["parameters", key], "before": before, "after": "PT20M"}]
    ]


def test_values_are_checked_by_their_types() -> None:
    declared: list[dict[str, Any]] = [
        {"key": "least", "type": "integer", "default": 1, "minimum": "1"},
        {"key": "share", "type": "percent", "default": "0.5", "minimum": "0", "maximum": "1"},
        {"key": "on", "type": "boolean", "default": True},
        {"key": "how", "type": "choice", "default": "a", "options": [{"key": "a", "title": "A"}]},
    ]
    assert checked(declared, {"least": 3, "share": "0.25", "on": False, "how": "a"}) == {
        "least": 3,
        "share": "0.25",
        "on": False,
        "how": "a",
    }
    with pytest.raises(Problems) as caught:
        checked(declared, {"least": 0, "share": "1.5", "on": "yes", "how": "b"})
    assert len(caught.value.errors) == 4


def test_a_list_takes_only_options_where_it_has_some() -> None:
    options = [{"key": "a", "title": "A"}, {"key": "b", "title": "B"}]
    declared: list[dict[str, Any]] = [
        {"key": "open", "type": "list", "default": []},
        {"key": "closed", "type": "list", "default": [], "options": options},
    ]
    assert checked(declared, {"open": ["z"], "closed": ["b", "a"]}) == {"open": ["z"], "closed": ["b", "a"]}
    with pytest.raises(Problems) as caught:
        checked(declared, {"open": ["z"], "closed": ["a", "z"]})
    assert [error.pointer for error in caught.value.errors] == ["/parameters/closed"]


def test_options_of_a_document_are_those_of_the_parameter(context: Context, tmp_path: Path) -> None:
    one = {"key": "sources", "type": "list", "title": "Sources", "default": ["web"], "options_from": "origins"}
    manifest = {"package": "origin_app", "version": "1.0.0", "title": "A", "summary": "B", "parameters": [one]}
    folder = tmp_path / "package"
    folder.mkdir()
    (folder / "manifest.json").write_text(json.dumps(manifest | {"requires": {"platform": ">=0.1"}}))
    with pytest.raises(InvalidPackage) as refused:
        read_folder(folder)
    assert "origins" in refused.value.sentence("en")

    options = [{"key": "web", "title": {"zh-CN": "官网", "en": "Website"}}, {"key": "fair", "title": "展会"}]
    (folder / "options").mkdir()
    document = {"kind": "options", "key": "origins", "title": "来源", "options": options}
    (folder / "options" / "origins.json").write_text(json.dumps(document))
    package = read_folder(folder)
    assert package.parameters[0]["options"] == options
    install(context, package, Installing(consents=[], sample_data=False))
    assert parameters_of(context, package.key)[0]["options"] == options
    change_parameters(context, package.key, {"sources": ["fair"]})
    with pytest.raises(Problems):
        change_parameters(context, package.key, {"sources": ["post"]})
    assert values(context, package.key) == {"sources": ["fair"]}
