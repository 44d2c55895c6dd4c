"""What is special to the compute node."""

from typing import Any

from ..conftest import Company, Start, node

LINE = [("start", "work"), ("work", "keep"), ("keep", "end")]


def work(**values: Any) -> dict[str, Any]:
    given = [{"key": key, "type": type_, "value": tree} for key, (type_, tree) in values.items()]
    return node("work", "compute", values=given)


def test_later_steps_read_numbers_and_moments_as_such(publish_flow: Start, company: Company) -> None:
    half = ("decimal", {"/": [{"var": "record.amount"}, 4]})
    nodes = [
        work(half=half, at=("datetime", {"var": "now"})),
        node("keep", "update_record", values={"amount": {"*": [{"var": "nodes.work.half"}, 100]}}),
    ]
    publish_flow(nodes, LINE)
    record = company.request(amount=3)

    assert company.instance(record).variables["work"]["half"] == "0.75"
    assert company.record(record).values["amount"] == 75


def test_a_formula_gives_what_it_says(publish_flow: Start, company: Company) -> None:
    refused = publish_flow([work(half=("decimal", "a text")), node("keep", "end")], LINE).refusal()
    assert refused.pointer == "/nodes/0/settings/values/0/value"

    # What only the run shows stops the run.
    late = node("late", "compute", values=[{"key": "n", "type": "integer", "value": {"var": "nodes.work.words.0"}}])
    nodes = [work(words=("list", [{"var": "record.name"}])), late]
    publish_flow(nodes, [("start", "work"), ("work", "late"), ("late", "end")])
    assert company.incident(company.request()) == "workflow.wrong_result"
