"""Go on in another revision of the workflow: one transition that changes where tokens stand and when timers are due.

What happened stays as it was told; the event `moved` carries how steps are called from here on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from ...changes import change_of
from ...localized import Localized
from .. import tables
from ..definition.plan import NodePlan, ScopePlan, WorkflowPlan
from ..errors import MoveRefused
from .asking import OPEN, holders, set_due
from .limiting import first_timers
from .run import NodeRun
from .state import Timer, Token
from .transition import MOMENT, TURN, Transition
from .waking import cancel_timers, wake

_task, _round, _event = tables.task, tables.approval_round, tables.instance_event


@dataclass(frozen=True, slots=True)
class Move:
    """`why_not` says whether it can be done; see moving/checking.py."""

    id: str
    by: str
    keys: Mapping[str, str]
    recount: bool
    why_not: Any


@dataclass(slots=True)
class _Visit:
    """What events tell of a visit or stay: since when, which limits have fired, which states were reached."""

    since: datetime
    fired: set[str] = field(default_factory=set)
    reached: set[str] = field(default_factory=set)


def go_on(transition: Transition, old: WorkflowPlan, move: Move) -> None:
    """Let the transition's instance, whose plan is the newer one already, go on from where `old` had it. Raises
    MoveRefused."""
    unit, state, new = transition.unit, transition.state, transition.unit.plan
    reason: Localized | None = move.why_not(old, new, state, move.keys, _open_rounds(transition))
    if reason is not None:
        raise MoveRefused(reason=reason)
    visits = _visits(transition) if move.recount else {}
    standing = [*state.tokens, *state.stays]
    before = {id(token): (token.node, list(token.timers)) for token in standing}
    wanted = {
        id(token): _timers(transition, token, _plan_of(new, move.keys.get(token.node, token.node)), visits, move)
        for token in standing
    }
    for token in standing:
        stays = token.node not in move.keys
        dropped = [timer for timer in token.timers if not (stays and timer in wanted[id(token)])]
        cancel_timers(transition.unit, token, dropped)
    _tell(transition, old, move)
    for token in standing:
        node, timers = before[id(token)]
        _rename(transition, node, token)
        fresh = wanted[id(token)]
        if fresh != timers or node != token.node:
            transition.emit("waiting", token, timers=[timer.dump() for timer in fresh])
            wake(transition.unit, token, [timer for timer in fresh if node != token.node or timer not in timers])
            set_due(unit, token)
    transition.fire_due()


def _plan_of(plan: WorkflowPlan, key: str) -> NodePlan | ScopePlan:
    return plan.scopes[key] if key in plan.scopes else plan.nodes[key]


def _tell(transition: Transition, old: WorkflowPlan, move: Move) -> None:
    """The event, and what the trail says. Parameters that a step reads only now are recorded as they are now."""
    unit, new, state = transition.unit, transition.unit.plan, transition.state
    parameters = []
    for token in (*state.tokens, *state.stays):
        key = move.keys.get(token.node, token.node)
        read = transition.parameters(_plan_of(new, key))
        if added := {name: value for name, value in read.items() if name not in token.parameters}:
            parameters.append([key, token.visit, token.parameters | added])
    data = {
        "from": old.hash,
        "to": new.hash,
        "revision": new.revision,
        "by": move.by,
        "move": move.id,
        "keys": dict(move.keys),
        "parameters": parameters,
    }
    transition.happen("moved", None, None, data)
    patch = [{"op": "set", "path": ["revision"], "before": old.revision, "after": new.revision}]
    name = f"{transition.instance.app}.{transition.instance.workflow}"
    change_of(unit.tx).entry("instance", name, transition.instance.id, "change", patch)


def _rename(transition: Transition, before: str, token: Token) -> None:
    """What people hold of the visit goes by the newer revision."""
    tx, instance = transition.unit.tx, transition.instance
    mine = (_task.c.instance_id == instance.id, _task.c.node == before, _task.c.visit == token.visit)
    values: dict[str, Any] = {"hash": instance.hash, "node": token.node}
    tx.execute(sa.update(_task).where(*mine, _task.c.state.in_(OPEN)).values(values))
    if before != token.node:
        # Those who acted at this visit, and its round, belong to it under its new key too.
        tx.execute(sa.update(_task).where(*mine).values(node=token.node))
        of_round = (_round.c.instance_id == instance.id, _round.c.node == before, _round.c.visit == token.visit)
        tx.execute(sa.update(_round).where(*of_round).values(node=token.node))


def _timers(
    transition: Transition,
    token: Token,
    plan: NodePlan | ScopePlan,
    visits: Mapping[tuple[str, int], _Visit],
    move: Move,
) -> list[Timer]:
    """What it waits for from here on."""
    own = [timer for timer in token.timers if timer.key == MOMENT or timer.key.startswith(TURN)]
    limits = {limit.key: limit for limit in plan.limits}
    kept = [timer for timer in token.timers if timer.key in limits]
    if not move.recount or not _waits(token):
        return own + kept
    visit = visits[token.node, token.visit]
    again = {timer.key for timer in kept if timer.number > 1}
    open_ = [one for one in plan.limits if one.key not in visit.fired | again and one.until not in visit.reached]
    counted = _counted(transition, token, plan, open_, visit.since)
    return own + [timer for timer in kept if timer.key in again] + counted


def _waits(token: Token) -> bool:
    """One that stopped while it was entered has no deadlines yet."""
    return token.incident is None or token.incident["phase"] != "enter"


def _counted(
    transition: Transition, token: Token, plan: NodePlan | ScopePlan, limits: Sequence[Any], since: datetime
) -> list[Timer]:
    unit = transition.unit
    reading = replace(token, parameters=token.parameters | transition.parameters(plan))
    run = NodeRun(unit, reading, plan)
    persons = holders(unit, token) if token.node in {one.node for one in transition.state.tokens} else ()
    before = {timer.key: timer for timer in token.timers}
    counted = first_timers(unit, run, limits, persons, since=since, keeps=True)
    # One that comes due when it did before stays what it was.
    return [
        before[one.key]
        if one.key in before and before[one.key].due == one.due
        else replace(one, again=unit.instance.revision)
        for one in counted
    ]


def _open_rounds(transition: Transition) -> dict[tuple[str, int], Any]:
    mine = (_round.c.instance_id == transition.instance.id, _round.c.closed_at.is_(None))
    found = transition.unit.tx.execute(sa.select(_round).where(*mine)).all()
    return {(row.node, row.visit): row for row in found}


def _visits(transition: Transition) -> dict[tuple[str, int], _Visit]:
    """By the keys that steps have now: earlier moves may have changed them."""
    query = sa.select(_event).where(_event.c.instance_id == transition.instance.id).order_by(_event.c.number)
    found: dict[tuple[str, int], _Visit] = {}
    for event in transition.unit.tx.execute(query):
        if event.kind in ("entered", "opened"):
            found[event.node, event.visit] = _Visit(event.at)
        elif event.kind == "limit":
            found[event.node, event.visit].fired.add(event.data["key"])
        elif event.kind in ("seen", "accepted"):
            found[event.node, event.visit].reached.update(event.data["ends"])
        elif event.kind == "moved":
            keys = event.data["keys"]
            found = {(keys.get(node, node), visit): one for (node, visit), one in found.items()}
    return found
