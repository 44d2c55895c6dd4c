"""Intakes: what comes in becomes records with the fields that the document names, or is kept until it fits."""

import json
import threading
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from loomwork.connectors.webhook import signature
from loomwork.runtime import intake, records
from loomwork.runtime.changes.tables import change
from loomwork.runtime.context import Actor, Context
from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.errors import Forbidden, IdempotencyMismatch, InvalidDefinition, NotFound, PlatformError
from loomwork.runtime.forms import form_plan
from loomwork.runtime.intake.channel import Incoming
from loomwork.runtime.jobs.tables import job
from loomwork.runtime.records.rights import rights_on
from loomwork.runtime.storage import Installation
from loomwork.runtime.triggers import START
from tests.runtime.workflows.conftest import APP, Company, company, edge, node, workflow

__all__ = ["company"]

SECOND = timedelta(seconds=1)
WEBSITE: dict[str, Any] = {
    "kind": "intake",
    "key": "website",
    "title": {"zh-CN": "官网", "en": "Website"},
    "channel": "webhook",
    "form": "report",
    "map": {"text": "body.lines.0"},
}


class Sender:
    """Another system that has the address and the secret."""

    def __init__(self, installation: Installation, company: Company) -> None:
        company.publish(WEBSITE)
        self.installation, self.boss = installation, company.as_("boss")
        self.token = intake.make_address(self.boss, APP, "website")
        self.secret = intake.make_secret(self.boss, APP, "website")

    def send(self, body: Any, id: str = "a") -> dict[str, Any]:
        now = self.boss.now()
        sent, stamp = json.dumps(body).encode(), str(int(now.timestamp()))
        headers = {"webhook-id": id, "webhook-timestamp": stamp}
        headers["webhook-signature"] = signature(self.secret, id, stamp, sent)
        return intake.receive(self.installation, "webhook", self.token, Incoming(headers, sent), now)


@pytest.fixture
def sender(installation: Installation, company: Company) -> Sender:
    return Sender(installation, company)


def good(text: str) -> dict[str, Any]:
    return {"body": {"lines": [text, "more"]}, "about": "not asked for"}


def test_a_body_becomes_a_record_that_tells_where_it_came_from(company: Company, sender: Sender) -> None:
    (item,) = sender.send(good("hello"))["items"]
    assert item["kept"] is False
    made = records.get(company.context, APP, "report", item["record"])
    assert (made.values["text"], made.values["about"]) == ("hello", None)
    (entry,) = records.history(company.context, APP, "report", item["record"])
    assert (entry["provenance"], entry["source"]["intake"]) == ("webhook", f"{APP}.website")
    (header,) = company.rows(sa.select(change).where(change.c.provenance == "webhook"))
    assert header.actor_kind == "public"


def test_the_same_delivery_is_taken_in_once(company: Company, sender: Sender) -> None:
    first = sender.send(good("hello"))
    assert sender.send(good("hello")) == first
    with pytest.raises(IdempotencyMismatch):
        sender.send(good("other"))
    assert records.count(company.context, APP, "report") == (1, True)


def test_of_two_equal_deliveries_at_once_one_makes_the_record(company: Company, sender: Sender) -> None:
    answers: list[dict[str, Any]] = []
    threads = [threading.Thread(target=lambda: answers.append(sender.send(good("hello")))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 4
    assert all(answer == answers[0] for answer in answers)
    assert records.count(company.context, APP, "report") == (1, True)


def test_of_a_list_each_is_taken_or_kept_and_nothing_is_lost(company: Company, sender: Sender) -> None:
    told = sender.send([good("one"), {"body": {}}, "no object", good("two")])
    assert [one["kept"] for one in told["items"]] == [False, True, True, False]
    assert "problem" not in told["items"][1]
    assert records.count(company.context, APP, "report") == (2, True)

    (delivered,) = intake.deliveries(sender.boss, APP, "website", kept=True)["items"]
    assert (delivered["taken"], delivered["kept"]) == (2, 2)
    kept = delivered["items"][1]
    assert kept["body"] == {"body": {}}
    assert kept["problem"]["errors"][0]["pointer"].endswith("/text")

    still = intake.retry(sender.boss, APP, "website", delivered["id"], 1)
    assert still["kept"] == 2
    mended = intake.retry(sender.boss, APP, "website", delivered["id"], 1, good("three"))
    assert (mended["taken"], mended["kept"], mended["items"][1]["body"]) == (3, 1, good("three"))
    with pytest.raises(PlatformError, match=r"intake\.taken"):
        intake.retry(sender.boss, APP, "website", delivered["id"], 1, good("four"))
    with pytest.raises(NotFound):
        intake.retry(sender.boss, APP, "website", delivered["id"], 4)
    (told,) = intake.listed(sender.boss, APP)
    assert (told["today"], told["week"], told["kept"]) == (3, 3, 1)


def test_what_came_counts_by_days_where_the_workspace_lives(company: Company, sender: Sender) -> None:
    sender.send(good("monday"))
    company.clock.advance(timedelta(hours=15) - SECOND)
    assert intake.listed(sender.boss, APP)[0]["today"] == 1
    company.clock.advance(SECOND)
    (told,) = intake.listed(sender.boss, APP)
    assert (told["today"], told["week"]) == (0, 1)
    company.clock.advance(timedelta(days=6))
    assert intake.listed(sender.boss, APP)[0]["week"] == 0


def test_who_comes_in_may_add_such_records_and_do_nothing_else(company: Company, sender: Sender) -> None:
    plans = plan_cache(company.context.workspace).latest()
    actor = intake.intake_plan(plans, APP, "website").actor
    public = company.context.acting_as(actor)
    rights = rights_on(public, plans, form_plan(plans, APP, "report"))
    assert (rights.creates, rights.grants, rights.readable) == (frozenset({"text"}), (), frozenset())
    other = rights_on(public, plans, form_plan(plans, APP, "request"))
    assert (other.creates, other.grants) == (None, ())
    for roles in (frozenset[str](), frozenset({"intake:desk.gone"}), frozenset({"desk.worker"})):
        stranger = company.context.acting_as(Actor(kind="public", app=APP, roles=roles))
        assert rights_on(stranger, plans, form_plan(plans, APP, "report")).creates is None


def test_only_who_manages_intakes_sees_or_changes_them(company: Company, sender: Sender) -> None:
    ann: Context = company.as_("ann")
    for act in (
        lambda: intake.listed(ann, APP),
        lambda: intake.deliveries(ann, APP, "website"),
        lambda: intake.retry(ann, APP, "website", "x", 0),
        lambda: intake.make_address(ann, APP, "website"),
        lambda: intake.make_secret(ann, APP, "website"),
        lambda: intake.pause(ann, APP, "website", paused=True),
    ):
        with pytest.raises(Forbidden):
            act()


def test_each_body_taken_in_starts_the_workflows_that_listen(company: Company, sender: Sender) -> None:
    trigger = {"type": "webhook", "intake": "website", "values": {"line": "body.lines.1", "all": "body.lines"}}
    made = workflow([node("over", "end")], [edge("start", "over")])
    company.publish(made | {"trigger": trigger | {"where": {"!=": [{"var": "trigger.line"}, "skip"]}}})
    record = sender.send([good("one"), {"body": {}}, {"body": {"lines": ["two", "skip"]}}])["items"][0]["record"]
    (started,) = company.rows(sa.select(job.c.payload).where(job.c.kind == START))
    assert started.payload["data"] == {"line": "more", "all": '["one", "more"]', "record": record, "delivery": "a"}


def test_bodies_that_became_records_are_forgotten_in_time_and_others_stay(company: Company, sender: Sender) -> None:
    sender.send(good("hello"), "a")
    sender.send([good("one"), {"body": {}}], "b")
    for days, emptied in ((89, 0), (2, 1), (0, 0)):
        company.clock.advance(timedelta(days=days))
        with company.context.workspace.database.write() as tx:
            assert intake.forget_bodies(company.context, tx) == emptied
    waits, over = intake.deliveries(sender.boss, APP, "website")["items"]
    assert (len(waits["items"]), over["items"], over["taken"]) == (2, [], 1)
    assert sender.send(good("hello"), "a")["items"] == []
    assert records.count(company.context, APP, "report") == (2, True)


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"form": "gone"}, "/form"),
        ({"map": {"gone": "a"}}, "/map/gone"),
        ({"map": {}}, "/map"),
        ({"set": {"text": "x"}}, "/set/text"),
        ({"set": {"about": 5}}, "/set/about"),
        ({"settings": {"window": "P2D"}}, "/settings/window"),
        ({"settings": {"window": "soon"}}, "/settings/window"),
        ({"settings": {"open": True}}, "/settings"),
        ({"bodies_kept": "long"}, "/bodies_kept"),
    ],
)
def test_what_cannot_work_is_said_when_it_is_published(company: Company, wrong: dict[str, Any], pointer: str) -> None:
    company.publish(WEBSITE | wrong)
    with pytest.raises(InvalidDefinition) as refused:
        intake.intake_plan(plan_cache(company.context.workspace).latest(), APP, "website")
    assert (refused.value.pointer or "").startswith(pointer)
