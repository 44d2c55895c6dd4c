"""The shape of a workflow: every way leads somewhere, every node is reached, no way back without a rest, and branches
that were split are joined."""

from collections.abc import Mapping
from dataclasses import dataclass

from ...errors import InvalidDefinition
from ...forms.locating import wrong
from ...localized import listed, listed_in_all
from ..node import NodeType

START = "start"
END = "end"

# Node key -> (type, outcomes, position in the document).
Nodes = Mapping[str, tuple[NodeType, tuple[str, ...], int]]


@dataclass(frozen=True, slots=True)
class Edge:
    """`when` are the outcomes it is for; empty: all that no other edge names."""

    start: str
    end: str
    when: tuple[str, ...]
    pointer: str


def check_graph(nodes: Nodes, edges: list[Edge]) -> None:
    """Raises InvalidDefinition with a pointer into the document."""
    _check_ends(nodes, edges)
    _check_outcomes(nodes, edges)
    _check_reached(nodes, edges)
    _check_rests(nodes, edges)
    _check_branches(nodes, edges)


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
        if edge.start in nodes and nodes[edge.start][0].shape == "end":
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
        missing = [outcome for outcome in outcomes if outcome not in named]
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


def _check_rests(nodes: Nodes, edges: list[Edge]) -> None:
    """A circle of steps that never wait would run for ever."""
    automatic = {key for key, (type_, _, _) in nodes.items() if not type_.waits}
    after = {key: [edge.end for edge in edges if edge.start == key and edge.end in automatic] for key in automatic}
    left = dict(after)
    while found := [key for key, ends in left.items() if not any(end in left for end in ends)]:
        for key in found:
            del left[key]
    if left:
        keys = [key for key in nodes if key in left]
        raise wrong(
            f"/nodes/{nodes[keys[0]][2]}",
            f"这些节点循环执行而不等待：{listed(keys, 'zh-CN')}",
            f"these steps go round in a circle without waiting: {listed(keys, 'en')}",
        )


def _check_branches(nodes: Nodes, edges: list[Edge]) -> None:
    """Each node is always reached inside the same splits; a join closes the innermost, and is its only one."""
    inside: dict[str, tuple[str, ...]] = {}
    joins: dict[str, str] = {}
    ended: dict[str, Edge] = {}
    waiting: list[tuple[Edge, tuple[str, ...]]] = [(edge, ()) for edge in edges if edge.start == START]
    if len(waiting) > 1:
        raise wrong(waiting[1][0].pointer, "起点只能有一条连线", "only one edge leaves the start")
    while waiting:
        edge, splits = waiting.pop()
        key = edge.end
        if key == END or nodes[key][0].shape == "end":
            ended.update(dict.fromkeys(splits, edge))
        elif key not in inside:
            inside[key] = splits
            beyond = _beyond(nodes, edge, splits, joins)
            leaving = [one for one in edges if one.start == key]
            waiting.extend((one, beyond) for one in leaving)
            ended.update(dict.fromkeys(() if leaving else beyond, edge))
        elif inside[key] != splits:
            raise wrong(
                edge.pointer, f"「{key}」既在分支内又在分支外", f"{key} is reached from inside and outside a branch"
            )
    for split, edge in ended.items():
        if split in joins:
            raise wrong(
                edge.pointer,
                f"这条分支到不了汇合「{joins[split]}」",
                f"this branch never comes to the join {joins[split]}",
            )


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
