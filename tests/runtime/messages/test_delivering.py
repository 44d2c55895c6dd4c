"""Messages go out once per person and channel; a mail server that is down loses nothing and is reported."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from loomwork.runtime import changes, jobs, messages
from loomwork.runtime.context import Actor, Context
from loomwork.runtime.errors import InvalidValue, NotFound
from loomwork.runtime.messages.errors import ChannelFailed
from loomwork.runtime.messages.tables import channel_state, delivery
from loomwork.runtime.people import load_people
from loomwork.runtime.storage import FakeClock
from tests.connectors.mail_server import Mailbox, mail_server

PEOPLE = [("boss", "workspace.administrator"), ("lin", ""), ("wu", "")]
TITLE = {"zh-CN": "恒泰<b>等你", "en": "Hengtai <b>waits"}


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with mail_server() as listening:
        yield listening


class Office:
    def __init__(self, context: Context, clock: FakeClock, box: Mailbox) -> None:
        self.context, self.clock = context, clock
        rows = [
            {"code": code, "name": code.title(), "manager": "", "roles": roles, "department": "", "title": ""}
            for code, roles in PEOPLE
        ]
        self.ids = changes.run(context, lambda tx: load_people(tx, context, rows))
        self.set_up(box.settings())
        for code in ("boss", "lin"):
            with context.workspace.database.write() as tx:
                messages.keep_address(tx, self.ids[code], "email", f"{code}@company.example")

    def set_up(self, settings: dict[str, Any], *, enabled: bool = True) -> None:
        changes.run(self.context, lambda tx: messages.keep_set_up(self.context, tx, "email", enabled, settings, {}))

    def wish(self, code: str, **wishes: Any) -> None:
        with self.context.workspace.database.write() as tx:
            messages.keep_wishes(tx, self.ids.get(code, ""), wishes)

    def tell(self, code: str, kind: str = "task", *, once: str | None = None, link: Any = None, times: int = 1) -> None:
        body, persons = {"zh-CN": "正文", "en": "Words"}, [self.ids[code]]

        def unit(tx: Any) -> None:
            for _ in range(times):
                messages.tell(
                    tx, self.context, "shop", "waiting", persons, TITLE, body, kind=kind, once=once, link=link
                )

        changes.run(self.context, unit)

    def run(self, **later: float) -> None:
        self.clock.advance(timedelta(**later))
        jobs.run_due(self.context.workspace)

    def states(self) -> list[str]:
        with self.context.workspace.database.read() as connection:
            rows = connection.execute(sa.select(delivery).order_by(delivery.c.id)).all()
        return [row.state if row.reason is None else f"{row.state}: {row.reason['code']}" for row in rows]

    def inbox(self, code: str) -> list[messages.Message]:
        actor = Actor(kind="person", person_id=self.ids[code])
        return messages.inbox(self.context.acting_as(actor)).items


@pytest.fixture
def office(context: Context, clock: FakeClock, box: Mailbox) -> Office:
    return Office(context, clock, box)


def test_a_message_goes_out_once_in_the_readers_language(
    office: Office, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOOMWORK_PUBLIC_URL", "https://work.company.example")
    office.wish("lin", locale="en")
    for _ in range(2):
        office.tell("lin", once="i1/remind", link={"app": "shop", "form": "deal", "record": "r1"})
    office.run()
    office.run(minutes=5)

    (mail,) = box.mails
    assert mail["Subject"] == "Hengtai <b>waits"
    text, html = (part.get_content() for part in mail.iter_parts())
    assert "https://work.company.example/apps/shop/deal/r1" in text
    assert 'href="https://work.company.example/apps/shop/deal/r1"' in html
    assert "&lt;b&gt;waits" in html
    assert "<b>" not in html
    assert office.states() == ["sent"]


def test_who_has_no_address_is_skipped_and_may_be_tried_again(office: Office, box: Mailbox) -> None:
    office.tell("wu")
    office.run()
    assert office.states() == ["skipped: no_address"]
    with office.context.workspace.database.write() as tx:
        messages.keep_address(tx, office.ids["wu"], "email", " wu@company.example ")
    (row,) = messages.deliveries(office.context)["items"]
    changes.run(office.context, lambda tx: messages.retry(office.context, tx, row["id"]))
    office.run()
    assert office.states() == ["sent"]
    with pytest.raises(NotFound):
        changes.run(office.context, lambda tx: messages.retry(office.context, tx, row["id"]))
    with pytest.raises(InvalidValue), office.context.workspace.database.write() as tx:
        messages.keep_address(tx, office.ids["wu"], "email", "wu at company")


def test_a_day_without_mail_server_loses_nothing_and_is_reported_twice(office: Office, box: Mailbox) -> None:
    up, down = box.settings(), box.settings(port=1)
    office.set_up(down)
    for _ in range(5):
        office.tell("lin")
    office.run()
    for _ in range(24 * 4):
        office.run(minutes=15)
    assert office.states() == ["waiting: outside.unreached"] * 5
    assert [one.key for one in office.inbox("boss")] == ["channel_broken"]
    (channel,) = messages.described(office.context)
    assert (channel["state"], channel["waiting"]) == ("broken", 5)

    # It comes back by itself, not by being set up anew.
    with office.context.workspace.database.write() as tx:
        tx.execute(sa.update(channel_state).values(settings=up))
    for _ in range(4):
        office.run(minutes=15)
    assert office.states() == ["sent"] * 5
    assert len(box.mails) == len({mail["Message-ID"] for mail in box.mails}) == 5
    assert [one.key for one in office.inbox("boss")] == ["channel_works", "channel_broken"]


@pytest.mark.parametrize(("say", "state"), [("550 no", "failed"), ("451 no", "waiting")])
def test_a_refusal_of_one_mail_keeps_no_other_waiting(office: Office, box: Mailbox, say: str, state: str) -> None:
    box.say, state = say, f"{state}: outside.refused"
    office.tell("lin")
    office.run()
    box.say = ""
    office.tell("boss")
    office.run()
    assert office.states() == [state, "sent"]
    office.run(minutes=1)
    assert office.states()[0] == ("sent" if say.startswith("4") else state)


def test_a_mail_refused_for_days_is_given_up(office: Office, box: Mailbox) -> None:
    box.say = "452 full"
    office.tell("lin")
    for _ in range(4):
        office.run(hours=20)
    assert office.states() == ["failed: outside.refused"]


def test_digests_gather_what_may_wait_and_leave_out_what_was_read(office: Office, box: Mailbox) -> None:
    office.wish("lin", digest=["17:00"], ways={"email": {"deadline": "digest"}})
    for _ in range(3):
        office.tell("lin", "notice")
    office.tell("lin", "deadline")
    office.run()
    assert [mail["Subject"] for mail in box.mails] == ["恒泰<b>等你"]  # deadlines ignore digests

    actor = Actor(kind="person", person_id=office.ids["lin"])
    messages.mark_read(office.context.acting_as(actor), office.inbox("lin")[-1].id)
    office.run(hours=7, minutes=59)
    assert len(box.mails) == 1
    office.run(minutes=1)
    assert [mail["Subject"] for mail in box.mails[1:]] == ["2 条消息"]
    assert sorted(office.states()) == ["sent", "sent", "sent", "skipped: read"]
    office.run(days=2)
    assert len(box.mails) == 2


def test_a_digest_too_long_for_one_mail_goes_on_in_the_next(office: Office, box: Mailbox) -> None:
    office.tell("lin", "notice", times=101)
    office.run(days=1)
    assert [mail["Subject"] for mail in box.mails] == ["100 条消息", "1 条消息"]


def test_quiet_hours_hold_back_all_but_deadlines(office: Office, box: Mailbox) -> None:
    office.wish("company", quiet={"starts": "08:00", "ends": "12:00", "days_off": False, "deadlines": False})
    office.tell("lin", "task")
    office.tell("lin", "deadline")
    office.run()
    assert len(box.mails) == 1
    office.run(hours=3)
    assert len(box.mails) == 2


def test_classes_are_chosen_by_the_company_and_then_by_each(office: Office, box: Mailbox) -> None:
    office.wish("company", ways={"email": {"task": "off", "announcement": "off"}})
    office.wish("lin", ways={"email": {"task": "at_once"}})
    for kind in ("task", "announcement"):
        office.tell("lin", kind)
        office.tell("boss", kind)
    office.run()
    assert [mail["To"] for mail in box.mails] == ["Lin <lin@company.example>"]


def test_a_channel_switched_off_sends_nothing_and_writes_nothing(office: Office, box: Mailbox) -> None:
    office.tell("lin")
    office.set_up(box.settings(), enabled=False)
    office.tell("lin")
    office.run()
    assert office.states() == ["skipped: off"]
    assert box.mails == []


def test_one_sees_how_ones_messages_went_out(office: Office, box: Mailbox) -> None:
    office.tell("lin")
    office.run()
    (message,) = office.inbox("lin")
    ((way,),) = messages.ways_of(office.context, [message.id]).values()
    assert (way["channel"], way["state"], way["reason"]) == ("email", "sent", None)


def test_a_test_is_sent_or_says_why_not(office: Office, box: Mailbox) -> None:
    messages.try_out(office.context, "email", "lin@company.example")
    assert box.mails[0]["Subject"] == "Loomwork 测试消息"
    box.say = "550 no"
    with pytest.raises(ChannelFailed, match="550"):
        messages.try_out(office.context, "email", "lin@company.example")


@pytest.mark.parametrize("way", ["at_once", "digest"])
def test_what_is_put_off_goes_out_when_it_comes_back(office: Office, box: Mailbox, way: str) -> None:
    office.wish("lin", ways={"email": {"task": way}})
    office.tell("lin", times=2)
    lin = office.context.acting_as(Actor(kind="person", person_id=office.ids["lin"]))
    messages.snooze(lin, office.inbox("lin")[0].id, office.context.now() + timedelta(days=2))
    office.run(days=1)
    assert sorted(office.states()) == ["sent", "waiting"]
    office.run(hours=23)
    assert len(box.mails) == 1
    office.run(hours=1)
    office.run(days=1)
    assert office.states() == ["sent", "sent"]
    assert len(box.mails) == 2
