"""The clock: the only place of the product that asks the machine for the time.

Machines that share a database server go by its clock, so that one which is a day off neither acts early nor takes what
others hold (`SystemClock.keep_to`).
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import ClassVar, Protocol

from .failpoints import figure

# Less than this is what the line takes, and what keeping time by the network leaves.
_TOLERATED = timedelta(seconds=1)


class Clock(Protocol):
    """Gives the present moment: aware, UTC, microseconds."""

    def now(self) -> datetime: ...


class MachineClock:
    """What the machine itself says, right or wrong."""

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=figure("clock"))


class SystemClock:
    """The machine's time, put right by the clock that this process keeps to."""

    _wrong_by: ClassVar[timedelta] = timedelta()

    def now(self) -> datetime:
        return MachineClock().now() - self._wrong_by

    @classmethod
    def keep_to(cls, ask: Callable[[], datetime]) -> None:
        """Compare with another clock, and from now on go by that one where they differ by more than the asking took."""
        began_s, asked_at = stopwatch_s(), MachineClock().now()
        there = ask()
        half = timedelta(seconds=(stopwatch_s() - began_s) / 2)
        apart = asked_at + half - there
        cls._wrong_by = apart if abs(apart) > half + _TOLERATED else timedelta()


class SandboxClock:
    """The system's time plus an offset kept with the workspace; only sandbox and scratch workspaces have one."""

    def __init__(self, offset: timedelta = timedelta()) -> None:
        self.offset = offset

    def now(self) -> datetime:
        return SystemClock().now() + self.offset


class FakeClock:
    """A clock that stands still until it is moved: for scenarios, simulation and tests."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment.astimezone(UTC)

    def now(self) -> datetime:
        return self._moment

    def advance(self, duration: timedelta) -> None:
        self._moment += duration

    def set(self, moment: datetime) -> None:
        self._moment = moment.astimezone(UTC)


def stopwatch_s() -> float:
    """Seconds on a clock that never steps back, for leases held in memory and for measuring."""
    return time.monotonic()
