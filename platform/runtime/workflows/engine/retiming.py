"""Timers that are set anew: a limit that comes again, and one whose calendar has changed."""

from collections.abc import Sequence
from typing import Any, Protocol

from ...storage.types import dump_moment
from ..definition.limits import Limit
from .asking import set_due
from .limiting import counted_again, next_timer
from .state import State, Timer, Token
from .unit import Unit
from .waking import cancel_timers, wake


class Timing(Protocol):
    """What is needed of the transition; see there."""

    unit: Unit
    state: State

    def emit(self, kind: str, token: Token | None = None, **data: Any) -> None: ...


class Retiming:
    """Of one transition's instance."""

    def __init__(self, transition: Timing) -> None:
        self._transition = transition

    def again(self, token: Token, fired: Timer) -> None:
        """A limit that comes again waits for its next time."""
        transition = self._transition
        if (timer := next_timer(transition.unit, self._limits_of(token), fired)) is not None:
            transition.emit("retimed", token, timers=[timer.dump()])
            wake(transition.unit, token, [timer])

    def counted_again(self, token: Token, timer: Timer) -> Timer:
        """The timer by its calendar as it stands; where that moved it, the trail has both moments."""
        transition = self._transition
        fresh = counted_again(transition.unit, timer)
        if fresh.due != timer.due:
            cancel_timers(transition.unit, token, [timer])
            before = {timer.key: dump_moment(timer.due)}
            transition.emit("retimed", token, timers=[fresh.dump()], before=before)
            wake(transition.unit, token, [fresh])
        return fresh

    def count_all(self) -> None:
        """Every timer of the instance, and what its open to-dos show."""
        state = self._transition.state
        for token in (*state.tokens, *state.stays):
            before = [timer.due for timer in token.timers]
            for timer in list(token.timers):
                self.counted_again(token, timer)
            if before != [timer.due for timer in token.timers]:
                set_due(self._transition.unit, token)

    def _limits_of(self, token: Token) -> Sequence[Limit]:
        plan = self._transition.unit.plan
        scope = plan.scopes.get(token.node)
        return plan.nodes[token.node].limits if scope is None else scope.limits
