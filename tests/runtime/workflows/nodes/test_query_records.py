"""What is special to the node that queries records."""

from typing import Any

from ..conftest import Company, Start, node

WAYS = [("start", "find"), ("find", "keep", "found"), ("find", "end", "nothing")]
LINE = [*WAYS, ("keep", "end")]


def find(**settings: Any) -> dict[str, Any]:
    return node("find", "query_records", form="profile", **settings)


def test_later_steps_read_rows_the_first_and_figures_over_all(publish_flow: Start, company: Company) -> None:
    strong = {">": [{"var": "row.strength"}, {"var": "record.amount"}]}
    total = {"+": [{"var": "nodes.find.total"}, {"var": "nodes.find.first.load"}]}
    query = find(
        where=strong,
        sort=[{"field": "strength", "descending": True}],
        limit=2,
        shows=["load", "person"],
        figures=[{"key": "total", "figure": "sum", "field": "load"}],
    )
    publish_flow([query, node("keep", "update_record", values={"amount": total})], LINE)
    for strength, load in ((5, 10), (9, 1), (7, 100), (1, 1000)):
        company.profile("ann", strength=strength, load=load)

    record = company.request(amount=2)

    told = company.instance(record).variables["find"]
    assert (told["count"], [row["load"] for row in told["rows"]], told["total"]) == (3, [1, 100], 111)
    assert told["first"]["person"] == company.ids["ann"]
    assert company.record(record).values["amount"] == 112


def test_finding_nothing_is_another_way(publish_flow: Start, company: Company) -> None:
    publish_flow([find(where={"==": [{"var": "row.load"}, 5]}), node("keep", "end")], WAYS)
    record = company.request()

    assert company.way(record) == [("find", "nothing")]
    assert company.instance(record).variables["find"]["first"] is None


def test_what_is_not_there_cannot_be_asked(publish_flow: Start) -> None:
    nodes = [find(shows=["colour"]), node("keep", "end")]
    assert publish_flow(nodes, WAYS).refusal().pointer == "/nodes/0/settings/shows/0"
    nodes = [find(figures=[{"key": "count", "figure": "sum", "field": "load"}]), node("keep", "end")]
    assert publish_flow(nodes, WAYS).refusal().pointer == "/nodes/0/settings/figures/0/key"
