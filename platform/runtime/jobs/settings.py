"""The numbers by which jobs run, with the environment variables that change those an operator may want to change."""

import os
from dataclasses import dataclass, field
from datetime import timedelta


def _seconds(name: str, default: float) -> timedelta:
    return timedelta(seconds=float(os.environ.get(name, default)))


@dataclass(frozen=True, slots=True)
class JobSettings:
    """`lease`: how long a silent worker keeps its jobs. `sweep`: how often lost wake-ups and leases are looked for."""

    lease: timedelta = field(default_factory=lambda: _seconds("LOOMWORK_LEASE_S", 15))
    sweep: timedelta = field(default_factory=lambda: _seconds("LOOMWORK_SWEEP_S", 15))
    threads: int = field(default_factory=lambda: int(os.environ.get("LOOMWORK_JOB_THREADS", "2")))
    outside_threads: int = 8
    batch: int = 64
    # A group of small jobs shares one commit; it ends after this time, since what it holds is not seen before.
    group: timedelta = timedelta(milliseconds=25)
    # Sooner, yet not at once, when somebody waits for the writer's turn: every group costs a commit.
    group_while_waited_for: timedelta = timedelta(milliseconds=2)
    # While people write too, jobs rest for this many times as long as they worked: answers come first, and what waits
    # in the table is not lost.
    courtesy: float = 3.0
    # Without a backlog, jobs gather for this long after a batch: two commits then serve several of them.
    gathering: timedelta = timedelta(milliseconds=10)
    attempts: int = 12
    deliveries: int = 20
    races: int = 20
    longest_back_off: timedelta = timedelta(minutes=10)
    kept: timedelta = timedelta(days=30)
