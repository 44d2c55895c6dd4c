"""What steps tell is known when a workflow is published: what no step tells is refused, and so are wrong types."""

from typing import Any

import pytest

from loomwork.runtime.errors import InvalidDefinition
from loomwork.runtime.expressions import Type

from ..conftest import Company, Start, edge, node, workflow

FIND = node(
    "find",
    "query_records",
    form="profile",
    shows=["load", "last_at"],
    figures=[
        {"key": "total", "figure": "sum", "field": "load"},
        {"key": "latest", "figure": "most", "field": "last_at"},
    ],
)
WORK = node("work", "compute", values=[{"key": "half", "type": "decimal", "value": {"/": [3, 2]}}])
WAYS = [("start", "find"), ("find", "work"), ("work", "keep"), ("keep", "end")]


def keeps(field: str, tree: Any) -> list[dict[str, Any]]:
    return [FIND, WORK, node("keep", "update_record", values={field: tree})]


def refusal(publish_flow: Start, tree: Any) -> InvalidDefinition:
    return publish_flow(keeps("amount", tree), WAYS).refusal()


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("nodes.work.hlaf", "the step work tells no hlaf; it tells half, "),
        ("nodes.find.first.strength", "the step find tells no first.strength"),
        ("nodes.find.rows.strength", "the step find tells no rows.strength"),
        ("nodes.find", "the step find tells no value of its own"),
        ("nodes.fnd.count", "the workflow has no step nodes.fnd.count"),
    ],
)
def test_what_no_step_tells_is_refused_with_what_it_does_tell(publish_flow: Start, path: str, words: str) -> None:
    error = refusal(publish_flow, {"+": [1, {"var": path}]})

    assert error.pointer == "/nodes/2/settings/values/amount/+/1/var"
    assert words in error.sentence("en")
    assert "节点" in error.sentence("zh-CN")


@pytest.mark.parametrize(
    "tree",
    [
        {"+": [{"var": "nodes.work.outcome"}, 1]},
        {"days_between": [{"var": "nodes.find.total"}, {"var": "now"}]},
        {"+": [{"var": "nodes.find.latest"}, 1]},
    ],
)
def test_outputs_have_types(publish_flow: Start, tree: Any) -> None:
    assert refusal(publish_flow, tree).code == "expression.type"


def test_columns_of_rows_and_values_at_a_place_are_read(publish_flow: Start, company: Company) -> None:
    tree = {"+": [{"sum": [{"var": "nodes.find.rows.load"}]}, {"var": "nodes.find.rows.0.load"}]}
    publish_flow(keeps("amount", tree), WAYS)
    company.profile("ann", load=3)

    assert company.record(company.request()).values["amount"] == 6


def test_the_latest_moment_of_rows_is_a_moment(publish_flow: Start, company: Company) -> None:
    publish_flow(keeps("visit_at", {"var": "nodes.find.latest"}), WAYS)
    company.profile("ann", load=3, last_at="2026-01-05T09:15:00Z")

    assert str(company.record(company.request()).values["visit_at"]) == "2026-01-05 09:15:00+00:00"


def test_the_ends_of_a_called_workflow_say_what_it_gives(publish_flow: Start, company: Company) -> None:
    helper = workflow(
        [node("close", "end", outputs={"sum": 5})],
        [edge("start", "close"), edge("close", "end")],
        type="manual",
    ) | {"key": "helper"}
    helper["edges"] = helper["edges"][:1]
    del helper["trigger"]["form"]
    call = node("call", "sub_workflow", workflow="helper")
    ways = [("start", "call"), ("call", "keep", "done"), ("call", "end", "cancelled"), ("keep", "end")]

    def keep(name: str) -> list[dict[str, Any]]:
        return [call, node("keep", "update_record", values={"amount": {"var": f"nodes.call.{name}"}})]

    assert "it tells sum" in publish_flow(keep("sun"), ways, helper).refusal().sentence("en")
    publish_flow(keep("sum"), ways, helper)
    assert company.record(company.request()).values["amount"] == 5


def test_every_step_that_was_left_tells_how_and_how_often(publish_flow: Start) -> None:
    plan = publish_flow(keeps("amount", {"var": "nodes.find.visits"}), WAYS).compiled()

    for step in plan.nodes.values():
        assert (step.outputs["outcome"], step.outputs["visits"]) == (Type.TEXT, Type.INTEGER)
