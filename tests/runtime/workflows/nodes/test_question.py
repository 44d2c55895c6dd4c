"""A step that asks by a message: the first answer leads on, once; what is not needed any more takes none."""

from typing import Any

import pytest
import sqlalchemy as sa

from loomwork.runtime import messages
from loomwork.runtime.errors import InvalidValue, NotFound
from loomwork.runtime.jobs.tables import job
from loomwork.runtime.messages.errors import AnsweredAlready, AnswerOver
from loomwork.runtime.messages.tables import message
from loomwork.runtime.triggers import START
from loomwork.runtime.workflows import tables
from tests.runtime.workflows.conftest import Company, Start, company, node, publish_flow, workflow

__all__ = ["company", "publish_flow"]

ASKS = {
    "kind": "message",
    "key": "can_you",
    "title": "Can you?",
    "text": "{name}",
    "answers": [{"key": "yes", "title": {"zh-CN": "可以", "en": "Yes"}}, {"key": "no", "title": "No"}],
    "answer_within": "P2D",
}
WAIT = [{"key": "late", "after": "P1D", "leave_by": "silent", "title": "Late"}]
NODES = [node("ask", "question", WAIT, message="can_you", to=[{"role": "signer"}]), node("over", "end")]
EDGES = [("start", "ask"), ("ask", "over", "yes"), ("ask", "end", "no", "silent")]


def listening(**trigger: Any) -> dict[str, Any]:
    made = workflow([node("over", "end")], [{"from": "start", "to": "over"}])
    return made | {"key": "hears", "trigger": {"type": "message_answered", "message": "can_you"} | trigger}


def asked(company: Company, person: str) -> str:
    query = sa.select(message.c.id).where(message.c.person_id == company.ids[person], message.c.key == "can_you")
    (row,) = company.rows(query)
    return str(row.id)


def test_the_first_answer_leads_on_and_is_given_once(company: Company, publish_flow: Start) -> None:
    publish_flow(NODES, EDGES, ASKS, listening(form="request", answers=["yes"]))
    record = company.request()
    mine, other = asked(company, "ann"), asked(company, "bob")
    ann, bob = company.as_("ann"), company.as_("bob")
    assert messages.questions_of(ann, [mine])[mine]["state"] == "open"
    with pytest.raises(InvalidValue):
        messages.answer(ann, mine, "perhaps")
    with pytest.raises(NotFound):
        messages.answer(bob, mine, "yes")

    first, again = messages.answer(ann, mine, "yes"), messages.answer(ann, mine, "yes")
    with pytest.raises(AnsweredAlready):
        messages.answer(ann, mine, "no")
    company.run()

    assert first == again
    assert (first["state"], first["answer"]) == ("answered", "yes")
    flow = tables.instance.c.workflow == "flow"
    (row,) = company.rows(sa.select(tables.instance).where(flow, tables.instance.c.record_id == record))
    assert (row.state, row.variables["ask"]["outcome"]) == ("completed", "yes")
    assert row.variables["ask"]["by"] == company.ids["ann"]
    with pytest.raises(AnswerOver):
        messages.answer(bob, other, "no")
    starts = [one.payload for one in company.rows(sa.select(job.c.payload).where(job.c.kind == START))]
    heard = [one for one in starts if one["workflow"] == "hears"]
    assert [(one["record_id"], one["data"]["answer"]) for one in heard] == [(record, "yes")]


def test_a_deadline_leaves_the_step_and_nothing_is_answered_too_late(company: Company, publish_flow: Start) -> None:
    publish_flow(NODES, EDGES, ASKS)
    record = company.request()
    company.advance(days=1)
    assert company.way(record) == [("ask", "silent")]
    assert (
        messages.questions_of(company.as_("ann"), [asked(company, "ann")])[asked(company, "ann")]["state"] == "closed"
    )
    with pytest.raises(AnswerOver):
        messages.answer(company.as_("ann"), asked(company, "ann"), "yes")


@pytest.mark.parametrize(
    ("key", "document", "pointer"),
    [
        ("flow", workflow([node("ask", "question", message="told", to="initiator")], []), "/nodes/0/settings/message"),
        ("hears", listening(message="told"), "/trigger/message"),
        ("hears", listening(answers=["maybe"]), "/trigger/answers/0"),
    ],
)
def test_publishing_says_what_asks_nothing(company: Company, key: str, document: dict[str, Any], pointer: str) -> None:
    document = document | {"edges": document["edges"] or [{"from": "start", "to": "ask"}, {"from": "ask", "to": "end"}]}
    company.publish(ASKS, document | {"key": "flow"})
    assert company.refusal().pointer == pointer
