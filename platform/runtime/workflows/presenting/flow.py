"""What happened to a record in its workflows, step by step, and why: read from the events, in the reader's language."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from ... import records
from ...context import Context
from ...definitions import plan_cache
from ...localized import Localized, text
from ...people import Organisation, organisation_of
from ...storage.types import load_moment
from .. import tables
from ..definition.graph import END, TOO_OFTEN
from ..definition.limits import Limit
from ..definition.pinned import pinned_plan
from ..definition.plan import NodePlan, ScopePlan, WorkflowPlan
from ..dispatching.reading import newest_decision
from ..engine.state import load_state
from .visits import Visit, visits_of

_event = tables.instance_event
_BEGUN = {"zh-CN": "提交", "en": "Submitted"}
_BY_HAND = {"zh-CN": "手动发起", "en": "Started by hand"}
_ENDED = {"zh-CN": "结束", "en": "End"}
_BY_RULE = {"zh-CN": "由时限「{rule}」自动办理", "en": "by the deadline {rule}"}
_PROGRESS = {"zh-CN": "已结束 {over} / {all}，失败 {failed}", "en": "{over} of {all} ended, {failed} failed"}
TOO_OFTEN_TITLE = {"zh-CN": "超过次数", "en": "Too often"}
_CANCELLED = {"zh-CN": "已终止", "en": "Cancelled"}
_MOVED = {"zh-CN": "移到第 {revision} 版", "en": "Moved to revision {revision}"}


def flow_of(context: Context, app: str, form: str, record_id: str) -> list[dict[str, Any]]:
    """The instances of a record, newest first, as GET …/flow gives them. Raises NotFound for who may not see it."""
    t = tables.instance
    with context.workspace.database.read() as connection:
        plan_cache(context.workspace).at(connection)
        records.get(context, app, form, record_id, connection=connection)
        rows = connection.execute(sa.select(t).where(t.c.record_id == record_id).order_by(t.c.id.desc())).all()
        return [instance_flow(context, connection, row) for row in rows]


def instance_flow(context: Context, connection: sa.Connection, row: Any) -> dict[str, Any]:
    """One instance; `row` is its row."""
    plan = pinned_plan(context.workspace, connection, row.app, row.workflow, row.hash)
    events = connection.execute(sa.select(_event).where(_event.c.instance_id == row.id).order_by(_event.c.number)).all()
    people = organisation_of(context.workspace, connection)
    visits, moves = visits_of(events), [event for event in events if event.kind == "moved"]
    # Steps passed before a move may be in no later revision.
    hashes = [event.data["from"] for event in reversed(moves)]
    plans = [plan, *(pinned_plan(context.workspace, connection, row.app, row.workflow, one) for one in hashes)]
    calls = any(node.type.calls for node in plan.nodes.values())
    counts = progress(context, connection, row.id) if calls else {}
    return {
        "id": row.id,
        "workflow": {"key": row.workflow, "title": text(plan.title, context.locale)},
        "revision": plan.revision,
        "state": row.state,
        "started_at": _moment(row.started_at),
        "ended_at": _moment(row.ended_at),
        "steps": [
            _begun(context, row, people, events),
            *_passed_steps(context, plans, visits, moves, people, counts),
            *_to_come(context, plan, row, visits),
        ],
        "decision": newest_decision(context, connection, row),
        "incident": _incident(context, row),
    }


def _passed_steps(
    context: Context,
    plans: Sequence[WorkflowPlan],
    visits: Sequence[Visit],
    moves: Sequence[Any],
    people: Organisation,
    counts: Mapping[tuple[str, int], str],
) -> Iterator[dict[str, Any]]:
    """In the order in which they were entered, each by the newest revision that has it; moves in between."""
    left = list(moves)
    for visit in visits:
        while left and left[0].at < visit.entered:
            yield _moved(context, left.pop(0), people)
        plan = next((one for one in plans if visit.node in {**one.nodes, **one.scopes}), None)
        if plan is not None:
            yield step_of(context, plan, visit, people, counts.get((visit.node, visit.visit)))
    for event in left:
        yield _moved(context, event, people)


def _moved(context: Context, event: Any, people: Organisation) -> dict[str, Any]:
    title = text(_MOVED, context.locale).format(revision=event.data["revision"])
    name = people.name(event.data["by"])
    moments = {"entered_at": _moment(event.at), "left_at": _moment(event.at)}
    return bare("moved", title, "moved", "done") | moments | {"who": [name] if name else None}


def _begun(context: Context, row: Any, people: Organisation, events: Sequence[Any]) -> dict[str, Any]:
    words = _BY_HAND if events and events[0].data.get("event") == "manual" else _BEGUN
    return bare("start", text(words, context.locale), "start", "done") | {
        "entered_at": _moment(row.started_at),
        "left_at": _moment(row.started_at),
        "who": [name] if (name := people.name(row.initiator)) else None,
    }


def progress(context: Context, connection: sa.Connection, instance: str) -> dict[tuple[str, int], str]:
    """Of each visit that let other workflows run: how many have come to an end."""
    t, number = tables.call, sa.func.count().label("number")
    query = sa.select(t.c.node, t.c.visit, t.c.state, number).where(t.c.instance_id == instance)
    found: dict[tuple[str, int], Counter[str]] = {}
    for row in connection.execute(query.group_by(t.c.node, t.c.visit, t.c.state)):
        found.setdefault((row.node, row.visit), Counter())[row.state] = row.number
    return {
        place: text(_PROGRESS, context.locale).format(
            over=counts.total() - counts["waiting"] - counts["running"], all=counts.total(), failed=counts["failed"]
        )
        for place, counts in found.items()
    }


def step_of(
    context: Context, plan: WorkflowPlan, visit: Visit, people: Organisation, said: str | None
) -> dict[str, Any]:
    """A visit of a node, or a stay in a scope of nodes, which is shown for its deadlines. `said`: how far its calls
    are."""
    scope = plan.scopes.get(visit.node)
    node = plan.nodes[visit.node] if scope is None else scope
    type_ = plan.nodes[visit.node].type.key if scope is None else "scope"
    ended = "skipped" if visit.dropped else "done"
    state = ended if visit.left else "incident" if visit.stopped else "now"
    return bare(node.key, text(node.title, context.locale), type_, state) | {
        "entered_at": _moment(visit.entered),
        "left_at": _moment(visit.left),
        "who": [people.name(person) for person in dict.fromkeys(visit.asked)] or None,
        "facts": [*_facts(node, visit, context.locale), *([said] if said else [])],
        "outcome": visit.outcome,
        "limits": [
            {
                "key": limit.key,
                "title": text(limit.title or limit.key, context.locale),
                "due_at": _moment(load_moment(visit.due[limit.key])),
                "fired_at": _moment(visit.fired.get(limit.key)),
                "passed": _passed(limit, visit),
                "clock": limit.clock,
                "times": visit.times[limit.key],
                "times_in_all": limit.times,
            }
            for limit in node.limits
            if limit.key in visit.due
        ],
    }


def _facts(node: NodePlan | ScopePlan, visit: Visit, locale: str) -> Iterator[str]:
    if visit.outcome:
        yield outcome_title(node, visit.outcome, locale)
    rule = next((limit for limit in node.limits if limit.key == visit.rule), None)
    if rule is not None:
        yield text(_BY_RULE, locale).format(rule=text(rule.title or rule.key, locale))


def _passed(limit: Limit, visit: Visit) -> bool:
    """The limit was not needed: what it waited for came first."""
    return limit.key not in visit.fired and (visit.left is not None or limit.until in visit.reached)


def _to_come(context: Context, plan: WorkflowPlan, row: Any, visits: list[Visit]) -> list[dict[str, Any]]:
    """The main way from here: each step's first outcome, steps seen before left out; then the end."""
    title = text(_CANCELLED if row.state == "cancelled" else _ENDED, context.locale)
    if row.ended_at is not None:
        end = {"entered_at": _moment(row.ended_at), "left_at": _moment(row.ended_at)}
        return [bare(END, title, "end", "skipped" if row.state == "cancelled" else "done") | end]
    passed = {visit.node for visit in visits}
    here = next((visit.node for visit in reversed(visits) if visit.left is None and visit.node in plan.nodes), None)
    steps = []
    while here is not None and here in plan.nodes:
        node = plan.nodes[here]
        here = node.targets[0] if node.type.shape == "split" else node.next(node.outcomes[0])
        if here is None or here in passed:
            break
        passed.add(here)
        if here in plan.nodes:
            to_come = plan.nodes[here]
            steps.append(bare(to_come.key, text(to_come.title, context.locale), to_come.type.key, "waiting"))
    return [*steps, bare(END, title, "end", "waiting")]


def outcome_title(node: NodePlan | ScopePlan, outcome: str, locale: str) -> str:
    """What an outcome is called: by the node's own settings, by its type, or by its key."""
    left_by = {limit.leave_by: limit.title or limit.key for limit in node.limits if limit.leave_by}
    own = node.type.outcome_titles(node.settings) if isinstance(node, NodePlan) else {}
    titles: dict[str, Localized] = {TOO_OFTEN: TOO_OFTEN_TITLE} | left_by | dict(own)
    return str(text(titles.get(outcome, outcome), locale))


def ways_out(node: NodePlan) -> list[str]:
    """The outcomes by which a step that stopped may be left; branches that are split cannot be chosen."""
    if node.type.shape == "split":
        return []
    return [one for one in node.outcomes if node.next(one) is not None]


def _incident(context: Context, row: Any) -> dict[str, str] | None:
    state = load_state(row.state, row.tokens, row.variables)
    stopped = next((token.incident for token in state.tokens if token.incident), None)
    return {"code": stopped["code"], "detail": text(stopped["detail"], context.locale)} if stopped else None


def bare(node: str, title: str, type_: str, state: str) -> dict[str, Any]:
    """A step nobody has come to yet, or that has nothing more to say."""
    return {
        "node": node,
        "title": title,
        "type": type_,
        "state": state,
        "entered_at": None,
        "left_at": None,
        "who": None,
        "facts": [],
        "outcome": None,
        "limits": [],
    }


def _moment(value: datetime | None) -> str | None:
    return None if value is None else value.isoformat().replace("+00:00", "Z")
