"""A step that names what is there no more stops by itself, with words; what was before it goes on, and so does it once
the thing is back."""

from typing import Any

from loomwork.runtime.workflows import incidents, retry, skip

from ..conftest import REQUEST, Company, Start, edge, node, workflow
from .test_transacting import OWNER, assert_replays

ASK = node("ask", "task", assignee=OWNER)
NOTE = node("keep", "update_record", values={"note": {"cat": ["by ", {"var": "nodes.ask.outcome"}]}})
TELL = node("tell", "message", message="told", to="initiator")
WAYS = [("start", "ask"), ("ask", "keep"), ("keep", "tell"), ("tell", "end")]
FIELDS: Any = REQUEST["fields"]
WITHOUT = REQUEST | {"fields": [one for one in FIELDS if one["key"] != "note"]}
EMPTY = workflow([TELL], [edge("start", "tell"), edge("tell", "end")])


def without_note(company: Company) -> None:
    """The field is retired; the workflow that wrote it too, or publishing would refuse."""
    company.publish(WITHOUT, EMPTY)


def stop(company: Company) -> dict[str, Any]:
    (found,) = incidents(company.as_("boss"))
    return found


def again(company: Company, record: str) -> str:
    return retry(company.as_("boss"), company.instance(record).id)


def test_a_run_goes_on_up_to_the_step_that_writes_a_field_that_is_gone(publish_flow: Start) -> None:
    company = publish_flow([ASK, NOTE, TELL], WAYS)
    record = company.request(owner_person="bob")
    without_note(company)

    company.complete(record, "bob")

    assert company.state(record) == "incident"
    stopped = stop(company)
    assert (stopped["node"], stopped["code"]) == ("keep", "workflow.step_outdated")
    assert stopped["detail"] == (
        "What this step needs is not there any more (workflow Flow: the form has no field note). Bring it back and "
        "retry, move the run to a newer revision, or skip the step."
    )
    assert [one["key"] for one in stopped["outcomes"]] == ["done", "nothing"]
    assert company.flow(record)["steps"]
    assert_replays(company, record)


def test_it_is_done_again_once_the_field_is_back(publish_flow: Start) -> None:
    company = publish_flow([ASK, NOTE, TELL], WAYS)
    record = company.request(owner_person="bob")
    without_note(company)
    company.complete(record, "bob")

    company.publish(EMPTY)
    retried = again(company, record)

    assert retried == "completed"
    assert company.record(record).values["note"] == "by done"


def test_it_is_skipped(publish_flow: Start) -> None:
    company = publish_flow([ASK, NOTE, TELL], WAYS)
    record = company.request(owner_person="bob")
    without_note(company)
    company.complete(record, "bob")
    stopped = stop(company)

    assert skip(company.as_("boss"), stopped["instance"], "keep", 1, "done", "not needed") == "completed"
    assert company.told(record)[-1] == ("told", "cy")


def test_a_deadline_of_a_field_that_is_gone_stops_where_it_fires(publish_flow: Start) -> None:
    late = {"key": "late", "after": "PT1H", "do": [{"set": {"note": "late"}}]}
    company = publish_flow([node("ask", "task", [late], assignee=OWNER)], [("start", "ask"), ("ask", "end")])
    record = company.request(owner_person="bob")
    without_note(company)
    assert company.state(record) == "waiting"

    company.advance(hours=2)
    assert (company.state(record), stop(company)["node"]) == ("incident", "ask")
    company.publish(EMPTY)

    assert again(company, record) == "waiting"
    assert company.record(record).values["note"] == "late"
    company.complete(record, "bob")
    assert company.state(record) == "completed"
    assert_replays(company, record)


def test_a_deadline_of_a_scope_stops_where_it_is_entered(publish_flow: Start) -> None:
    scope = {
        "key": "stage",
        "title": "Stage",
        "nodes": ["second"],
        "limits": [{"key": "late", "after": {"param": "after"}, "do": [{"set": {"note": "late"}}]}],
    }
    nodes = [ASK, node("second", "task", assignee=OWNER)]
    ways = [edge("start", "ask"), edge("ask", "second"), edge("second", "end")]
    company = publish_flow([TELL], [("start", "tell"), ("tell", "end")])
    company.publish(workflow(nodes, ways) | {"scopes": [scope]})
    record = company.request(owner_person="bob")
    without_note(company)

    company.complete(record, "bob")
    assert (company.state(record), stop(company)["node"]) == ("incident", "second")
    company.publish(EMPTY)

    assert again(company, record) == "waiting"
    company.advance(minutes=16)
    assert company.record(record).values["note"] == "late"


def test_parameters_are_those_of_when_the_step_was_entered(publish_flow: Start) -> None:
    keep = node("keep", "update_record", values={"note": "x", "amount": {"param": "limit"}})
    company = publish_flow([ASK, keep], [("start", "ask"), ("ask", "keep"), ("keep", "end")])
    record = company.request(owner_person="bob")
    without_note(company)
    company.complete(record, "bob")
    company.set(limit=9)
    company.publish(EMPTY)

    assert again(company, record) == "completed"
    assert company.record(record).values["amount"] == 5


def test_what_is_published_must_name_what_is_there(publish_flow: Start, company: Company) -> None:
    publish_flow([ASK, NOTE, TELL], WAYS)
    company.publish(WITHOUT, workflow([ASK, NOTE, TELL], [edge(*one) for one in WAYS]))

    assert company.refusal().pointer == "/nodes/1/settings/values/note"
