"""What is special to the node that creates records."""

from typing import Any

import pytest

from loomwork.runtime import records

from ..conftest import APP, Company, Start, field, node

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


ORDER = {
    "kind": "form",
    "key": "order",
    "title": "Order",
    "fields": [
        field("about", "reference", form="request"),
        field(
            "articles",
            "detail_lines",
            columns=[
                {"key": "name", "type": "text", "title": "Name"},
                {"key": "count", "type": "integer", "title": "Count"},
                {"key": "twice", "type": "formula", "title": "Twice"}
                | {"settings": {"expression": {"*": [{"var": "line.count"}, 2]}, "result": "integer"}},
            ],
        ),
    ],
}


def order(*lines: dict[str, Any], **settings: Any) -> dict[str, Any]:
    values = {"about": {"var": "record.id"}}
    return node("make", "create_record", form="order", values=values, lines=list(lines), **settings)


def test_lines_are_made_from_rows_of_a_list_and_one_by_one(publish_flow: Start, company: Company) -> None:
    company.asks(writes=["request", "profile", "order"])
    find = node("find", "query_records", form="profile", shows=["load"], sort=[{"field": "load"}])
    each = {
        "field": "articles",
        "each": {"var": "nodes.find.rows"},
        "values": {"name": {"var": "record.name"}, "count": {"+": [{"var": "item.load"}, 1]}},
    }
    names = {"field": "articles", "each": ["desk", "chair"], "values": {"name": {"var": "item"}}}
    own = {"field": "articles", "values": {"name": "Post", "count": 1}}
    ways = [("start", "find"), ("find", "make"), ("make", "end")]
    publish_flow([find, order(each, names, own)], ways, ORDER)
    for load in (1, 2):
        company.profile("ann", load=load)

    company.request(name="Lamp")

    [made] = records.query(company.context, APP, "order", records.Query()).items
    whole = records.get(company.context, APP, "order", made.id)
    assert [(line["name"], line["count"]) for line in whole.values["articles"]] == [
        ("Lamp", 2), ("Lamp", 3), ("desk", None), ("chair", None), ("Post", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "pointer", "words"),
    [
        ({"field": "about", "values": {}}, "/field", "about holds no detail lines"),
        ({"field": "gone", "values": {}}, "/field", "gone"),
        ({"field": "articles", "values": {"hue": 1}}, "/values/hue", "no column hue to set; they have name, count"),
        ({"field": "articles", "values": {"twice": 1}}, "/values/twice", "no column twice to set"),
        ({"field": "articles", "values": {"name": {"var": "itme.name"}}}, "/values/name/var", "itme.name"),
    ],
)
def test_lines_that_cannot_be_are_refused_with_their_place(
    publish_flow: Start, company: Company, lines: dict[str, Any], pointer: str, words: str
) -> None:
    company.asks(writes=["order"])
    refused = publish_flow([order(lines)], LINE, ORDER).refusal()

    assert refused.pointer == f"/nodes/0/settings/lines/0{pointer}"
    assert words in refused.sentence("en")


@pytest.mark.parametrize(("values", "words"), [({"text": "x"}, "asks_for.writes"), ({"hue": "x"}, "no field hue")])
def test_what_the_app_may_not_write_is_refused_at_publishing(
    publish_flow: Start, values: dict[str, Any], words: str
) -> None:
    refused = publish_flow([make(values=values)], LINE).refusal()

    assert words in refused.sentence("en")
    assert refused.pointer == f"/nodes/0/settings/values/{next(iter(values))}"
