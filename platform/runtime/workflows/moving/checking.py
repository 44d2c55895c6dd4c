"""Whether an instance can go on in another revision where it stands: the first reason why not, in words."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ...localized import Localized, text
from ..approvals.outcome import default_reject_rule
from ..definition.plan import NodePlan, ScopePlan, WorkflowPlan
from ..engine.limiting import limit_key
from ..engine.state import State, Token
from ..engine.stays import SCOPE

Key = Callable[[str], str]


def why_not(
    old: WorkflowPlan, new: WorkflowPlan, state: State, keys: Mapping[str, str], rounds: Mapping[tuple[str, int], Any]
) -> Localized | None:
    """`rounds`: the open approval rounds (rows) by node and visit."""
    return next(_reasons(old, new, state, lambda key: keys.get(key, key), rounds), None)


def _reasons(
    old: WorkflowPlan, new: WorkflowPlan, state: State, key: Key, rounds: Mapping[tuple[str, int], Any]
) -> Iterator[Localized]:
    if old.form.name != new.form.name or old.subject is not new.subject:
        yield {"zh-CN": "新版本处理的是另一种记录", "en": "The newer revision is about other records."}
        return
    if len({key(one) for one in state.visits}) < len(state.visits):
        yield {
            "zh-CN": "两个走过的节点对应到同一个节点",
            "en": "Two of the steps passed would become one and the same.",
        }
    for token in state.tokens:
        yield from _of_token(old, new, token, key)
        if (row := rounds.get((token.node, token.visit))) is not None:
            yield from _of_round(old.nodes[token.node], new.nodes.get(key(token.node)), row)
    for stay in state.stays:
        if key(stay.node) not in new.scopes:
            yield _gone(text_of(old, stay.node), new)
    for split in {name.partition("#")[0] for name in (*state.joins, *state.ended)}:
        joined = old.joins.get(split)
        target = new.nodes.get(key(split))
        if target is None or target.type.shape != "split" or new.joins.get(key(split)) != (joined and key(joined)):
            title = text_of(old, split)
            yield _both("并行「{title}」的汇合变了", "The branches of {title} come together elsewhere.", title)


def _of_token(old: WorkflowPlan, new: WorkflowPlan, token: Token, key: Key) -> Iterator[Localized]:
    node, target = old.nodes[token.node], new.nodes.get(key(token.node))
    title = node.title
    if target is None:
        yield _gone(title, new)
        return
    if target.type is not node.type:
        yield _both("节点「{title}」的类型变了", "The step {title} is of another type.", title)
    around = tuple(key(scope.node) for scope in token.scopes)
    if new.inside.get(target.key, ()) != around or _scopes_of(new, target.key) != {
        key(one) for one in _scopes_of(old, node.key)
    }:
        yield _both("节点「{title}」所在的分支或范围变了", "The step {title} lies in other branches or scopes.", title)
    if target.key != node.key and (node.type.calls or node.type.sends):
        yield _both("「{title}」正在等待调用的结果，不能换节点", "{title} waits for a call; it keeps its key.", title)
    yield from _of_stop(new, token, key)


def _of_stop(new: WorkflowPlan, token: Token, key: Key) -> Iterator[Localized]:
    """What stopped at a deadline does it again: it must be there."""
    phase = (token.incident or {}).get("phase", "")
    part: NodePlan | ScopePlan | None = new.nodes[key(token.node)]
    if phase.startswith(SCOPE):
        scope, _, phase = phase.removeprefix(SCOPE).partition("/")
        part = new.scopes.get(scope) if key(scope) == scope else None
    limit = limit_key(phase)
    if limit is not None and (part is None or limit not in {one.key for one in part.limits}):
        yield _both(
            "「{title}」停在一个新版本没有的时限上",
            "{title} stopped at a deadline that the newer revision does not have.",
            new.nodes[key(token.node)].title,
        )


def _of_round(node: NodePlan, target: NodePlan | None, row: Any) -> Iterator[Localized]:
    """A round that is open goes by the rule it was opened by."""
    if target is None or target.type is not node.type:
        return
    settings = target.settings
    now = (
        settings["approvers"],
        settings["mode"],
        settings["reject_rule"] or default_reject_rule(settings["mode"]),
        settings["ratio"],
    )
    if now != (row.rule, row.mode, row.reject_rule, row.ratio):
        yield _both(
            "「{title}」正在审批，而审批人的规则变了",
            "{title} is being approved, and its rule has changed.",
            node.title,
        )


def _scopes_of(plan: WorkflowPlan, node: str) -> set[str]:
    return {key for key, scope in plan.scopes.items() if node in scope.nodes}


def text_of(plan: WorkflowPlan, key: str) -> Localized:
    """What a step or scope is called."""
    known = plan.nodes.get(key) or plan.scopes.get(key)
    return known.title if known is not None else key


def _gone(title: Localized, new: WorkflowPlan) -> Localized:
    revision = str(new.revision)
    return _both(
        f"第 {revision} 版没有与「{{title}}」对应的节点，请指定",
        f"Revision {revision} has no step for {{title}}.",
        title,
    )


def _both(chinese: str, english: str, title: Localized) -> Localized:
    return {"zh-CN": chinese.format(title=text(title, "zh-CN")), "en": english.format(title=text(title, "en"))}
