"""What messages want back: confirmations, quizzes, reminders, and what their sender sees of it."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
import sqlalchemy as sa

from loomwork.runtime import changes, jobs, messages
from loomwork.runtime.context import Actor, Context
from loomwork.runtime.definitions import plans_in, publish, put_app
from loomwork.runtime.errors import InvalidDefinition, InvalidValue, NotFound
from loomwork.runtime.messages import message_plan
from loomwork.runtime.messages.errors import RemindedAlready
from loomwork.runtime.messages.tables import message
from loomwork.runtime.people import ADMINISTRATOR, load_people
from loomwork.runtime.storage import FakeClock

QUIZ: dict[str, Any] = {
    "pass_mark": 50,
    "questions": [
        {
            "key": "refund",
            "title": {"zh-CN": "几天内退款", "en": "Refund within"},
            "options": [{"key": "week", "title": "7"}, {"key": "month", "title": "30"}],
            "right": ["week"],
        },
        {
            "key": "who",
            "title": "Who signs",
            "options": [{"key": key, "title": key} for key in ("seller", "manager", "nobody")],
            "right": ["seller", "manager"],
        },
    ],
}
RIGHT = {"refund": ["week"], "who": ["manager", "seller"]}
RULES: dict[str, Any] = {
    "kind": "message",
    "key": "rules",
    "class": "announcement",
    "title": {"zh-CN": "新规定", "en": "New rules"},
    "text": "Read them.",
    "confirm": True,
    "remind_after": "P1D",
}
ASKS: dict[str, Any] = {
    "kind": "message",
    "key": "can_you",
    "title": "Can you come, {trigger.person}?",
    "text": "On Friday.",
    "answers": [{"key": "yes", "title": {"zh-CN": "可以", "en": "Yes"}}, {"key": "no", "title": "No"}],
}
PEOPLE = {"boss": ADMINISTRATOR, "lin": "", "wu": "", "zhao": ""}


class Office:
    def __init__(self, context: Context, clock: FakeClock) -> None:
        self.context, self.clock = context, clock
        rows = [
            {"code": code, "name": code.title(), "manager": "", "roles": roles, "department": "", "title": ""}
            for code, roles in PEOPLE.items()
        ]
        self.ids = changes.run(context, lambda tx: load_people(tx, context, rows))

        def install(tx: Any) -> None:
            put_app(tx, context, "shop", "1", {"package": "shop"}, [])
            publish(tx, context, "shop", [RULES, ASKS])

        changes.run(context, install)

    def as_(self, code: str) -> Context:
        roles = frozenset([PEOPLE[code]] if PEOPLE[code] else [])
        return replace(self.context.acting_as(Actor(kind="person", person_id=self.ids[code], roles=roles)), locale="en")

    def send(self, key: str, *codes: str, sender: str | None = "zhao") -> list[str]:
        persons = [self.ids[code] for code in codes]
        by = None if sender is None else self.ids[sender]
        told = {"trigger.person": "Lin"}
        return changes.run(
            self.context,
            lambda tx: messages.send(tx, self.context, "shop", key, persons, lambda _: told, sender=by),
        )

    def inbox(self, code: str) -> list[messages.Message]:
        return messages.inbox(self.as_(code)).items

    def later(self, **span: float) -> None:
        self.clock.advance(timedelta(**span))
        jobs.run_due(self.context.workspace)

    def people(self, id: str, by: str = "zhao") -> dict[str, str]:
        return {one["name"]: one["state"] for one in messages.sending_of(self.as_(by), id)["persons"]}


@pytest.fixture
def office(context: Context, clock: FakeClock) -> Office:
    return Office(context, clock)


def test_each_confirms_for_himself_and_the_sender_sees_who_did_not(office: Office) -> None:
    office.send("rules", "lin", "wu")
    (mine,), (other,) = office.inbox("lin"), office.inbox("wu")
    messages.mark_read(office.as_("wu"), other.id)
    with pytest.raises(NotFound):
        messages.confirm(office.as_("wu"), mine.id, {})

    first = messages.confirm(office.as_("lin"), mine.id, {})
    office.clock.advance(timedelta(hours=1))
    again = messages.confirm(office.as_("lin"), mine.id, {})

    assert first == again
    assert first["confirmed_at"] is not None
    assert messages.receipts_of(office.as_("wu"), [other.id])[other.id]["confirmed_at"] is None
    (sent,) = messages.sendings(office.as_("zhao"))["items"]
    assert {key: sent[key] for key in ("receivers", "read", "given", "missing", "confirm")} == {
        "receivers": 2,
        "read": 2,
        "given": 1,
        "missing": 1,
        "confirm": True,
    }
    assert office.people(sent["id"]) == {"Lin": "given", "Wu": "missing"}
    assert messages.sheet_of(office.as_("zhao"), sent["id"])[:2] == b"PK"


def test_only_the_sender_and_who_manages_messages_see_what_came_back(office: Office) -> None:
    office.send("can_you", "lin")
    (sent,) = messages.sendings(office.as_("zhao"))["items"]
    for stranger in ("lin", "wu"):
        assert messages.sendings(office.as_(stranger))["items"] == []
        with pytest.raises(NotFound):
            messages.sending_of(office.as_(stranger), sent["id"])
        with pytest.raises(NotFound):
            changes.run(office.context, partial(messages.remind_missing, office.as_(stranger), id=sent["id"]))
    assert office.people(sent["id"], by="boss") == {"Lin": "missing"}


def test_words_told_to_others_are_not_shown_to_who_began_the_workflow(office: Office) -> None:
    office.send("can_you", "lin")
    for by in ("zhao", "boss"):
        (sent,) = messages.sendings(office.as_(by))["items"]
        assert (sent["title"], sent["text"]) == ("Can you come, {trigger.person}?", None)


def test_a_quiz_is_tried_until_passed_and_never_tells_what_is_right(office: Office) -> None:
    announcement = ("Rules", "Read", messages.Receivers(everyone=True), messages.Wanted(quiz=QUIZ))
    id = messages.announce(office.as_("boss"), *announcement)
    lin, (mine,) = office.as_("lin"), office.inbox("lin")
    asked = messages.receipts_of(lin, [mine.id])[mine.id]
    assert "right" not in repr(asked)
    for incomplete in ({}, {"refund": ["week"]}, RIGHT | {"who": ["me"]}, RIGHT | {"more": ["week"]}):
        with pytest.raises(InvalidValue):
            messages.confirm(lin, mine.id, incomplete)

    failed = messages.confirm(lin, mine.id, {"refund": ["month"], "who": ["seller"]})
    assert failed["confirmed_at"] is None
    assert (failed["quiz"]["score"], failed["quiz"]["wrong"]) == (0, ["refund", "who"])
    passed = messages.confirm(lin, mine.id, RIGHT | {"who": ["nobody"]})

    assert passed["confirmed_at"] is not None
    assert (passed["quiz"]["score"], passed["quiz"]["attempts"]) == (1, 2)
    assert messages.confirm(lin, mine.id, RIGHT) == passed
    found = messages.sending_of(office.as_("boss"), id)
    assert (found["title"], found["text"], found["sender"]) == ("Rules", "Read", "Boss")
    (row,) = [one for one in found["persons"] if one["name"] == "Lin"]
    assert [(one["chosen"], one["right"]) for one in row["chosen"]] == [(["7"], True), (["nobody"], False)]
    assert office.people(id, by="boss") == {"Lin": "given", "Wu": "missing", "Zhao": "missing"}


def test_who_has_not_confirmed_is_reminded_until_he_does_and_the_reminder_confirms(office: Office) -> None:
    office.send("rules", "lin", "wu")
    messages.confirm(office.as_("lin"), office.inbox("lin")[0].id, {})

    office.later(days=1)
    office.later(days=1)

    assert [one.title for one in office.inbox("lin")] == ["New rules"]
    reminder, second, original = office.inbox("wu")
    assert (reminder.title, second.reminds) == ("Reminder: New rules", original.id)
    confirmed = messages.confirm(office.as_("wu"), reminder.id, {})
    assert messages.receipts_of(office.as_("wu"), [original.id])[original.id] == confirmed
    assert all(one.read_at is not None for one in office.inbox("wu"))
    office.later(days=3)
    assert len(office.inbox("wu")) == 3
    (sent,) = messages.sendings(office.as_("zhao"))["items"]
    assert (sent["receivers"], sent["given"], sent["reminders"]) == (2, 2, 2)


def test_reminders_end_by_themselves(office: Office) -> None:
    office.send("rules", "wu")
    for _ in range(14):
        office.later(days=1)
    assert len(office.inbox("wu")) == 11


def test_a_question_is_answered_by_its_reminder_which_is_sent_once_an_hour(office: Office) -> None:
    office.send("can_you", "lin", "wu")
    (sent,) = messages.sendings(office.as_("zhao"))["items"]
    messages.answer(office.as_("lin"), office.inbox("lin")[0].id, "no")

    def remind() -> int:
        return changes.run(office.context, lambda tx: messages.remind_missing(office.as_("zhao"), tx, sent["id"]))

    assert remind() == 1
    with pytest.raises(RemindedAlready):
        remind()
    reminder, original = office.inbox("wu")
    messages.answer(office.as_("wu"), reminder.id, "yes")
    questions = messages.questions_of(office.as_("wu"), [original.id, reminder.id])
    assert {one["answer"] for one in questions.values()} == {"yes"}
    found = messages.sending_of(office.as_("zhao"), sent["id"])["persons"]
    assert {one["name"]: one["answer"] for one in found} == {"Lin": "No", "Wu": "Yes"}
    office.clock.advance(timedelta(hours=2))
    assert remind() == 0


def test_an_announcement_reaches_whom_it_names_but_not_its_writer(office: Office) -> None:
    boss = office.as_("boss")
    to = messages.Receivers(persons=(office.ids["lin"], office.ids["boss"]), roles=(ADMINISTRATOR,))
    messages.announce(boss, "Party", "At six", to, messages.Wanted())
    assert [one.title for one in office.inbox("lin")] == ["Party"]
    assert office.inbox("boss") == office.inbox("wu") == []
    (sent,) = messages.sendings(boss)["items"]
    assert (sent["missing"], sent["confirm"]) == (1, False)
    messages.mark_read(office.as_("lin"), office.inbox("lin")[0].id)
    assert messages.sendings(boss)["items"][0]["missing"] == 0


@pytest.mark.parametrize(
    ("to", "wanted", "pointer"),
    [
        (messages.Receivers(), messages.Wanted(), "/to"),
        (messages.Receivers(everyone=True), messages.Wanted(remind_after="soon"), "/remind_after"),
        (
            messages.Receivers(everyone=True),
            messages.Wanted(quiz={"questions": [QUIZ["questions"][0] | {"right": ["year"]}]}),
            "/quiz/questions/0/right/0",
        ),
    ],
)
def test_an_announcement_that_cannot_be_sent_says_why(
    office: Office, to: messages.Receivers, wanted: messages.Wanted, pointer: str
) -> None:
    with pytest.raises(InvalidValue) as refused:
        messages.announce(office.as_("boss"), "T", "T", to, wanted)
    assert refused.value.pointer == pointer
    with office.context.workspace.database.read() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(message)).scalar_one() == 0


@pytest.mark.parametrize(
    ("more", "pointer"),
    [
        ({"quiz": {"questions": [QUIZ["questions"][0], QUIZ["questions"][0]]}}, "/quiz/questions/1/key"),
        ({"quiz": {"questions": [QUIZ["questions"][0] | {"right": ["year"]}]}}, "/quiz/questions/0/right/0"),
        ({"remind_after": "-P1D"}, "/remind_after"),
        ({"confirm": False}, "/remind_after"),
    ],
)
def test_publishing_refuses_what_cannot_be_wanted(office: Office, more: dict[str, Any], pointer: str) -> None:
    changes.run(office.context, lambda tx: publish(tx, office.context, "shop", [RULES | more]))
    with office.context.workspace.database.write() as tx, pytest.raises(InvalidDefinition) as refused:
        message_plan(plans_in(office.context.workspace, tx), "shop", "rules")
    assert refused.value.pointer == pointer
