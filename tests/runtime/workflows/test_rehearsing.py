"""Dry runs: everything happens as it would, is told in order, and leaves nothing behind."""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from loomwork.runtime.errors import BadRequest, Forbidden, InvalidDefinition, NotFound
from loomwork.runtime.workflows.rehearsing import Reply, Wish, rehearse

from .conftest import APP, Company, Start, edge, node, wait, workflow

OWNER = {"field": "owner_person"}
REMIND = {"key": "remind", "until": "done", "after": "PT2H", "do": [{"message": "late", "to": "assignee"}]}
GIVE_UP = {"key": "again", "until": "done", "after": "PT4H", "leave_by": "unanswered"}


def everything(company: Company) -> dict[str, list[str]]:
    """All rows of all tables."""
    with company.context.workspace.database.read() as connection:
        names = sa.inspect(connection).get_table_names()
        whole = sa.select(sa.text("*"))
        return {name: sorted(map(repr, connection.execute(whole.select_from(sa.table(name))))) for name in names}


def dry(company: Company, record: str | None, by: str = "boss", **wish: Any) -> dict[str, Any]:
    """A dry run, after which all is as it was."""
    before = everything(company)
    told = rehearse(company.as_(by), Wish(**{"app": APP, "workflow": "flow", "record": record} | wish))
    assert everything(company) == before
    return told


@pytest.fixture
def asking(publish_flow: Start) -> Company:
    """A step that asks the owner and reminds him; after it a change, a wait and a message."""
    return publish_flow(
        [
            node("ask", "task", [REMIND, GIVE_UP], assignee=OWNER),
            node("note", "update_record", values={"note": "Seen", "amount": {"+": [{"var": "record.amount"}, 1]}}),
            wait("rest", "P2D"),
            node("tell", "message", message="told", to={"manager_of": OWNER}),
        ],
        [
            ("start", "ask"),
            ("ask", "note", "done"),
            ("ask", "end", "unanswered"),
            ("note", "rest"),
            ("rest", "tell"),
            ("tell", "end"),
        ],
        where={"==": [{"var": "record.name"}, "never"]},
    )


def test_everything_is_told_and_nothing_happens(asking: Company) -> None:
    record = asking.request(owner_person="bob", amount=4)

    told = dry(asking, record)

    assert (told["state"], told["cut"]) == ("completed", None)
    steps = [(step["node"], step["outcome"], step["who"]) for step in told["flow"]["steps"]]
    assert steps[1:-1] == [
        ("ask", "done", ["Bob"]),
        ("note", "done", None),
        ("rest", "reached", None),
        ("tell", "done", None),
    ]
    (write,) = told["writes"]
    assert (write["record"], write["by"]) == (record, "Bob")
    assert [(one["field"], one["before_text"], one["after_text"]) for one in write["changes"]] == [
        ("amount", "4", "5"),
        ("note", None, "Seen"),
    ]
    (message,) = told["messages"]
    assert (message["to"], message["title"], message["text"], message["node"]) == ("Ann", "told Lamp", "5", "tell")
    assert message["at"] == told["ended_at"] == asking.clock.now() + timedelta(days=2)
    assert asking.record(record).flow_state is None

    late = dry(asking, record, replies=[Reply("ask", act="done", after="PT3H")])
    never = dry(asking, record, default="nobody")

    assert [one["to"] for one in late["messages"]] == ["Bob", "Ann"]
    assert never["flow"]["steps"][1]["outcome"] == "unanswered"
    assert never["ended_at"] - never["began_at"] == timedelta(hours=4)
    cut = dry(asking, record, until="P1D")
    assert (cut["state"], cut["cut"], cut["messages"]) == ("waiting", "until", [])


def test_a_draft_is_tried_by_who_manages_workflows_and_sees_the_record(asking: Company) -> None:
    record = asking.request(owner_person="bob")
    draft = workflow([node("only", "message", message="told", to=OWNER)], [edge("start", "only"), edge("only", "end")])

    assert [one["to"] for one in dry(asking, record, document=draft)["messages"]] == ["Bob"]
    with pytest.raises(InvalidDefinition) as refused:
        dry(asking, record, document=draft | {"edges": [edge("start", "gone")]})
    assert refused.value.pointer == "/edges/0/to"
    with pytest.raises(Forbidden):
        dry(asking, record, by="ann")
    with pytest.raises(NotFound):
        dry(asking, "0" * 26)


def test_called_workflows_run_too_and_a_stopped_step_says_why(publish_flow: Start) -> None:
    inner = workflow(
        [node("ask", "task", assignee={"formula": {"var": "trigger.who"}}), node("fin", "end")],
        [edge("start", "ask"), edge("ask", "fin")],
        type="manual",
    )
    inner["trigger"]["inputs"] = [{"key": "who", "type": "text"}]
    company = publish_flow(
        [
            node("sub", "sub_workflow", workflow="inner", inputs={"who": {"var": "record.owner_person"}}),
            node("stop", "update_record", values={"amount": {"var": "record.name"}}),
        ],
        [("start", "sub"), ("sub", "stop"), ("stop", "end")],
        inner | {"key": "inner"},
        where={"==": [{"var": "record.name"}, "never"]},
    )
    record = company.request(owner_person="ann")

    told = dry(company, record)

    assert told["state"] == "incident"
    assert [(one["workflow"]["key"], one["state"]) for one in told["called"]] == [("inner", "completed")]
    assert "amount" in told["flow"]["incident"]["detail"]


def test_a_step_is_tried_by_itself_with_what_those_before_it_told(publish_flow: Start) -> None:
    company = publish_flow(
        [
            node(
                "sum",
                "compute",
                values=[{"key": "total", "type": "decimal", "value": {"*": [{"var": "record.amount"}, 2]}}],
            ),
            node("size", "condition", branches=[{"key": "large", "title": "Large", "when": False}]),
            node("note", "update_record", values={"amount": {"var": "nodes.sum.total"}}),
            node("tell", "message", message="told", to={"manager_of": OWNER}),
        ],
        [
            ("start", "sum"),
            ("sum", "size"),
            ("size", "note", "large"),
            ("size", "end", "otherwise"),
            ("note", "tell"),
            ("tell", "end"),
        ],
        where={"==": [{"var": "record.name"}, "never"]},
    )
    record = company.request(owner_person="bob", amount=4)

    assert dry(company, record)["writes"] == []
    told = dry(company, record, step="note")
    (write,) = told["writes"]
    assert [(change["before_text"], change["after_text"]) for change in write["changes"]] == [("4", "8")]
    assert (told["messages"], told["state"]) == ([], "completed")
    # The steps that others stand between are as they were for the next run.
    assert dry(company, record)["writes"] == []
    with pytest.raises(BadRequest):
        dry(company, record, step="gone")


def test_a_step_that_asks_is_tried_by_itself_with_its_deadlines(asking: Company) -> None:
    record = asking.request(owner_person="bob", amount=4)
    told = dry(asking, record, step="ask", default="nobody")
    assert [message["to"] for message in told["messages"]] == ["Bob"]
    assert told["state"] == "completed"
    assert told["writes"] == []
    assert [step["node"] for step in told["flow"]["steps"] if step["entered_at"]] == ["start", "ask", "end"]
