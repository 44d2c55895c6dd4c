"""The clock: the only place of the product that asks the machine for the time."""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Gives the present moment: aware, UTC, microseconds."""

    def now(self) -> datetime: ...


class SystemClock:
    """The machine's time."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class SandboxClock:
    """The machine's time plus an offset kept with the workspace; only sandbox and scratch workspaces have one."""

    def __init__(self, offset: timedelta = timedelta()) -> None:
        self.offset = offset

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset


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
