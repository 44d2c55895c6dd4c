"""Options within lines evolve as those of fields do, and a change of lines is taken back to the cell."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loomwork.runtime import changes, jobs, records
from loomwork.runtime.context import Context
from loomwork.runtime.definitions import plan_cache, plans_in
from loomwork.runtime.errors import InvalidDefinition, Problems
from loomwork.runtime.forms import FormPlan, form_plan
from loomwork.runtime.records.history.earlier_lines import earlier_lines
from loomwork.runtime.records.rows.patches import changed_patch
from tests import company

install = company.install

OLD = [{"key": "trade", "title": "贸易"}, {"key": "shop", "title": "门店"}, {"key": "net", "title": "网店"}]


def form(options: list[dict[str, Any]]) -> dict[str, Any]:
    chosen = {"options": options}
    label = {"if": [{"==": [{"var": "line.kind"}, "shop"]}, "零售", "其他"]}
    columns = [
        {"key": "name", "type": "text", "title": "Name"},
        {"key": "kind", "type": "single_choice", "title": "Kind", "settings": chosen},
        {"key": "kinds", "type": "multi_choice", "title": "Kinds", "settings": chosen},
        {"key": "staff", "type": "integer", "title": "Staff"},
        {"key": "label", "type": "formula", "title": "Label", "settings": {"expression": label}},
    ]
    return {
        "kind": "form",
        "key": "client",
        "title": "Client",
        "fields": [
            {"key": "least", "type": "integer", "title": "Least"},
            {"key": "sites", "type": "detail_lines", "title": "Sites", "settings": {"columns": columns}},
        ],
    }


def published(install: company.Install, context: Context, options: list[dict[str, Any]]) -> int:
    install([form(options)])
    found = changes.run(context, lambda tx: records.retag(context, tx, plans_in(context.workspace, tx)))
    jobs.run_due(context.workspace)
    return found


def made(context: Context, *lines: dict[str, Any], **values: Any) -> str:
    return records.create(context, "crm", "client", {**values, "sites": list(lines)}).id


def column(context: Context, id: str, key: str) -> list[Any]:
    return [line[key] for line in records.get(context, "crm", "client", id).values["sites"]]


def test_merged_options_become_one_in_every_line_with_its_history(install: company.Install, context: Context) -> None:
    install([form(OLD)])
    first = made(context, {"kind": "net", "kinds": ["net", "shop"]}, {"kind": "trade"}, {"name": "x"})
    other = made(context, {"kind": "trade", "kinds": ["trade"]})

    assert published(install, context, [*OLD[:2], OLD[2] | {"merged_into": "shop"}]) == 2

    assert column(context, first, "kind") == ["shop", "trade", None]
    assert column(context, first, "kinds") == [["shop"], None, None]
    assert column(context, first, "label") == ["零售", "其他", "其他"]
    assert records.get(context, "crm", "client", other).revision == 1
    told = [entry for entry in records.history(context, "crm", "client", first) if entry["action"] == "change"]
    assert {entry["provenance"] for entry in told} == {"system"}
    cells = {(one["title"], one["before_text"], one["after_text"]) for entry in told for one in entry["changes"]}
    assert ("Sites · Kind", "网店", "门店") in cells
    assert published(install, context, [*OLD[:2], OLD[2] | {"merged_into": "shop"}]) == 0


def test_a_retired_option_stays_in_its_line_and_is_not_chosen_anew(install: company.Install, context: Context) -> None:
    install([form(OLD)])
    id = made(context, {"kind": "net", "kinds": ["net"]}, {"kind": "shop"})
    published(install, context, [*OLD[:2], OLD[2] | {"retired": True}])

    first, second = records.get(context, "crm", "client", id).values["sites"]
    kept = {key: first[key] for key in ("id", "kind", "kinds")} | {"name": "A"}
    records.change(context, "crm", "client", id, {"sites": [kept, {"id": second["id"]}]}, revision=1)
    sent = [kept, {"id": second["id"], "kind": "net", "kinds": ["net"]}]
    with pytest.raises(Problems) as caught:
        records.change(context, "crm", "client", id, {"sites": sent}, revision=2)
    found = [(error.code, error.pointer) for error in caught.value.errors]
    assert found == [
        ("value.option_closed", "/values/sites/1/kind"),
        ("value.option_closed", "/values/sites/1/kinds"),
    ]


def test_a_split_reads_the_line_and_the_record(install: company.Install, context: Context) -> None:
    install([form(OLD)])
    lines = [{"kind": "trade", "staff": staff} for staff in (500, 5, None)]
    id = made(context, *lines, least=10)
    few = {"<": [{"var": "line.staff"}, {"var": "record.least"}]}
    many = {">=": [{"var": "line.staff"}, {"var": "record.least"}]}
    parts = [{"key": "shop", "when": few}, {"key": "net", "when": many}]

    published(install, context, [OLD[0] | {"split_into": parts}, *OLD[1:]])

    assert column(context, id, "kind") == ["net", "shop", "trade"]


def test_a_condition_must_read_what_a_line_has(install: company.Install) -> None:
    nothing = {"==": [{"var": "line.nothing"}, 1]}
    with pytest.raises(InvalidDefinition):
        install([form([OLD[0] | {"split_into": [{"key": "shop", "when": nothing}]}, OLD[1]])])


def test_re_tagged_lines_are_taken_back_by_their_history(install: company.Install, context: Context) -> None:
    install([form(OLD)])
    id = made(context, {"kind": "net"}, {"kind": "trade"})
    published(install, context, [*OLD[:2], OLD[2] | {"merged_into": "shop"}])
    change_id = records.history(context, "crm", "client", id)[0]["id"]

    changes.run(context, lambda tx: records.take_back(context, "crm", "client", id, change_id, tx=tx))

    assert column(context, id, "kind") == ["net", "trade"]
    assert column(context, id, "label") == ["其他", "其他"]


_lines = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), st.sampled_from([None, "x", "y"]), st.sampled_from([None, 1, 2])),
    max_size=8,
    unique_by=lambda line: line[0],
)


@given(_lines, _lines)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_a_change_did_its_lines_come_back(
    install: company.Install, context: Context, before: list[Any], after: list[Any]
) -> None:
    plan = _plan(install, context)
    old, new = ([_line(*line) for line in lines] for lines in (before, after))
    patch = changed_patch(plan, {"sites": old or None}, {"sites": new or None}, ["sites"])

    back = earlier_lines(plan.fields["sites"], new or None, patch)

    kept = {line["id"] for line in new}
    assert sorted(back or [], key=lambda line: line["id"]) == sorted(old, key=lambda line: line["id"])
    assert [line for line in back or [] if line["id"] in kept] == [line for line in old if line["id"] in kept]


def _plan(install: company.Install, context: Context) -> FormPlan:
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
        if plans.find("form", "crm", "client") is not None:
            return form_plan(plans, "crm", "client")
    install([form(OLD)])
    return _plan(install, context)


def _line(id: str, name: str | None, staff: int | None) -> dict[str, Any]:
    return {"id": id, "name": name, "kind": None, "kinds": None, "staff": staff, "label": None}
