"""Triggers and steps ask other forms, as their app, inside the transaction that they belong to."""

from typing import Any

import pytest
import sqlalchemy as sa

from loomwork.runtime import records
from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.errors import InvalidDefinition
from loomwork.runtime.workflows import tables, workflow_plan
from tests.runtime.workflows.conftest import APP, Company, Start, edge, node, workflow

SAME_NAME = {"==": [{"var": "row.name"}, {"var": "this.name"}]}
REPORTED: dict[str, Any] = {"exists": ["report", {"==": [{"var": "row.about"}, {"var": "this.id"}]}]}


def branch(when: Any) -> dict[str, Any]:
    return node("sort", "condition", branches=[{"key": "yes", "when": when}], otherwise="no")


def test_a_trigger_counts_records_with_the_one_that_was_just_written(publish_flow: Start) -> None:
    again = {">": [{"countifs": ["request", SAME_NAME]}, 1]}
    company = publish_flow([node("over", "end")], [("start", "over")], where=again)
    company.request(name="Lamp")
    company.request(name="Desk")
    second = company.request(name="Lamp")
    assert [row.record_id for row in company.rows(sa.select(tables.instance))] == [second]


def test_a_trigger_on_changes_asks_too(publish_flow: Start) -> None:
    company = publish_flow([node("over", "end")], [("start", "over")], where=REPORTED, type="record_changed")
    plain, told = company.request(), company.request()
    records.create(company.context, APP, "report", {"about": told, "text": "well"})
    for id in (plain, told):
        records.change(company.context, APP, "request", id, {"amount": 7}, revision=1)
    company.run()
    assert [row.record_id for row in company.rows(sa.select(tables.instance))] == [told]


def test_a_step_asks_what_is_so_when_it_is_reached(publish_flow: Start) -> None:
    company = publish_flow(
        [node("ask", "task", assignee={"field": "owner_person"}), branch(REPORTED), node("over", "end")],
        [("start", "ask"), ("ask", "sort"), ("sort", "over", "yes"), ("sort", "end", "no")],
    )
    plain, told = company.request(owner_person="bob"), company.request(owner_person="bob")
    records.create(company.context, APP, "report", {"about": told, "text": "well"})
    for id in (plain, told):
        company.complete(id, "bob")
        company.run()
    assert [company.way(id)[1] for id in (plain, told)] == [("sort", "no"), ("sort", "yes")]


def test_a_form_that_is_not_there_is_told_with_its_place(company: Company) -> None:
    tree = {"exists": ["nothing", True]}
    flow = workflow([branch(tree), node("over", "end")], [edge("start", "sort"), edge("sort", "over", "yes", "no")])
    company.publish(flow)
    with pytest.raises(InvalidDefinition) as refused:
        workflow_plan(plan_cache(company.context.workspace).latest(), APP, "flow")
    assert str(refused.value.pointer).endswith("/settings/branches/0/when/exists/0")
