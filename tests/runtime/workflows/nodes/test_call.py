"""Calls to the outside: one key per call at every attempt, waits that honour the other side, and answers as outputs."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa

from loomwork.runtime.connections import setting_up
from loomwork.runtime.jobs.tables import job
from loomwork.runtime.workflows import cancel, retry
from tests.connectors.partner import Partner, partner, plain

from ..conftest import APP, Company, Start, node

ERP = {"kind": "connection", "key": "erp", "title": {"zh-CN": "进销存", "en": "Stock"}, "connector": "http"}
NUMBER = {"key": "number", "path": "data.number", "type": "decimal", "required": True}


@pytest.fixture
def outside() -> Iterator[Partner]:
    with partner() as made:
        made.answer = plain("201 Created", b'{"data": {"number": 12.50, "at": "2026-01-05T09:00:00+08:00"}}')
        yield made


Calling = Any


@pytest.fixture
def calling(publish_flow: Start, company: Company, outside: Partner) -> Calling:
    """Publish a workflow that calls `outside` and keeps what it says."""

    def publish(*more: tuple[str, ...], limits: list[dict[str, Any]] | None = None, **settings: Any) -> Company:
        given = {
            "connection": "erp",
            "method": "POST",
            "path": ["orders", {"var": "record.name"}],
            "query": {"amount": {"var": "record.amount"}, "none": {"var": "record.note"}},
            "body": {"order.name": {"var": "record.name"}, "order.amount": {"var": "record.amount"}},
            "outputs": [NUMBER, {"key": "at", "path": "data.at", "type": "datetime"}],
        }
        keep = node("keep", "update_record", values={"amount": {"*": [{"var": "nodes.ask.number"}, 2]}})
        lines = [("start", "ask"), ("ask", "keep", "answered"), ("keep", "end"), *more]
        publish_flow([node("ask", "call", limits, **given | settings), keep], lines, ERP)
        secrets = {"token": "hush-hush"}
        url = {"url": f"http://127.0.0.1:{outside.port}/api", "allowed_networks": ["127.0.0.1/32"]}
        boss = company.as_("boss")
        setting_up.set_up(boss, APP, "erp", url | {"sign_in": "bearer"}, secrets, enabled=True, revision=0)
        return company

    return publish


def keys(outside: Partner) -> list[str]:
    """The keys with which the other side was asked, in order."""
    heads = [request.partition(b"\r\n\r\n")[0].decode() for request in outside.requests]
    return [line.split(": ")[1] for head in heads for line in head.split("\r\n") if line.startswith("Idempotency-Key")]


def test_a_record_is_sent_and_the_answer_read(calling: Calling, outside: Partner) -> None:
    company = calling()
    record = company.request(name="A/1 灯", amount=3)

    assert company.state(record) == "completed"
    assert company.instance(record).variables["ask"] == {
        "status": 201, "number": "12.5", "at": "2026-01-05T01:00:00.000000Z", "outcome": "answered", "visits": 1,
    }  # fmt: skip
    assert company.record(record).values["amount"] == 25
    (request,) = outside.requests
    head, _, body = request.partition(b"\r\n\r\n")
    assert head.startswith(b"POST /api/orders/A%2F1%20%E7%81%AF?amount=3 HTTP/1.1\r\n")
    assert json.loads(body) == {"order": {"name": "A/1 灯", "amount": 3}}
    instance = company.instance(record).id
    assert keys(outside) == [f"{company.context.workspace.id}/call/{instance}/ask/1/1"]
    told = [(event.kind, event.data) for event in company.events(record) if event.kind in ("sent", "returned")]
    assert told == [("sent", {"call": 1, "connection": "erp"}), ("returned", {"call": 1, "status": 201})]


def test_one_that_is_not_ready_is_asked_again_later_with_the_same_key(calling: Calling, outside: Partner) -> None:
    company = calling()
    outside.answer = plain("503 Down", Retry_After="600")
    record = company.request()
    assert company.state(record) == "waiting"
    company.advance(seconds=599)
    assert len(outside.requests) == 1
    outside.answer = plain(body=b'{"data": {"number": "4"}}')
    company.advance(seconds=2)

    assert company.state(record) == "completed"
    assert len(outside.requests) == 2
    assert len(set(keys(outside))) == 1


def test_a_refusal_stops_the_step_at_once_and_the_next_try_is_a_call_of_its_own(
    calling: Calling, outside: Partner
) -> None:
    company = calling()
    good, outside.answer = outside.answer, plain("422 No", b'{"secret": "of theirs"}')
    record = company.request()
    assert company.incident(record) == "workflow.call_refused"
    assert "theirs" not in str(company.events(record))
    outside.answer = good
    assert retry(company.as_("boss"), company.instance(record).id) == "waiting"
    company.run()

    assert company.state(record) == "completed"
    assert [key.rpartition("/")[2] for key in keys(outside)] == ["1", "2"]


def test_a_refusal_leaves_by_its_edge_where_there_is_one(calling: Calling, outside: Partner) -> None:
    company = calling(("ask", "end", "refused"))
    outside.answer = plain("404 None")
    record = company.request()

    assert company.way(record) == [("ask", "refused")]
    assert company.instance(record).variables["ask"]["status"] == 404


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"data": {"number": "many"}}', b'{"data": {"number": NaN}}'])
def test_an_answer_that_does_not_fit_stops_and_the_same_call_is_sent_again(
    calling: Calling, outside: Partner, body: bytes
) -> None:
    company = calling()
    good, outside.answer = outside.answer, plain(body=body)
    record = company.request()
    assert company.incident(record) == "workflow.answer"
    outside.answer = good
    retry(company.as_("boss"), company.instance(record).id)
    company.run()

    assert company.state(record) == "completed"
    assert len(keys(outside)) == 2
    assert len(set(keys(outside))) == 1


def test_what_cannot_be_sent_stops_before_anything_is(calling: Calling, outside: Partner) -> None:
    company = calling(headers={"X-Name": {"var": "record.name"}})
    assert company.incident(company.request(name="")) == "workflow.call_part"
    assert company.incident(company.request(name="..")) == "connection.failed"
    # S16: a line of a form's text never becomes a header of its own.
    assert company.incident(company.request(name="a\r\nX-Evil: 1")) == "connection.failed"
    boss = company.as_("boss")
    url = {"url": f"http://127.0.0.1:{outside.port}/api"}
    setting_up.set_up(boss, APP, "erp", url, {}, enabled=True, revision=1)
    # S11: inside addresses are refused by default.
    assert company.incident(company.request()) == "connection.failed"
    setting_up.set_up(boss, APP, "erp", url, {}, enabled=False, revision=2)
    assert company.incident(company.request()) == "connection.not_ready"
    assert outside.requests == []


def test_a_deadline_takes_the_call_back(calling: Calling, outside: Partner) -> None:
    late = {"key": "late", "after": "PT30M", "leave_by": "late"}
    company = calling(("ask", "end", "late"), limits=[late])
    outside.answer = plain("503 Down", Retry_After="3600")
    record = company.request()
    company.advance(minutes=29)
    asked = len(outside.requests)
    company.advance(minutes=2)

    assert company.way(record) == [("ask", "late")]
    company.advance(hours=5)
    assert len(outside.requests) == asked


def test_an_answer_nobody_waits_for_any_more_changes_nothing(calling: Calling, outside: Partner) -> None:
    company = calling()
    record = company.request(run=False)
    reply = outside.answer

    def cancelled_meanwhile(say: Any) -> None:
        cancel(company.as_("boss"), company.instance(record).id, "too late")
        reply(say)

    outside.answer = cancelled_meanwhile
    company.run()
    assert company.state(record) == "cancelled"
    assert [event.kind for event in company.events(record)][-1] == "cancelled"
    (state,) = company.rows(sa.select(job.c.state).where(job.c.kind == "workflow.send"))
    assert state.state == "cancelled"


@pytest.mark.parametrize(
    ("changed", "pointer"),
    [
        ({"connection": "none"}, "/connection"),
        ({"method": "GET"}, "/body"),
        ({"outputs": [NUMBER, NUMBER]}, "/outputs/1/key"),
        ({"outputs": [NUMBER | {"key": "status"}]}, "/outputs/0/key"),
        ({"body": {"a": 1, "a.b": 2}}, "/body/a"),
        ({"headers": {"X-A\r\nB": "1"}}, "/headers"),
    ],
)
def test_what_cannot_work_is_refused_at_publishing(publish_flow: Start, changed: dict[str, Any], pointer: str) -> None:
    given = {"connection": "erp", "method": "POST", "body": {"a": 1}, "outputs": [NUMBER]} | changed
    company = publish_flow([node("ask", "call", **given)], [("start", "ask"), ("ask", "end", "answered")], ERP)
    assert str(company.refusal().pointer).startswith(f"/nodes/0/settings{pointer}")
