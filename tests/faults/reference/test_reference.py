"""The reference against examples worked by hand, and the generators against their promises."""

from datetime import timedelta
from typing import Any

import pytest

from tests.faults.reference.graphs import NODE_KINDS, Drawing, drawing
from tests.faults.reference.interpreter import Refused, Run
from tests.faults.reference.outcome import MODES, outcome
from tests.faults.reference.paths import TICK, path, perform, run_of, summary


def workflow(nodes: list[dict[str, Any]], edges: list[tuple[str, Any, str]]) -> dict[str, Any]:
    drawn = [{"from": start, "to": end, **({"when": when} if when else {})} for start, when, end in edges]
    return {"trigger": {"type": "record_created", "form": "thing"}, "nodes": nodes, "edges": drawn}


def started(document: dict[str, Any], **record: Any) -> Run:
    run = run_of(Drawing(document), {"handler": "dan", **record})
    run.start()
    return run


def task(key: str, **more: Any) -> dict[str, Any]:
    return {"key": key, "type": "task", "settings": {"assignee": {"field": "handler"}}, **more}


@pytest.mark.parametrize(
    ("mode", "rule", "slots", "votes", "result"),
    [
        ("all", "first", 2, ["approve"], "open"),
        ("all", "first", 2, ["approve", "approve"], "approved"),
        ("all", "first", 3, ["approve", "reject"], "rejected"),
        ("all", "all", 3, ["reject"], "rejected"),
        ("any", "all", 3, ["reject", "reject"], "open"),
        ("any", "all", 3, ["reject", "reject", "reject"], "rejected"),
        ("any", "all", 3, ["reject", "approve"], "approved"),
        ("any", "first", 3, ["reject"], "rejected"),
        ("ratio", "all", 3, ["approve", "reject"], "open"),
        ("ratio", "all", 3, ["reject", "reject"], "rejected"),
        ("sequence", "first", 2, ["approve", "reject"], "rejected"),
        ("claim", "first", 3, ["approve"], "approved"),
    ],
)
def test_a_round_ends_as_soon_as_its_result_is_sure(
    mode: str, rule: str, slots: int, votes: list[str], result: str
) -> None:
    assert outcome(mode, rule, slots, votes, ratio=60) == result


def test_a_limit_fires_once_and_never_for_a_finished_task() -> None:
    limits = [{"key": "late", "after": "PT30M", "do": [{"message": "reminded", "to": "assignee"}]}]
    run = started(workflow([task("a", limits=limits), task("b")], [("start", None, "a"), ("a", "done", "b")]))

    run.advance(TICK)
    run.advance(TICK)
    run.complete("a", 1)
    run.advance(TICK)

    assert run.world.limits == [("a", 1, "late")]
    assert run.world.messages == [("reminded", "dan")]
    assert run.open_tasks() == [("b", 1, "dan")]


def test_a_join_waits_for_every_branch() -> None:
    nodes = [{"key": "p", "type": "parallel"}, task("a"), task("b"), {"key": "j", "type": "join"}]
    edges: list[tuple[str, Any, str]] = [("start", None, "p"), ("p", None, "a"), ("p", None, "b")]
    edges += [("a", "done", "j"), ("b", "done", "j"), ("j", None, "end")]
    run = started(workflow(nodes, edges))

    run.complete("b", 1)
    assert run.state == "running"
    run.complete("a", 1)

    assert run.state == "done"
    assert run.world.trace[-1] == ("j", 1, "joined")


def test_a_way_back_counts_visits() -> None:
    run = started(workflow([task("a")], [("start", None, "a"), ("a", "declined", "a"), ("a", "done", "end")]))

    run.decline("a", 1)
    run.complete("a", 2)

    assert run.world.trace == [("a", 1, "declined"), ("a", 2, "done")]
    with pytest.raises(Refused):
        run.complete("a", 2)


def test_a_loop_within_a_loop_counts_its_rounds_anew() -> None:
    nodes = [task("a"), task("b") | {"most_visits": 2}]
    edges = [("start", None, "a"), ("a", "done", "b"), ("a", "declined", "end"), ("b", "declined", "b")]
    run = started(workflow(nodes, [*edges, ("b", "done", "a"), ("b", "too_often", "end")]))

    run.complete("a", 1)
    run.decline("b", 1)
    run.complete("b", 2)
    run.complete("a", 2)
    run.decline("b", 3)
    assert run.open_tasks() == [("b", 4, "dan")]
    run.decline("b", 4)

    assert run.world.trace[-1] == ("b", 5, "too_often")


def test_an_outcome_without_a_way_is_an_incident() -> None:
    run = started(workflow([task("a")], [("start", None, "a"), ("a", "done", "end")]))

    run.decline("a", 1)

    assert run.state == "incident"


@pytest.mark.parametrize("mode", ["sequence", "any"])
def test_only_who_is_asked_can_vote(mode: str) -> None:
    node = {"key": "v", "type": "approval", "settings": {"approvers": {"role": "signers_2"}, "mode": mode}}
    run = started(workflow([node], [("start", None, "v"), ("v", ["approved", "rejected"], "end")]))

    assert run.open_tasks() == [("v", 1, "ann")] + ([("v", 1, "bob")] if mode == "any" else [])
    with pytest.raises(Refused):
        run.vote("v", 1, "cy", "approve")


def test_the_same_seed_makes_the_same_graph_and_path() -> None:
    assert drawing(7, key="g", form="thing") == drawing(7, key="g", form="thing")
    document = drawing(7, key="g", form="thing")
    assert path(document, 3) == path(document, 3)


@pytest.mark.parametrize("seed", range(40))
def test_every_node_of_a_graph_has_a_way_in_and_every_outcome_a_way_out(seed: int) -> None:
    drawn = drawing(seed, key="g", form="thing")

    for document in drawn.documents:
        keys = {node["key"] for node in document["nodes"]}
        scopes = {scope["key"] for scope in document.get("scopes", ())}
        assert len(keys) == len(document["nodes"])
        assert {edge["to"] for edge in document["edges"]} - {"end"} == keys
        assert {edge["from"] for edge in document["edges"]} - {"start"} - scopes <= keys
    names = [node["key"] for document in drawn.documents for node in document["nodes"]]
    assert len(set(names)) == len(names)
    for number in range(3):
        assert path(drawn, number).end["state"] in ("done", "running")


@pytest.mark.parametrize("seed", range(20))
def test_replaying_the_steps_of_a_path_gives_its_end(seed: int) -> None:
    document = drawing(seed, key="g", form="thing")
    found = path(document, seed)
    run = run_of(document, found.record)

    run.start()
    for step in found.steps:
        perform(run, step)

    assert summary(run) == found.end


def test_two_hundred_graphs_use_every_kind_of_node_and_mode() -> None:
    documents = [drawing(seed, key="g", form="thing") for seed in range(200)]
    nodes = [node for drawn in documents for document in drawn.documents for node in document["nodes"]]

    assert {node["type"] for node in nodes} >= set(NODE_KINDS) - {"loop", "bounded", "scope"} | {"join"}
    assert {node["settings"]["mode"] for node in nodes if node["type"] == "approval"} == set(MODES)
    assert {node["settings"].get("mode") for node in nodes if node["type"] == "join"} == {"all", "any", "count"}
    assert len([node for drawn in documents for document in drawn.called for node in document["nodes"]]) > 500
    ends = [path(drawn, 1).end for drawn in documents]
    assert {result for end in ends for _, _, result in end["left"]} >= {"some_failed", "refused", "posted", "nothing"}
    assert any(end["held"] for end in ends)
    assert any("most_visits" in node for node in nodes)
    assert any("leave_by" in limit for node in nodes for limit in node.get("limits", []))
    assert any(end["state"] == "done" for end in ends)


def test_a_jump_over_two_limits_does_each_once_in_the_order_they_were_due() -> None:
    limits: list[dict[str, Any]] = [
        {"key": "second", "after": "PT90M", "leave_by": "unanswered"},
        {"key": "first", "after": "PT30M", "do": [{"message": "reminded", "to": "assignee"}]},
    ]
    run = started(workflow([task("a", limits=limits)], [("start", None, "a"), ("a", None, "end")]))

    run.advance(timedelta(days=1))

    assert run.world.limits == [("a", 1, "first"), ("a", 1, "second")]
    assert run.state == "done"
