"""Rows of build/bench.json, and two servers measured by turns so that a passing load hits both or neither."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from tests.bench import load, servers
from tests.bench.servers import Served

# Many short turns rather than a few long ones: the median of their ratios survives what else the machine does.
_TURNS = 9


@dataclass(frozen=True)
class Row:
    """One line. `ratio` is ours ÷ yardstick; rows without a yardstick compare with `target`.

    `cpu_ms`: what a request and the work it left behind cost the servers' processes, ours and the yardstick's; load on
    the machine disturbs it least.
    """

    name: str
    ours: float
    yardstick: float | None
    unit: str
    target: str
    holds: bool
    ratio: float | None = None
    cpu_ms: tuple[float, float] | None = None

    def dump(self) -> dict[str, object]:
        """The row as JSON."""
        return {
            "name": self.name,
            "ours": round(self.ours, 2),
            "yardstick": None if self.yardstick is None else round(self.yardstick, 2),
            "unit": self.unit,
            "ratio": None if self.ratio is None else round(self.ratio, 2),
            "target": self.target,
            "holds": self.holds,
            "cpu_ms": self.cpu_ms and [round(one, 2) for one in self.cpu_ms],
        }


@dataclass(frozen=True)
class Side:
    """A server, what it is asked by number, and the status that it should answer."""

    served: Served
    request: Callable[[int], bytes]
    status: bytes


@dataclass(frozen=True)
class Compared:
    """Medians over the turns; `ratio` is the median of the turns' own ratios."""

    ours: load.Measured
    yardstick: load.Measured
    ratio: float
    cpu_ms: tuple[float, float]


def compared(ours: Side, theirs: Side, clients: int, count: int) -> Compared:
    """Turns of `count` requests over `clients` connections, each side going first in every other turn."""
    for side in (ours, theirs):
        load.run(side.served.port, clients, count, side.request, status=side.status)
    found: dict[Side, list[load.Measured]] = {ours: [], theirs: []}
    spent = dict.fromkeys(found, 0.0)
    for turn in range(_TURNS):
        for side in (ours, theirs) if turn % 2 else (theirs, ours):
            before = servers.cpu_s(side.served.pid)
            found[side].append(load.run(side.served.port, clients, count, side.request, status=side.status))
            servers.settle(side.served.pid)
            spent[side] += servers.cpu_s(side.served.pid) - before
    ratios = [mine.per_second / yard.per_second for mine, yard in zip(found[ours], found[theirs], strict=True)]
    per_request = 1000 / (_TURNS * count)
    cpu_ms = (spent[ours] * per_request, spent[theirs] * per_request)
    return Compared(_medians(found[ours]), _medians(found[theirs]), median(ratios), cpu_ms)


def _medians(turns: list[load.Measured]) -> load.Measured:
    return load.Measured(
        median(one.per_second for one in turns),
        median(one.p99_ms for one in turns),
        sum(one.failures for one in turns),
    )
