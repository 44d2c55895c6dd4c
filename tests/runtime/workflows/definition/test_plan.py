"""Workflows that are wrong are refused with the place and words; the schema knows every node type."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.errors import InvalidDefinition
from loomwork.runtime.localized import LOCALES
from loomwork.runtime.workflows import node_types, workflow_plan, workflow_schema

from ..conftest import APP, Company, edge, node, workflow

OWNER = {"field": "owner_person"}
ASK = node("ask", "task", assignee=OWNER)
WAYS = [edge("start", "ask"), edge("ask", "end")]


def refused(company: Company, *documents: dict[str, Any]) -> InvalidDefinition:
    company.publish(*documents)
    with pytest.raises(InvalidDefinition) as error:
        workflow_plan(plan_cache(company.context.workspace).latest(), APP, "flow")
    for locale in LOCALES:
        sentence = error.value.sentence(locale)
        assert "…" not in sentence
        assert "{" not in sentence
    return error.value


def one(**changed: Any) -> list[dict[str, Any]]:
    return [ASK | changed]


def settings(type_: str, **settings: Any) -> list[dict[str, Any]]:
    return [node("ask", type_, **settings)]


SPLIT = [node("p", "parallel"), ASK, node("b", "task", assignee=OWNER), node("j", "join")]


@pytest.mark.parametrize(
    ("nodes", "edges", "pointer", "words"),
    [
        (one(type="tusk"), WAYS, "/nodes/0/type", "the nearest is task"),
        ([ASK, ASK], WAYS, "/nodes/1/key", "two steps have the key ask"),
        (one(), [edge("start", "ask"), edge("ask", "nowhere")], "/edges/1/to", "no step named nowhere"),
        (one(), [edge("start", "ask"), edge("gone", "ask")], "/edges/1/from", "no step named gone"),
        (one(), [edge("ask", "end")], "/edges", "no edge leaves the start"),
        (one(), [edge("start", "ask"), edge("start", "ask"), edge("ask", "end")], "/edges/1", "only one edge"),
        (
            one(),
            [edge("start", "ask"), edge("ask", "end", "finished")],
            "/edges/1/when",
            "no outcome finished; it has done",
        ),
        ([ASK, node("lost", "end")], WAYS, "/nodes/1", "no way leads to the step lost"),
        (
            settings("approval", approvers=OWNER),
            [edge("start", "ask"), edge("ask", "end", "approved")],
            "/nodes/0",
            "no edge leads on from ask when its outcome is rejected",
        ),
        (
            [
                node("a", "condition", branches=[{"key": "x", "when": True}]),
                node("b", "message", message="told", to=OWNER),
            ],
            [edge("start", "a"), edge("a", "b", "x"), edge("a", "end", "otherwise"), edge("b", "a")],
            "/nodes/0",
            "go round in a circle without waiting: a, b",
        ),
        (
            [node("j", "join")],
            [edge("start", "j"), edge("j", "end")],
            "/edges/0",
            "nothing was split before the join j",
        ),
        (
            # Whoever comes from outside begins to count anew, so that the way round the bounded step has no end.
            [
                node("a", "message", message="told", to=OWNER),
                node("b", "message", message="told", to=OWNER) | {"most_visits": 2},
                node("c", "condition", branches=[{"key": "x", "when": True}]),
            ],
            [
                edge("start", "a"),
                edge("a", "b"),
                edge("b", "c", "done"),
                edge("b", "end", "too_often"),
                edge("c", "b", "x"),
                edge("c", "a", "otherwise"),
            ],
            "/nodes/0",
            "go round in a circle without waiting: a, b, c",
        ),
        (one(most_visits=0), WAYS, "/nodes/0/most_visits", "a whole number from 1 on"),
        (one(most_visits={"param": "gone"}), WAYS, "/nodes/0/most_visits/param", "gone"),
        (one(most_visits=2), WAYS, "/nodes/0", "draw an edge for too_often"),
        (
            # Its own way for too often leads round again.
            [node("a", "message", message="told", to=OWNER) | {"most_visits": 2}],
            [edge("start", "a"), edge("a", "end", "done"), edge("a", "a", "too_often")],
            "/nodes/0",
            "go round in a circle without waiting: a",
        ),
        (
            [*SPLIT[:3], node("j", "join", mode="count")],
            [edge("start", "p"), edge("p", "ask"), edge("p", "b"), edge("ask", "j"), edge("b", "j"), edge("j", "end")],
            "/nodes/3/settings/count",
            "a number belongs to the mode count",
        ),
        (
            SPLIT,
            [edge("start", "p"), edge("p", "ask"), edge("p", "b"), edge("ask", "j"), edge("b", "j"), edge("j", "b")],
            None,
            "from inside and outside a branch",
        ),
        (settings("task", assignee={"field": "nobody"}), WAYS, "/nodes/0/settings/assignee/field", "no field nobody"),
        (settings("task", assignee={"role": "ghost"}), WAYS, "/nodes/0/settings/assignee/role", "no role named ghost"),
        (settings("task", assignee="somebody"), WAYS, "/nodes/0/settings/assignee", "somebody does not name anybody"),
        (settings("task", assignee={"who": 1}), WAYS, "/nodes/0/settings/assignee", "not known"),
        (settings("task", assignee=[OWNER, 3]), WAYS, "/nodes/0/settings/assignee/1", "must name persons"),
        (settings("task"), WAYS, "/nodes/0/settings", "is missing"),
        (settings("task", assignee=OWNER, speed=3), WAYS, "/nodes/0/settings", "unknown speed"),
        (settings("task", assignee=OWNER, form="gone"), WAYS, "/nodes/0/settings/form", "no form named gone"),
        (settings("task", assignee=OWNER, facts=["gone"]), WAYS, "/nodes/0/settings/facts/0", "no field gone"),
        (
            settings("task", assignee=OWNER, then=[{"jump": 1}]),
            WAYS,
            "/nodes/0/settings/then/0",
            "one deed of: message, move, set",
        ),
        (
            settings("task", assignee=OWNER, then=[{"move": {"status": "fly"}}]),
            WAYS,
            "/nodes/0/settings/then/0/move/status",
            "no move named fly",
        ),
        (
            settings("task", assignee=OWNER, then=[{"message": "gone", "to": "assignee"}]),
            WAYS,
            "/nodes/0/settings/then/0/message",
            "no message named gone",
        ),
        (
            settings("message", message="told", to={"head_of": {"field": "x"}}),
            WAYS,
            "/nodes/0/settings/to/head_of/field",
            "x",
        ),
        (
            settings("condition", branches=[{"key": "x", "when": {">": [{"var": "record.amuont"}, 1]}}]),
            [edge("start", "ask"), edge("ask", "end")],
            "/nodes/0/settings/branches/0/when/>/0/var",
            "the nearest is record.amount",
        ),
        (
            settings("condition", branches=[{"key": "x", "when": {"==": [{"var": "nodes.gone.outcome"}, "x"]}}]),
            WAYS,
            "/nodes/0/settings/branches/0/when/==/0/var",
            "no step nodes.gone.outcome",
        ),
        (settings("wait", **{"for": "soon"}), WAYS, "/nodes/0/settings/for", "must be a duration"),
        (settings("wait", **{"for": {"param": "gone"}}), WAYS, "/nodes/0/settings/for", "no parameter gone"),
        (settings("dispatch", ranking="gone", assign_to="owner_person"), WAYS, "/nodes/0/settings/ranking", "gone"),
        (one(limits=[{"key": "a", "after": "PT1M"}]), WAYS, "/nodes/0/limits/0", "missing"),
        (
            one(limits=[{"key": "a", "after": "PT1M", "leave_by": "late"}] * 2),
            [edge("start", "ask"), edge("ask", "end")],
            "/nodes/0/limits/1/key",
            "two deadlines have the key a",
        ),
        (
            [node("ask", "wait", [{"key": "a", "after": "PT1M", "leave_by": "late"}], **{"for": "PT1H"})],
            WAYS,
            "/nodes/0/limits/0",
            "takes no deadlines",
        ),
    ],
)
def test_what_is_wrong_is_refused_with_its_place(
    company: Company, nodes: list[dict[str, Any]], edges: list[dict[str, Any]], pointer: str | None, words: str
) -> None:
    error = refused(company, workflow(nodes, edges))

    assert pointer in (None, error.pointer)
    assert words in error.sentence("en")
    assert error.context["document"]["en"] == "workflow Flow"


@pytest.mark.parametrize(
    ("changed", "pointer"),
    [({"assign_to": "name"}, "/nodes/0/settings/assign_to"), ({"mark": {"gone": 1}}, "/nodes/0/settings/mark/gone")],
)
def test_a_dispatch_writes_only_where_it_can(company: Company, changed: dict[str, Any], pointer: str) -> None:
    ranking = {
        "kind": "ranking",
        "key": "any",
        "title": "Any",
        "of": "profile",
        "terms": [{"key": "a", "weight": 1, "value": 1}],
    }
    company.publish(ranking)
    whole = {"ranking": "any", "assign_to": "owner_person"} | changed

    error = refused(company, workflow([node("ask", "dispatch", **whole)], WAYS), ranking)

    assert error.pointer == pointer


def test_a_form_that_does_not_exist_is_refused(company: Company) -> None:
    error = refused(company, workflow([ASK], WAYS, form="gone"))

    assert error.pointer == "/trigger/form"


def test_the_schema_is_one_and_describes_every_type(company: Company) -> None:
    schema = workflow_schema()

    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    described = schema["properties"]["nodes"]["items"]
    assert described["properties"]["type"]["enum"] == list(node_types)
    assert len(described["allOf"]) == len(list(node_types))
    assert validator.is_valid(workflow([ASK], WAYS))
    assert not validator.is_valid(workflow([ASK | {"settings": {}}], WAYS))
    assert not validator.is_valid(workflow([ASK | {"colour": "red"}], WAYS))


def test_a_step_without_a_way_on_ends_its_branch(company: Company) -> None:
    company.publish(workflow([ASK], [edge("start", "ask")]))
    record = company.request(owner_person="bob")

    company.complete(record, "bob")

    assert company.state(record) == "completed"
