"""Scopes of nodes in the shape of a workflow: nested or apart, never across branches, left by edges of their own."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Protocol

from ...forms.locating import wrong

# Scope key -> (its nodes, the outcomes by which it is left, position in the document).
Scopes = Mapping[str, tuple[frozenset[str], tuple[str, ...], int]]


class _Edge(Protocol):
    @property
    def start(self) -> str: ...
    @property
    def when(self) -> tuple[str, ...]: ...
    @property
    def pointer(self) -> str: ...


def check_scopes(nodes: Mapping[str, object], scopes: Scopes, edges: Sequence[_Edge]) -> None:
    """Names, nesting, and the ways out; `edges` are those of scopes. Raises InvalidDefinition with a pointer."""
    for key, (members, outcomes, index) in scopes.items():
        if key in nodes:
            raise wrong(f"/scopes/{index}/key", f"「{key}」已是一个节点的标识", f"{key} is the key of a step already")
        if unknown := sorted(members - nodes.keys()):
            raise wrong(f"/scopes/{index}/nodes", f"没有名为「{unknown[0]}」的节点", f"there is no step {unknown[0]}")
        _check_ways_out(key, outcomes, index, [edge for edge in edges if edge.start == key])
    for (one, (first, _, _)), (other, (second, _, index)) in combinations(scopes.items(), 2):
        if first & second and not (first <= second or second <= first):
            raise wrong(
                f"/scopes/{index}/nodes",
                f"范围「{one}」与「{other}」交叉，只能一个包含另一个",
                f"the scopes {one} and {other} overlap; one may only lie within the other",
            )


def _check_ways_out(key: str, outcomes: tuple[str, ...], index: int, leaving: Sequence[_Edge]) -> None:
    for edge in leaving:
        if not edge.when or set(edge.when) - set(outcomes):
            raise wrong(
                f"{edge.pointer}/when",
                f"范围「{key}」只能由它的时限离开，请写明时限的 leave_by",
                f"the scope {key} is left by its deadlines only: name the leave_by of one",
            )
    named = {outcome for edge in leaving for outcome in edge.when}
    if missing := [outcome for outcome in outcomes if outcome not in named]:
        raise wrong(
            f"/scopes/{index}/limits",
            f"范围「{key}」的结果「{missing[0]}」没有去向",
            f"no edge leads on from {key} when its outcome is {missing[0]}",
        )


def check_whole(scopes: Scopes, inside: Mapping[str, tuple[str, ...]], joins: Mapping[str, str]) -> None:
    """A scope with a parallel node holds its branches and its join; otherwise it lies within the branches of one."""
    for key, (members, _, index) in scopes.items():
        splits = {split for splits in inside.values() for split in splits if split in members}
        held = [node for node, around in inside.items() if splits & set(around)]
        held += [joins[split] for split in splits if split in joins]
        if lost := [node for node in held if node not in members]:
            raise wrong(
                f"/scopes/{index}/nodes",
                f"范围「{key}」里有并行，它的分支和汇合也要在范围里：{lost[0]}",
                f"the scope {key} holds a parallel step, so it must hold its branches and its join too: {lost[0]}",
            )
        if len({tuple(one for one in inside[node] if one not in members) for node in members}) > 1:
            raise wrong(
                f"/scopes/{index}/nodes",
                f"范围「{key}」的节点有的在分支内、有的在分支外",
                f"some steps of the scope {key} lie inside a branch and some outside",
            )
