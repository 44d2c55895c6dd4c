"""What is special to the node that holds a record: no way of writing leads past it, and it ends as said."""

from typing import Any

import pytest

from loomwork.runtime import holds, records
from loomwork.runtime.errors import Forbidden, PlatformError
from loomwork.runtime.records.bulk.deeds import do_to_all

from ..conftest import APP, Company, Start, node

LINE = [("start", "keep"), ("keep", "wait"), ("wait", "end")]
REASON = {"zh-CN": "客户投诉处理中", "en": "a complaint is being dealt with"}


def a_day() -> dict[str, Any]:
    settings: dict[str, Any] = {"for": "P1D"}
    return node("wait", "wait", **settings)


def held(publish_flow: Start, *, after: dict[str, Any] | None = None, **settings: Any) -> Company:
    wait = after or a_day()
    return publish_flow([node("keep", "hold", reason=REASON, **settings), wait], LINE)


def refusal(company: Company, record: str, by: str = "cy", **values: Any) -> PlatformError | None:
    values = values or {"note": "changed"}
    try:
        now = company.record(record).revision
        records.change(company.as_(by), APP, "request", record, values, revision=now)
    except PlatformError as error:
        return error
    return None


def test_nobody_but_those_named_changes_it_and_all_read_why(publish_flow: Start) -> None:
    company = held(publish_flow, persons={"manager_of": "initiator"})
    record = company.request(by="cy")

    refused = refusal(company, record)
    assert refused is not None
    assert refused.code == "record.held"
    assert "a complaint is being dealt with" in refused.sentence("en")
    assert "Ann" in refused.sentence("en")
    assert refusal(company, record, by="ann") is None
    # An administrator releases it first.
    assert refusal(company, record, by="boss", note="mine") is not None
    [told] = holds.holds_on(company.as_("cy"), APP, "request", record)
    assert (told["reason"], told["may_change"], told["may_release"]) == (REASON["en"], False, False)
    assert holds.held_in(company.as_("cy"), APP, "request") == [{"record": record, "reason": REASON["en"]}]
    assert holds.held_in(company.as_("boss"), APP, "request") != []


def test_no_way_of_writing_leads_past_it(publish_flow: Start) -> None:
    company = held(publish_flow)
    record = company.request()
    by = company.as_("cy")

    with pytest.raises(PlatformError, match=r"record\.held"):
        records.delete(by, APP, "request", record, revision=company.record(record).revision)
    with pytest.raises(PlatformError, match=r"record\.held"):
        records.move(by, APP, "request", record, {"status": "finish"})
    for deed, value in (("change", ""), ("delete", "")):
        outcome = do_to_all(by, APP, "request", deed, {record: value}, {"note": "x"})  # type: ignore[arg-type]
        assert outcome.refused[record].code == "record.held"
    [entry] = [one for one in records.history(company.context, APP, "request", record) if one["action"] == "create"]
    taken = do_to_all(by, APP, "request", "take_back", {record: entry["id"]}, {})
    assert taken.refused[record].code == "record.held"


def test_only_some_fields_are_held_and_the_own_workflow_goes_on(publish_flow: Start) -> None:
    put = node("wait", "update_record", values={"amount": 9})
    company = held(publish_flow, after=put, fields=["amount"])
    record = company.request(amount=1)

    assert company.record(record).values["amount"] == 9
    assert refusal(company, record, note="free") is None
    refused = refusal(company, record, amount=3)
    assert refused is not None
    assert refused.pointer == "/values/amount"


def test_it_ends_by_its_moment_by_a_step_and_by_a_manager(publish_flow: Start) -> None:
    for_two_hours: dict[str, Any] = {"for": "PT2H"}
    company = held(publish_flow, **for_two_hours)
    record = company.request()
    company.advance(hours=1, minutes=59)
    assert refusal(company, record) is not None
    company.advance(minutes=2)
    assert refusal(company, record) is None

    company = held(publish_flow, after=node("wait", "release", step="keep"))
    record = company.request()
    assert refusal(company, record) is None
    assert company.instance(record).variables["wait"]["count"] == 1

    company = held(publish_flow, released_by={"role": "signer"})
    record = company.request()
    [hold] = holds.holds_on(company.as_("cy"), APP, "request", record)
    with pytest.raises(Forbidden):
        holds.release(company.as_("cy"), APP, "request", record, hold["id"])
    holds.release(company.as_("bob"), APP, "request", record, hold["id"])
    assert refusal(company, record) is None
    assert holds.holds_on(company.as_("cy"), APP, "request", record) == []
