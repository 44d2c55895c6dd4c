"""The graph of the revision that a run is pinned to: its ways, what they are called, and how often each was gone."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ...localized import text
from ..definition.graph import END, START
from ..definition.limits import Limit
from ..definition.plan import NodePlan, ScopePlan, WorkflowPlan
from .flow import outcome_title

# From where to where.
Way = tuple[str, str]


def ways(plan: WorkflowPlan, events: Iterable[Any], locale: str) -> list[dict[str, Any]]:
    """[{"from", "to", "titles", "times"}], in the order of the document. `titles` says by which outcomes one goes
    there, empty where there is one way only. A scope is left from its own key."""
    gone = _gone(plan, events)
    return [
        {"from": way[0], "to": way[1], "titles": titles, "times": gone[way]} for way, titles in _drawn(plan, locale)
    ]


def deadlines(plan: NodePlan | ScopePlan, locale: str) -> list[dict[str, Any]]:
    """What a step or a scope has of deadlines, whether or not one has come there."""
    return [
        {
            "key": limit.key,
            "title": text(limit.title or limit.key, locale),
            "clock": limit.clock,
            "leaves": _leaves(plan, limit, locale),
        }
        for limit in plan.limits
    ]


def scope_of(plan: WorkflowPlan, key: str) -> str | None:
    """The innermost scope around a node or a scope."""
    inside = plan.scopes[key].nodes if key in plan.scopes else {key}
    around = [one for one in plan.scopes.values() if one.key != key and inside <= one.nodes]
    return min(around, key=lambda one: len(one.nodes)).key if around else None


def _leaves(plan: NodePlan | ScopePlan, limit: Limit, locale: str) -> str | None:
    return outcome_title(plan, limit.leave_by, locale) if limit.leave_by else None


def _drawn(plan: WorkflowPlan, locale: str) -> Iterator[tuple[Way, list[str]]]:
    for target in plan.start:
        yield (START, target), []
    for node in plan.nodes.values():
        if node.type.shape == "end":
            continue
        if node.type.shape == "split":
            yield from (((node.key, target), []) for target in dict.fromkeys(node.targets))
        elif not node.targets:
            yield (node.key, END), []
        else:
            yield from _by_target(node, locale, always=False)
    for scope in plan.scopes.values():
        yield from _by_target(scope, locale, always=True)


def _by_target(plan: NodePlan | ScopePlan, locale: str, *, always: bool) -> Iterator[tuple[Way, list[str]]]:
    targets: dict[str, list[str]] = {}
    for outcome, target in _ordered(plan):
        targets.setdefault(target, []).append(outcome)
    for target, outcomes in targets.items():
        shown = always or len(targets) > 1
        yield (plan.key, target), [outcome_title(plan, one, locale) for one in outcomes] if shown else []


def _ordered(plan: NodePlan | ScopePlan) -> Iterator[tuple[str, str]]:
    """Outcomes in the order of their priority."""
    order: Iterable[str] = plan.outcomes if isinstance(plan, NodePlan) else plan.ways
    return ((outcome, plan.ways[outcome]) for outcome in order if outcome in plan.ways)


def _gone(plan: WorkflowPlan, events: Iterable[Any]) -> Mapping[Way, int]:
    gone: Counter[Way] = Counter()
    for event in events:
        if event.kind == "started":
            gone.update((START, target) for target in plan.start)
        elif event.kind == "left" and (node := plan.nodes.get(event.node)) is not None:
            if node.type.shape == "split":
                gone.update((node.key, target) for target in set(node.targets))
            elif node.type.shape != "end" and (target := node.next(event.data["outcome"])) is not None:
                gone[node.key, target] += 1
        elif event.kind == "closed" and (target := plan.scopes[event.node].ways.get(event.data["outcome"])) is not None:
            gone[event.node, target] += 1
    return gone
