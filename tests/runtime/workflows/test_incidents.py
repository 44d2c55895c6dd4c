"""What an administrator does about a step that stopped: correct what it reads, skip it, or do all of them again."""

from typing import Any

import pytest

from loomwork.runtime import records
from loomwork.runtime.errors import BadRequest, Conflict, Forbidden, InvalidValue
from loomwork.runtime.workflows import correct, incidents, retry_all, skip

from .conftest import APP, Company, Start, node
from .engine.test_transacting import OWNER, assert_replays

ASK = node("ask", "task", assignee=OWNER, decline_with="reasons")
WAYS = [("start", "ask"), ("ask", "tell", "done"), ("ask", "end", "declined"), ("tell", "end")]
TELL = node("tell", "message", message="told", to="initiator")


def stopped(company: Company) -> dict[str, Any]:
    (found,) = incidents(company.as_("boss"))
    return found


def test_a_step_is_skipped_by_an_outcome_that_somebody_chose_and_the_reason_is_kept(publish_flow: Start) -> None:
    company = publish_flow([ASK, TELL], WAYS)
    record = company.request()
    stop = stopped(company)
    assert stop["outcomes"] == [{"key": "done", "title": "Done"}, {"key": "declined", "title": "Declined"}]
    at = (stop["instance"], "ask", 1)

    with pytest.raises(InvalidValue):
        skip(company.as_("boss"), *at, "approved", "why")
    with pytest.raises(Forbidden):
        skip(company.as_("bob"), *at, "done", "why")
    assert skip(company.as_("boss"), *at, "done", "Done by phone") == "completed"

    assert company.way(record) == [("ask", "done"), ("tell", "done")]
    noted = next(event for event in company.events(record) if event.kind == "retried")
    assert (noted.data["outcome"], noted.data["reason"]) == ("done", "Done by phone")
    assert company.told(record) == [("told", "cy")]
    assert_replays(company, record)
    with pytest.raises(Conflict):
        skip(company.as_("boss"), *at, "done", "again")


def test_values_of_the_record_and_outputs_of_steps_are_corrected_and_the_step_done_again(publish_flow: Start) -> None:
    whom = node("whom", "compute", values=[{"key": "role", "type": "text", "value": "nobody"}])
    set_note = node("set", "update_record", values={"status": {"var": "nodes.whom.role"}})
    company = publish_flow([whom, set_note, ASK], [("start", "whom"), ("whom", "set"), ("set", "ask"), ("ask", "end")])
    record = company.request()
    stop = stopped(company)
    assert stop["node"] == "set"
    boss = company.as_("boss")

    with pytest.raises(BadRequest):
        correct(boss, stop["instance"], "typo", outputs={"whom": {"outcome": "x"}})
    state = correct(boss, stop["instance"], "typo", outputs={"whom": {"role": "late"}})
    assert (state, stopped(company)["node"]) == ("incident", "ask")
    assert company.record(record).values["status"] == "late"
    assert correct(boss, stop["instance"], "nobody named", values={"owner_person": company.ids["bob"]}) == "waiting"

    assert company.holders(record) == ["bob"]
    assert [event.data["reason"] for event in company.events(record) if event.kind == "corrected"] == [
        "typo", "nobody named",
    ]  # fmt: skip
    assert_replays(company, record)


def test_all_that_stopped_of_a_workflow_is_done_again_at_once(publish_flow: Start) -> None:
    company = publish_flow([ASK, TELL], WAYS)
    mended, _ = company.request(), company.request()
    records.change(company.context, APP, "request", mended, {"owner_person": company.ids["bob"]}, revision=1)

    assert retry_all(company.as_("boss"), APP, "flow") == {"retried": 2, "stopped": 1}
    assert company.state(mended) == "waiting"
