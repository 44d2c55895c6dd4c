"""Branches of parallel nodes come together: at a join that waits for all, the first or some; or they end before it."""

from collections.abc import Callable
from typing import Any, Protocol

from ..definition.plan import NodePlan
from .state import Scope, State, Token
from .unit import Unit
from .work import Enter, Work, place_of

# Whether a node, inside these firings of parallel nodes, is meant.
Inside = Callable[[str, tuple[Scope, ...]], bool]


class Moving(Protocol):
    """What is needed of the transition; see there."""

    unit: Unit
    state: State
    stack: list[Enter | Work]
    protect: Callable[[], None]

    def happen(self, kind: str, node: str | None, visit: int | None, data: dict[str, Any]) -> None: ...
    def emit(self, kind: str, token: Token | None = None, **data: Any) -> None: ...
    def let_go(self, token: Token) -> None: ...
    def parameters(self, node: NodePlan) -> dict[str, Any]: ...


class Branches:
    """Those of one transition's instance."""

    def __init__(self, transition: Moving) -> None:
        self._transition = transition
        self._plan = transition.unit.plan
        self._state = transition.state

    def arrive(self, join: NodePlan, scopes: tuple[Scope, ...]) -> None:
        """A branch has come to its join."""
        self._transition.happen("arrived", join.key, None, {"scopes": [list(one) for one in scopes]})
        self._come_together(join, scopes)

    def end(self, scopes: tuple[Scope, ...]) -> None:
        """A branch ends before its join, or has none. When no other is left, so has the branch that it was split of."""
        scope, ended = scopes[-1], self._state.ended.get(scopes[-1].name, 0) + 1
        self._transition.happen("ended", None, None, {"scopes": [list(one) for one in scopes]})
        join = self._plan.joins.get(scope.node)
        if ended == scope.branches:
            if scopes[:-1]:
                self.end(scopes[:-1])
        elif join is not None:
            self._come_together(self._plan.nodes[join], scopes)

    def drop(self, inside: Inside, depth: int, by: str) -> None:
        """Cancel every branch that `inside` is true of, where it stands or is about to go."""
        stack = self._transition.stack
        stack[:] = [one for one in stack if not inside(*place_of(one))]
        for token in [one for one in self._state.tokens if inside(one.node, one.scopes)]:
            self._transition.let_go(token)
            self._transition.emit("dropped", token, by=by, depth=depth)

    def _come_together(self, join: NodePlan, scopes: tuple[Scope, ...]) -> None:
        """Go on from the join if enough branches are here, or no more can come; those under way are cancelled."""
        scope = scopes[-1]
        arrived = self._state.joins.get(scope.name, 0)
        enough = join.type.waits_for(join.settings, scope.branches, self._transition.parameters(join))
        left = scope.branches - arrived - self._state.ended.get(scope.name, 0)
        if arrived and (arrived >= enough or not left):
            if left:
                self._transition.protect()
                self.drop(lambda node, inside: scope in inside, len(scopes), join.key)
            self._transition.stack.append(Enter(join.key, scopes[:-1], (scope.node,), scope.name, arrived))
