"""The shape of a workflow: every way leads somewhere, every node is reached, no circle without a rest or a bound, and a
join closes the innermost branches."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ...errors import InvalidDefinition
from ...forms.locating import wrong
from ...localized import listed, listed_in_all
from ..node import NodeType
from .loops import circles, innermost_loops
from .scopes import Scopes, check_scopes, check_whole

START = "start"
END = "end"
# How a node is left that was entered more often than it may be.
TOO_OFTEN = "too_often"

# Node key -> (type, outcomes, position in the document).
Nodes = Mapping[str, tuple[NodeType, tuple[str, ...], int]]


@dataclass(frozen=True, slots=True)
class Edge:
    """`when` are the outcomes it is for; empty: all that no other edge names."""

    start: str
    end: str
    when: tuple[str, ...]
    pointer: str
    # Of an edge by which a scope is left, drawn once for each of its nodes.
    scope: str | None = None


class Shape(NamedTuple):
    """The splits that each node is inside of, the join of each node that splits, if it has one, and the innermost loop
    around each node whose visits are bounded, see loops.py."""

    inside: dict[str, tuple[str, ...]]
    joins: dict[str, str]
    loops: dict[str, frozenset[str]]


def check_graph(nodes: Nodes, edges: list[Edge], scopes: Scopes) -> Shape:
    """Raises InvalidDefinition with a pointer into the document."""
    check_scopes(nodes, scopes, [edge for edge in edges if edge.start in scopes])
    edges = [drawn for edge in edges for drawn in _drawn(edge, scopes)]
    own = [edge for edge in edges if edge.scope is None]
    _check_ends(nodes, edges)
    _check_outcomes(nodes, own)
    _check_reached(nodes, edges)
    bounded = [key for key, (_, outcomes, _) in nodes.items() if TOO_OFTEN in outcomes]
    loops = innermost_loops(_ways(edges), START, bounded)
    _check_rests(nodes, own, loops)
    inside, joins = _check_branches(nodes, edges, scopes)
    check_whole(scopes, inside, joins)
    return Shape(inside, joins, loops)


def _ways(edges: list[Edge]) -> dict[str, set[str]]:
    ways: dict[str, set[str]] = {}
    for edge in edges:
        ways.setdefault(edge.start, set()).add(edge.end)
    return ways


def _drawn(edge: Edge, scopes: Scopes) -> list[Edge]:
    """A scope is left from wherever one stands in it."""
    if edge.start not in scopes:
        return [edge]
    return [Edge(node, edge.end, edge.when, edge.pointer, edge.start) for node in sorted(scopes[edge.start][0])]


def _check_ends(nodes: Nodes, edges: list[Edge]) -> None:
    if not any(edge.start == START for edge in edges):
        raise wrong("/edges", "流程没有起点连线", "no edge leaves the start")
    for edge in edges:
        if edge.start not in nodes and edge.start != START:
            raise _dangling(f"{edge.pointer}/from", edge.start)
        if edge.end not in nodes and edge.end != END:
            raise _dangling(f"{edge.pointer}/to", edge.end)
        if edge.start == START and edge.when:
            raise wrong(f"{edge.pointer}/when", "起点的连线不能带结果", "an edge from the start has no outcome")
        if edge.scope is None and edge.start in nodes and nodes[edge.start][0].shape == "end":
            raise wrong(edge.pointer, "结束之后不能再有连线", "nothing follows an end")


def _check_outcomes(nodes: Nodes, edges: list[Edge]) -> None:
    for key, (type_, outcomes, index) in nodes.items():
        leaving = [edge for edge in edges if edge.start == key]
        for edge in leaving:
            for outcome in edge.when:
                if outcome not in outcomes:
                    words = listed_in_all(outcomes)
                    raise wrong(
                        f"{edge.pointer}/when",
                        f"节点「{key}」没有结果「{outcome}」，它有：{words['zh-CN']}",
                        f"the step {key} has no outcome {outcome}; it has {words['en']}",
                    )
        if type_.shape == "split" or not leaving:
            continue
        named = {outcome for edge in leaving for outcome in edge.when}
        if TOO_OFTEN in outcomes and TOO_OFTEN not in named:
            raise wrong(
                f"/nodes/{index}",
                f"节点「{key}」限定了次数，请画一条结果为 {TOO_OFTEN} 的连线，说明超过次数后去哪里",
                f"visits of {key} are bounded: draw an edge for {TOO_OFTEN}, which says where the way leads then",
            )
        missing = [outcome for outcome in outcomes if outcome not in named and outcome not in type_.optional]
        if missing and all(edge.when for edge in leaving):
            raise wrong(
                f"/nodes/{index}",
                f"节点「{key}」的结果「{missing[0]}」没有去向",
                f"no edge leads on from {key} when its outcome is {missing[0]}",
            )


def _check_reached(nodes: Nodes, edges: list[Edge]) -> None:
    reached, waiting = set(), [START]
    while waiting:
        key = waiting.pop()
        if key not in reached:
            reached.add(key)
            waiting.extend(edge.end for edge in edges if edge.start == key)
    for key, (_, _, index) in nodes.items():
        if key not in reached:
            raise wrong(f"/nodes/{index}", f"没有连线通向节点「{key}」", f"no way leads to the step {key}")


def _check_rests(nodes: Nodes, edges: list[Edge], loops: Mapping[str, frozenset[str]]) -> None:
    """A circle of steps that never wait would run for ever, unless one of them is bounded and the circle lies within
    the loop in which its visits are counted. Once that one has been passed as often as it may, only its way for that is
    left; what circles there are then is looked at in the same way."""
    automatic = {key: outcomes for key, (type_, outcomes, _) in nodes.items() if not type_.waits}
    edges = [edge for edge in edges if edge.start in automatic and edge.end in automatic]
    passed: set[str] = set()
    while found := circles(_ways([one for one in edges if one.start not in passed or TOO_OFTEN in one.when])):
        for circle in found:
            bounds = {
                key for key in circle - passed if TOO_OFTEN in automatic[key] and circle <= loops.get(key, circle)
            }
            if not bounds:
                raise _circle(nodes, circle)
            passed |= bounds


def _circle(nodes: Nodes, circle: frozenset[str]) -> InvalidDefinition:
    keys = [key for key in nodes if key in circle]
    return wrong(
        f"/nodes/{nodes[keys[0]][2]}",
        f"这些节点循环执行而不等待：{listed(keys, 'zh-CN')}；请限定其中一个的次数（most_visits）",
        f"these steps go round in a circle without waiting: {listed(keys, 'en')}; bound the visits of one of them",
    )


def _check_branches(
    nodes: Nodes, edges: list[Edge], scopes: Scopes
) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """The splits that each node is inside of, and their joins. Each node is always reached inside the same splits; a
    join closes the innermost, and is its only one. A branch may end before the join, which then waits for the others.
    """
    inside: dict[str, tuple[str, ...]] = {}
    joins: dict[str, str] = {}
    waiting: list[tuple[Edge, tuple[str, ...]]] = [(edge, ()) for edge in edges if edge.start == START]
    if len(waiting) > 1:
        raise wrong(waiting[1][0].pointer, "起点只能有一条连线", "only one edge leaves the start")
    while waiting:
        edge, splits = waiting.pop()
        key = edge.end
        if key == END or nodes[key][0].shape == "end":
            continue
        if key not in inside:
            inside[key] = splits
            beyond = _beyond(nodes, edge, splits, joins)
            waiting.extend(
                (one, beyond if one.scope is None else _outside(splits, scopes[one.scope][0]))
                for one in edges
                if one.start == key
            )
        elif inside[key] != splits:
            raise wrong(
                edge.pointer, f"「{key}」既在分支内又在分支外", f"{key} is reached from inside and outside a branch"
            )
    return inside, joins


def _outside(splits: tuple[str, ...], scope: frozenset[str]) -> tuple[str, ...]:
    """The splits that stand outside of a scope."""
    return tuple(split for split in splits if split not in scope)


def _beyond(nodes: Nodes, edge: Edge, splits: tuple[str, ...], joins: dict[str, str]) -> tuple[str, ...]:
    """The splits that what follows the edge's end is inside of."""
    key = edge.end
    shape = nodes[key][0].shape
    if shape == "split":
        return (*splits, key)
    if shape != "join":
        return splits
    if not splits:
        raise wrong(edge.pointer, f"汇合「{key}」之前没有并行", f"nothing was split before the join {key}")
    if joins.setdefault(splits[-1], key) != key:
        raise wrong(edge.pointer, f"并行「{splits[-1]}」有两个汇合", f"{splits[-1]} is joined in two places")
    return splits[:-1]


def _dangling(pointer: str, key: str) -> InvalidDefinition:
    return wrong(pointer, f"没有名为「{key}」的节点", f"there is no step named {key}")
