"""What an instance is about: a record, or nothing where no record began it."""

from typing import Any

import pytest
import sqlalchemy as sa

from loomwork.runtime import changes
from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.errors import InvalidDefinition
from loomwork.runtime.messages.tables import message
from loomwork.runtime.workflows import incidents, tables, tasks, workflow_plan
from loomwork.runtime.workflows.engine.transacting import begin

from ..conftest import APP, Company, edge, node, workflow

SIGNER = {"role": "signer"}


def about_nothing(nodes: list[dict[str, Any]], edges: list[dict[str, Any]]) -> dict[str, Any]:
    made = workflow(nodes, edges)
    return made | {"trigger": {"type": "manual"}}


def started(company: Company) -> str:
    plan = workflow_plan(plan_cache(company.context.workspace).latest(), APP, "flow")
    cause = {"app": APP, "workflow": "flow", "hash": plan.hash, "form_app": None, "form": None, "record_id": None}
    return changes.run(company.context, lambda tx: begin(company.context, tx, cause, None))


def test_an_instance_about_no_record_tells_asks_and_ends(company: Company) -> None:
    ask = node("ask", "task", [{"key": "soon", "after": "PT5M", "do": [{"message": "late", "to": "assignee"}]}],
               assignee=SIGNER)  # fmt: skip
    nodes = [node("tell", "message", message="told", to=SIGNER), ask]
    company.publish(about_nothing(nodes, [edge("start", "tell"), edge("tell", "ask"), edge("ask", "end")]))

    id = started(company)
    company.advance(minutes=6)

    (task,), (holder,) = company.open(""), company.holders("")
    shown = tasks.get(company.as_(holder), task.id)
    assert (shown["title"], shown["record"], shown["record_detail"]) == ("Ask", None, None)
    assert [step["node"] for step in shown["flow"]["steps"]] == ["start", "tell", "ask", "end"]
    told = company.rows(sa.select(message.c.key, message.c.link, message.c.text).order_by(message.c.id))
    assert [row.key for row in told].count("told") == 3
    assert all(row.link is None and row.text["en"] == "—" for row in told)
    tasks.complete(company.as_(holder), task.id, {}, revision=task.revision)
    (row,) = company.rows(sa.select(tables.instance))
    assert (row.id, row.state, row.form, row.record_id) == (id, "completed", "", "")


def test_its_incident_is_listed_without_a_record(company: Company) -> None:
    nodes = [node("ask", "task", assignee={"role": "idle"})]
    company.publish(about_nothing(nodes, [edge("start", "ask"), edge("ask", "end")]))

    started(company)

    (stopped,) = incidents(company.as_("boss"))
    assert (stopped["node"], stopped["form"], stopped["record"], stopped["record_title"]) == ("ask", "", "", None)


@pytest.mark.parametrize(
    ("made", "pointer"),
    [
        (node("a", "condition", branches=[{"key": "x", "when": {"is_set": {"var": "record.name"}}}]),
         "/nodes/0/settings/branches/0/when"),
        (node("a", "task", assignee={"field": "owner_person"}), "/nodes/0/settings/assignee/field"),
        (node("a", "task", assignee=SIGNER, then=[{"set": {"note": "x"}}]), "/nodes/0/settings/then/0/set/note"),
    ],
)  # fmt: skip
def test_it_cannot_read_or_write_a_record(company: Company, made: dict[str, Any], pointer: str) -> None:
    company.publish(about_nothing([made], [edge("start", "a"), edge("a", "end")]))

    with pytest.raises(InvalidDefinition) as refused:
        workflow_plan(plan_cache(company.context.workspace).latest(), APP, "flow")

    assert refused.value.pointer == pointer
    assert "about no record" in refused.value.sentence("en")
