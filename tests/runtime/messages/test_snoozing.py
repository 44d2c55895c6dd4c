"""Messages put off leave the inbox and come back by themselves, never beyond their limit."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from loomwork.runtime import changes, messages
from loomwork.runtime.context import Actor, Context
from loomwork.runtime.definitions import publish, put_app
from loomwork.runtime.errors import InvalidValue, NotFound
from loomwork.runtime.storage import FakeClock

ASKS: dict[str, Any] = {
    "kind": "message",
    "key": "can_you",
    "title": "Can you?",
    "text": "Soon.",
    "answers": [{"key": "yes", "title": "Yes"}],
    "answer_within": "P1D",
}


@pytest.fixture
def lin(context: Context) -> Context:
    """Who reads."""
    return replace(context.acting_as(Actor(kind="person", person_id="lin")), locale="en")


def tell(context: Context, title: str, kind: str = "notice") -> str:
    words = dict.fromkeys(("zh-CN", "en"), title)
    return changes.run(
        context, lambda tx: messages.tell(tx, context, "shop", "told", ["lin"], words, words, kind=kind)
    )[0]


def titles(lin: Context, **asked: Any) -> list[str]:
    return [one.title for one in messages.inbox(lin, **asked).items]


def until(lin: Context, id: str, **span: float) -> None:
    messages.snooze(lin, id, lin.now() + timedelta(**span))


def test_what_is_put_off_comes_back_first_and_unread(context: Context, lin: Context, clock: FakeClock) -> None:
    first, second = tell(context, "first"), tell(context, "second")
    messages.mark_read(lin, first)
    until(lin, first, hours=2)

    assert titles(lin) == ["second"]
    assert titles(lin, snoozed=True) == ["first"]
    assert messages.inbox(lin).unread == 1
    messages.mark_all_read(lin, second)
    clock.advance(timedelta(hours=2))

    third = tell(context, "third")
    assert titles(lin) == ["first", "third", "second"]
    assert titles(lin, snoozed=True) == []
    assert messages.inbox(lin).unread == 2
    page = messages.inbox(lin, limit=1)
    assert [one.title for one in page.items] == ["first", "third"]
    assert titles(lin, cursor=page.next_cursor) == ["second"]
    messages.mark_read(lin, first)
    assert titles(lin) == ["third", "second", "first"]
    until(lin, third, days=1)
    messages.snooze(lin, third, None)
    assert titles(lin, snoozed=True) == []


def test_only_ones_own_may_be_put_off_and_only_into_the_future(context: Context, lin: Context) -> None:
    id = tell(context, "first")
    stranger = context.acting_as(Actor(kind="person", person_id="wu"))
    with pytest.raises(NotFound):
        until(stranger, id, hours=1)
    with pytest.raises(NotFound):
        messages.snooze_choices(stranger, id)
    for hours in (0, -1, 24 * 400):
        with pytest.raises(InvalidValue):
            until(lin, id, hours=hours)
    assert titles(lin) == ["first"]


def test_a_deadline_is_put_off_until_the_end_of_the_day_at_most(context: Context, lin: Context) -> None:
    id = tell(context, "now", "deadline")
    told = messages.snooze_choices(lin, id)
    zone = ZoneInfo(context.workspace.zone)
    assert told["latest"].astimezone(zone).date() == context.now().astimezone(zone).date()
    assert "tomorrow" not in [one["key"] for one in told["choices"]]
    with pytest.raises(InvalidValue):
        messages.snooze(lin, id, told["latest"] + timedelta(minutes=1))
    messages.snooze(lin, id, told["latest"])


def test_a_question_is_put_off_until_its_answer_is_due_at_most(
    context: Context, lin: Context, clock: FakeClock
) -> None:
    def install(tx: Any) -> None:
        put_app(tx, context, "shop", "1", {"package": "shop"}, [])
        publish(tx, context, "shop", [ASKS])

    changes.run(context, install)
    (id,) = changes.run(context, lambda tx: messages.send(tx, context, "shop", "can_you", ["lin"], lambda _: {}))
    with pytest.raises(InvalidValue):
        until(lin, id, hours=25)
    until(lin, id, hours=24)
    messages.answer(lin, id, "yes")
    assert titles(lin, snoozed=True) == []
    assert titles(lin) == ["Can you?"]


def test_the_usual_moments_go_by_the_working_calendar(context: Context, lin: Context, clock: FakeClock) -> None:
    id, zone = tell(context, "first"), ZoneInfo(context.workspace.zone)
    friday = datetime(2026, 11, 27, 10, tzinfo=zone)
    clock.advance(friday - clock.now())

    told = {one["key"]: one["at"].astimezone(zone) for one in messages.snooze_choices(lin, id)["choices"]}

    assert told["later"] == friday + timedelta(hours=3)
    assert told["tomorrow"] == datetime(2026, 11, 28, 9, tzinfo=zone)
    assert told["working_day"].date().isoformat() == "2026-11-30"
    clock.advance(timedelta(hours=12))
    assert "later" not in [one["key"] for one in messages.snooze_choices(lin, id)["choices"]]
