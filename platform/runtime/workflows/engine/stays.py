"""Stays in scopes of nodes: one begins with the first entry into the scope, and ends when nobody is in it any more, nor
on the way into it. Its deadlines are timers of the stay; what one does is carried by a token inside.
"""

from collections.abc import Callable
from typing import Any, Protocol

from ..definition.plan import ScopePlan, check_current
from ..node import Hold
from .branches import Branches
from .effecting import carry_out
from .limiting import first_timers, limit_of
from .run import NodeRun
from .state import State, Timer, Token
from .unit import Unit
from .waking import cancel_timers
from .work import Enter, LeaveScope, Work, place_of

# Before "scope/" and limit_phase: the phase of a token that carries what the limit of a scope does.
SCOPE = "scope:"


class Moving(Protocol):
    """What is needed of the transition; see there."""

    unit: Unit
    state: State
    stack: list[Enter | Work]
    protect: Callable[[], None]
    branches: Branches

    def happen(self, kind: str, node: str | None, visit: int | None, data: dict[str, Any]) -> None: ...
    def emit(self, kind: str, token: Token | None = None, **data: Any) -> None: ...
    def set_timers(self, token: Token, timers: list[Timer]) -> None: ...
    def parameters(self, node: ScopePlan) -> dict[str, Any]: ...


class Stays:
    """Those of one transition's instance."""

    def __init__(self, transition: Moving) -> None:
        self._transition = transition
        self._state = transition.state
        self._scopes = transition.unit.plan.scopes

    def open(self, token: Token) -> None:
        """A token came to a node: stays begin in the scopes around it, the outer first."""
        for scope in self._scopes.values():
            if token.node in scope.nodes and not any(stay.node == scope.key for stay in self._state.stays):
                self._open(scope)

    def close_empty(self) -> None:
        """End the stays in which nobody is left."""
        for stay in list(self._state.stays):
            if not self._is_in(self._scopes[stay.node]):
                self._close(stay, None)

    def first_in(self, scope: ScopePlan) -> Token:
        """Who carries what the scope's limit does: its incident is shown there. One that is stopped comes last."""
        inside = [token for token in self._state.tokens if token.node in scope.nodes]
        return min(inside, key=lambda token: token.incident is not None)

    def limit(self, key: str, phase: str) -> Hold | LeaveScope:
        """Do what a deadline does (`limit_phase`), for whoever stands where in the scope."""
        scope = self._scopes[key]
        stay = next((one for one in self._state.stays if one.node == key), None)
        if stay is None:
            # It was left before somebody did again what had stopped.
            return Hold()
        check_current(scope)
        limit, firing = limit_of(scope.limits, phase)
        assert limit is not None
        unit = self._transition.unit
        effects = NodeRun(unit, stay, scope, firing).deeds([limit.deeds], phase)
        self._transition.protect()
        carry_out(unit, stay, effects)
        return Hold() if limit.leave_by is None else LeaveScope(scope, stay, limit.leave_by)

    def leave(self, step: LeaveScope) -> None:
        """Cancel everything inside and go on outside, as one branch of what the scope lies within."""
        scope = step.scope
        inside = {(one.node, one.visit): one.scopes for one in self._state.tokens if one.node in scope.nodes}
        around = min(inside.values(), key=len)
        outside = tuple(one for one in around if one.node not in scope.nodes)
        # Where the scope held several branches of a parallel node outside, the others have ended.
        branches = {splits[len(outside) :][:1] or place for place, splits in inside.items()}
        self._transition.branches.drop(lambda node, _: node in scope.nodes, len(outside), scope.key)
        self._transition.stack.append(Enter(scope.ways[step.outcome], outside, {node for node, _ in inside}))
        for _ in range(len(branches) - 1 if outside else 0):
            self._transition.branches.end(outside)
        self._close(step.stay, step.outcome)

    def _open(self, scope: ScopePlan) -> None:
        check_current(scope)
        transition = self._transition
        transition.protect()
        visit = self._state.visits.get(scope.key, 0) + 1
        transition.happen("opened", scope.key, visit, {"parameters": transition.parameters(scope)})
        stay = self._state.stays[-1]
        run = NodeRun(transition.unit, stay, scope)
        transition.set_timers(stay, first_timers(transition.unit, run, scope.limits, ()))

    def _close(self, stay: Token, outcome: str | None) -> None:
        self._transition.protect()
        cancel_timers(self._transition.unit, stay, stay.timers)
        self._transition.emit("closed", stay, outcome=outcome)

    def _is_in(self, scope: ScopePlan) -> bool:
        standing = (token.node for token in self._state.tokens)
        coming = (place_of(one)[0] for one in self._transition.stack)
        # Branches that wait at a join have no token, but their parallel node lies in the scope if the join does.
        waiting = (name.partition("#")[0] for name in self._state.joins)
        return any(node in scope.nodes for nodes in (standing, coming, waiting) for node in nodes)
