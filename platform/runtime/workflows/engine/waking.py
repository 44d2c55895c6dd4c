"""The jobs that wake an instance when a timer is due: written with it, and cancelled where it is taken away."""

from collections.abc import Iterable

from ... import jobs
from .state import Timer, Token
from .unit import Unit

# The kind of those jobs, see timers.py.
TIMER = "workflow.timer"


def wake(unit: Unit, token: Token, timers: Iterable[Timer]) -> None:
    """Write the jobs of timers of a visit, or of a stay in a scope."""
    payload = {"app": unit.instance.app, "instance": unit.instance.id}
    for timer in timers:
        jobs.enqueue(unit.context, unit.tx, TIMER, payload, key=_key(unit, token, timer), run_at=timer.due)


def cancel_timers(unit: Unit, token: Token, timers: Iterable[Timer]) -> None:
    """Cancel the jobs of timers."""
    jobs.cancel(unit.context, unit.tx, *(_key(unit, token, timer) for timer in timers))


def _key(unit: Unit, token: Token, timer: Timer) -> str:
    return f"timer/{unit.instance.id}/{token.node}/{token.visit}/{timer.name}"
