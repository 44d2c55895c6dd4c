"""What is special to the node that creates records."""

from typing import Any

import pytest

from loomwork.runtime import records

from ..conftest import APP, Company, Start, node

LINE = [("start", "make"), ("make", "end")]
BACK = {"text": {"var": "record.name"}, "about": {"var": "record.id"}}
WRITES = ["request", "profile", "report"]


def make(**settings: Any) -> dict[str, Any]:
    return node("make", "create_record", form="report", **settings)


def test_the_record_refers_back_and_later_steps_know_it(publish_flow: Start, company: Company) -> None:
    note = node("note", "update_record", values={"note": {"var": "nodes.make.record"}})
    company.asks(writes=WRITES)
    publish_flow([make(values=BACK), note], [("start", "make"), ("make", "note"), ("note", "end")])

    record = company.request(name="Desk")

    [report] = records.query(company.context, APP, "report", records.Query()).items
    assert (report.values["text"], report.values["about"]) == ("Desk", record)
    assert company.record(record).values["note"] == report.id
    # It stands in the trail as the workflow's.
    entry = records.history(company.context, APP, "report", report.id)[0]
    assert (entry["action"], entry["provenance"]) == ("create", "workflow")
    assert report.created_by == f"app:{APP}"


def test_required_fields_hold_unless_said_otherwise(publish_flow: Start, company: Company) -> None:
    company.asks(writes=WRITES)
    without = {"about": {"var": "record.id"}}
    publish_flow([make(values=without)], LINE)
    stopped = company.request()
    # Which field is told to whoever mends it.
    detail = company.instance(stopped).tokens["tokens"][0]["incident"]["detail"]["en"]
    assert (company.state(stopped), "text" in detail) == ("incident", True)
    assert records.count(company.context, APP, "report") == (0, True)

    publish_flow([make(values=without, gates=False)], LINE)
    assert company.state(company.request()) == "completed"
    assert records.count(company.context, APP, "report") == (1, True)


@pytest.mark.parametrize(("values", "words"), [({"text": "x"}, "asks_for.writes"), ({"hue": "x"}, "no field hue")])
def test_what_the_app_may_not_write_is_refused_at_publishing(
    publish_flow: Start, values: dict[str, Any], words: str
) -> None:
    refused = publish_flow([make(values=values)], LINE).refusal()

    assert words in refused.sentence("en")
    assert refused.pointer == f"/nodes/0/settings/values/{next(iter(values))}"
