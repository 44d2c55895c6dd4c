"""Workflows call others: told what they need, waited for, cancelled with their caller; one for each of many records."""

from typing import Any

import pytest
import sqlalchemy as sa

from loomwork.runtime import records
from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.errors import InvalidDefinition
from loomwork.runtime.workflows import cancel, retry, skip, tables, workflow_plan

from ..conftest import APP, Company, edge, node, workflow
from .test_transacting import OWNER, assert_replays

TASK = node("ask", "task", assignee=OWNER)
GIVES = node("over", "end", outputs={"said": {"cat": [{"var": "trigger.word"}, "!"]}, "by": {"var": "nodes.ask.by"}})


def called(
    nodes: list[dict[str, Any]], edges: list[tuple[str, ...]], *inputs: str, form: str | None = "request"
) -> dict[str, Any]:
    trigger: dict[str, Any] = {"type": "manual", "inputs": [{"key": key} for key in inputs]}
    made = workflow(nodes, [edge(*one) for one in edges])
    return made | {"key": "helper", "trigger": trigger | ({"form": form} if form else {})}


def caller(*nodes: dict[str, Any], edges: list[tuple[str, ...]]) -> dict[str, Any]:
    return workflow(list(nodes), [edge(*one) for one in edges], where={"==": [{"var": "record.name"}, "Lamp"]})


def instances(company: Company) -> list[Any]:
    return company.rows(sa.select(tables.instance).order_by(tables.instance.c.id))


def runs(company: Company) -> list[Any]:
    return company.rows(sa.select(tables.call).order_by(tables.call.c.number))


CALL = node("call", "sub_workflow", workflow="helper", inputs={"word": {"var": "record.name"}})
KEEP = node("keep", "update_record", values={"note": {"var": "nodes.call.said"}})
WAYS: list[tuple[str, ...]] = [
    ("start", "call"),
    ("call", "keep", "done"),
    ("call", "end", "cancelled"),
    ("keep", "end"),
]


def sub_workflow(company: Company) -> str:
    company.publish(
        caller(CALL, KEEP, edges=WAYS),
        called([TASK, GIVES], [("start", "ask"), ("ask", "over")], "word"),
    )
    return company.request(owner_person="bob")


def test_it_waits_for_the_end_and_reads_what_it_gives(company: Company) -> None:
    record = sub_workflow(company)
    first, second = instances(company)
    assert (first.workflow, second.workflow, second.caller, second.depth) == ("flow", "helper", first.id, 1)
    assert (first.state, second.record_id) == ("waiting", record)

    company.complete(record, "bob")
    company.run()

    assert [row.state for row in instances(company)] == ["completed", "completed"]
    assert company.record(record).values["note"] == "Lamp!"
    assert company.record(record).flow_state == "completed"
    assert instances(company)[0].variables["call"]["by"] == company.ids["bob"]


def test_it_is_cancelled_with_its_caller_and_tells_when_it_is_cancelled_itself(company: Company) -> None:
    one = sub_workflow(company)
    parent, _ = instances(company)
    cancel(company.as_("boss"), parent.id, "enough")
    company.run()
    assert [row.state for row in instances(company)] == ["cancelled", "cancelled"]
    assert company.open(one) == []

    other = company.request(owner_person="bob")
    cancel(company.as_("boss"), instances(company)[-1].id, "enough")
    company.run()

    assert company.record(other).values["note"] is None
    assert instances(company)[2].state == "completed"


def test_an_incident_below_is_waited_for_until_it_is_mended(company: Company) -> None:
    company.publish(caller(CALL, KEEP, edges=WAYS), called([TASK, GIVES], [("start", "ask"), ("ask", "over")], "word"))
    record = company.request()
    parent, child = instances(company)
    assert (parent.state, child.state) == ("waiting", "incident")

    records.change(company.context, APP, "request", record, {"owner_person": company.ids["bob"]}, revision=None)
    retry(company.as_("boss"), child.id)
    company.complete(record, "bob")
    company.run()

    assert [row.state for row in instances(company)] == ["completed", "completed"]


def for_each(company: Company, **settings: Any) -> tuple[str, list[str]]:
    strong = {">": [{"var": "row.strength"}, 0]}
    each = node("each", "for_each", workflow="helper", form="profile", where=strong, **settings)
    up = node("up", "update_record", values={"load": {"+": [{"var": "record.load"}, 1]}})
    check = node("check", "condition", branches=[{"key": "busy", "when": {"==": [{"var": "record.load"}, 7]}}])
    ask = node("ask", "task", assignee={"role": "idle"})
    company.publish(
        caller(each, node("tell", "message", message="told", to="initiator"),
               edges=[("start", "each"), ("each", "end", "done"), ("each", "tell", "some_failed"), ("tell", "end")]),
        called([check, up, ask], [("start", "check"), ("check", "ask", "busy"), ("check", "up", "otherwise"),
                                  ("ask", "end"), ("up", "end")], form="profile"),
    )  # fmt: skip
    made = [company.profile("ann", strength=1, load=load) for load in (1, 7, 3, 4, 5)]
    company.profile("bob", strength=0)
    return company.request(), made


@pytest.mark.parametrize("at_once", [1, 3])
def test_each_record_has_a_run_of_its_own_and_one_that_stops_is_counted(company: Company, at_once: int) -> None:
    record, made = for_each(company, at_once=at_once)

    assert company.state(record) == "completed"
    told = company.instance(record).variables["each"]
    assert {key: told[key] for key in ("count", "done", "failed", "cancelled")} == {
        "count": 5, "done": 4, "failed": 1, "cancelled": 0,
    }  # fmt: skip
    assert company.told(record) == [("told", "cy")]
    shown = next(step for step in company.flow(record)["steps"] if step["node"] == "each")
    assert shown["facts"] == ["Some were not done", "5 of 5 ended, 1 failed"]
    assert [row.state for row in runs(company)] == ["done", "failed", "done", "done", "done"]
    assert runs(company)[1].given["code"] == "workflow.nobody"
    loads = [company.record(id, "profile").values["load"] for id in made]
    assert loads == [2, 7, 4, 5, 6]
    assert_replays(company, record)


def test_a_run_that_is_mended_later_counts_no_longer_as_failed(company: Company) -> None:
    record, _ = for_each(company)

    skip(company.as_("boss"), runs(company)[1].called_id, "ask", 1, "done", "seen to by phone")
    company.run()

    assert [row.state for row in runs(company)] == ["done"] * 5
    shown = next(step for step in company.flow(record)["steps"] if step["node"] == "each")
    assert shown["facts"][1] == "5 of 5 ended, 0 failed"


def test_one_that_nobody_waits_for_goes_its_own_way(company: Company) -> None:
    apart = CALL | {"settings": CALL["settings"] | {"wait": False}}
    company.publish(
        caller(apart, edges=[("start", "call"), ("call", "end")]),
        called([TASK, GIVES], [("start", "ask"), ("ask", "over")], "word"),
    )
    record = company.request(owner_person="bob")

    first, second = instances(company)
    assert (first.state, second.state, second.caller) == ("completed", "waiting", first.id)
    cancel(company.as_("boss"), second.id, "enough")
    company.run()
    assert [row.state for row in instances(company)] == ["completed", "cancelled"]
    assert company.record(record).flow_state == "cancelled"


def test_items_that_are_rows_are_told_whole(company: Company) -> None:
    find = node("find", "query_records", form="profile", shows=["load", "strength"])
    each = node("each", "for_each", workflow="helper", items={"var": "nodes.find.rows"})
    total = {"+": [{"var": "trigger.item.load"}, {"var": "trigger.item.strength"}]}
    helper = called([node("over", "end", outputs={"sum": total})], [("start", "over")], "item", form=None)
    helper["trigger"]["inputs"][0]["type"] = "row"
    company.publish(caller(find, each, edges=[("start", "find"), ("find", "each"), ("each", "end")]), helper)
    company.profile("ann", load=3, strength=4)
    company.profile("bob", load=1, strength=1)
    company.request()

    assert [row.given["sum"] for row in runs(company)] == [7, 2]


def test_items_of_a_list_are_told_one_by_one_and_none_is_no_work(company: Company) -> None:
    each = node("each", "for_each", workflow="helper", items={"var": "nodes.find.rows.load"})
    find = node("find", "query_records", form="profile", where={"==": [{"var": "row.strength"}, 5]}, shows=["load"])
    company.publish(
        caller(find, each, edges=[("start", "find"), ("find", "each"), ("each", "end")]),
        called([node("over", "end")], [("start", "over")], "item", form=None),
    )
    none = company.request()
    company.profile("ann", strength=5)
    company.profile("bob", strength=5)
    two = company.request()

    assert company.instance(none).variables["each"]["count"] == 0
    assert company.instance(two).variables["each"]["done"] == 2
    assert [row.data["item"] for row in runs(company)] == [0, 0]


@pytest.mark.parametrize(
    ("given", "helper", "pointer", "words"),
    [
        ({}, {"trigger": {"type": "record_created", "form": "request"}}, "/workflow", "starts by hand"),
        ({"inputs": {"speed": 1}}, {}, "/inputs/speed", "takes no input speed"),
        ({}, {"trigger": {"type": "manual", "form": "report"}}, "/record", "say which record"),
        ({"record": "x"}, {"trigger": {"type": "manual"}}, "/record", "about no record"),
        ({}, {"nodes": [node("back", "sub_workflow", workflow="helper")],
              "edges": [edge("start", "back"), edge("back", "end")]}, "/workflow", "in a circle: helper, helper"),
    ],
)  # fmt: skip
def test_what_cannot_be_called_is_refused(
    company: Company, given: dict[str, Any], helper: dict[str, Any], pointer: str, words: str
) -> None:
    call = node("call", "sub_workflow", workflow="helper", **given)
    company.publish(
        workflow([call], [edge("start", "call"), edge("call", "end")]),
        called([node("over", "end")], [("start", "over")]) | helper,
    )

    with pytest.raises(InvalidDefinition) as error:
        workflow_plan(plan_cache(company.context.workspace).latest(), APP, "flow")

    assert error.value.pointer == f"/nodes/0/settings{pointer}"
    assert words in error.value.sentence("en")
