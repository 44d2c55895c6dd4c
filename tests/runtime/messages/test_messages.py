"""Messages are plain text with places, told once, and read by whom they are for."""

from dataclasses import replace
from typing import Any

import pytest

from loomwork.runtime import changes, messages
from loomwork.runtime.context import Actor, Context
from loomwork.runtime.definitions import publish, put_app
from loomwork.runtime.errors import NotFound
from loomwork.runtime.storage import FakeClock

WAITING: dict[str, Any] = {
    "kind": "message",
    "key": "waiting",
    "title": {"zh-CN": "{company} 等你联系", "en": "{company} waits for you"},
    "text": "Call {record.contact} at {phone}.",
}


@pytest.fixture
def shop(context: Context) -> Context:
    """The system in a workspace with an app that has one message."""

    def install(tx: Any) -> None:
        put_app(tx, context, "shop", "1", {"package": "shop"}, [])
        publish(tx, context, "shop", [WAITING])

    changes.run(context, install)
    return context


def reader(context: Context, person: str, locale: str = "en") -> Context:
    return replace(context.acting_as(Actor(kind="person", person_id=person)), locale=locale)


def told(record: dict[str, Any]) -> dict[str, Any]:
    return {f"record.{key}": value for key, value in record.items()}


def send(context: Context, *persons: str, dedupe: str | None = None, **record: Any) -> list[str]:
    return changes.run(
        context,
        lambda tx: messages.send(
            tx, context, "shop", "waiting", persons, lambda _: told(record), dedupe=dedupe, link={"app": "shop"}
        ),
    )


def test_a_message_reaches_each_person_once_in_his_language(shop: Context) -> None:
    send(shop, "p1", "p2", "p1", company="恒泰", contact="Lin", phone="138")

    (english,) = messages.inbox(reader(shop, "p1")).items
    (chinese,) = messages.inbox(reader(shop, "p2", "zh-CN")).items
    assert english.title == "恒泰 waits for you"
    assert chinese.title == "恒泰 等你联系"
    assert english.text == chinese.text == "Call Lin at 138."
    assert english.link == {"app": "shop"}
    assert messages.inbox(reader(shop, "p3")).items == []


def test_an_act_repeated_after_a_crash_tells_nobody_twice(shop: Context) -> None:
    assert len(send(shop, "p1", "p2", dedupe="i1/remind/1")) == 2
    assert send(shop, "p1", "p2", dedupe="i1/remind/1") == []
    assert len(send(shop, "p1", dedupe="i1/remind/2")) == 1
    assert len(send(shop, "p1")) == 1
    assert messages.inbox(reader(shop, "p1")).unread == 3


def test_a_message_of_a_failed_transaction_is_never_seen(shop: Context) -> None:
    def unit(tx: Any) -> None:
        messages.send(tx, shop, "shop", "waiting", ["p1"], lambda _: {})
        raise RuntimeError

    with pytest.raises(RuntimeError):
        changes.run(shop, unit)
    assert messages.inbox(reader(shop, "p1")).items == []


def test_reading_marks_only_ones_own(shop: Context, clock: FakeClock) -> None:
    (id,) = send(shop, "p1")
    with pytest.raises(NotFound):
        messages.mark_read(reader(shop, "p2"), id)
    assert messages.inbox(reader(shop, "p1"), unread_only=True).unread == 1

    first = messages.mark_read(reader(shop, "p1"), id)

    assert first.read_at == shop.now()
    assert messages.inbox(reader(shop, "p1"), unread_only=True).items == []
    assert messages.mark_read(reader(shop, "p1"), id).read_at == first.read_at


def test_the_inbox_is_paged_newest_first(shop: Context) -> None:
    sent = [send(shop, "p1")[0] for _ in range(5)]
    found: list[str] = []
    cursor = None
    while True:
        page = messages.inbox(reader(shop, "p1"), limit=2, cursor=cursor)
        found += [message.id for message in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert found == sent[::-1]


def test_an_unknown_message_is_an_error(shop: Context) -> None:
    with pytest.raises(NotFound):
        changes.run(shop, lambda tx: messages.send(tx, shop, "shop", "gone", ["p1"], lambda _: {}))
