"""How many duties are due, met in time, late or not at all, by period and by person or department.

Only what is due counts, so that a share does not fall while there is still time.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from ...calendars.periods import Period
from ...context import Context
from ...storage.types import Moment
from .duties import Duties
from .plan import ObligationPlan

STATES = ("on_time", "late", "missing")
# Dimension: the column of the duties.
BY = {"who": "person", "department": "department"}


@dataclass(slots=True)
class Counts:
    """So many duties."""

    on_time: int = 0
    late: int = 0
    missing: int = 0

    @property
    def due(self) -> int:
        return self.on_time + self.late + self.missing

    @property
    def done(self) -> int:
        return self.on_time + self.late

    def add(self, other: "Counts") -> None:
        """Take in the others."""
        for state in STATES:
            setattr(self, state, getattr(self, state) + getattr(other, state))


def counted(
    context: Context,
    connection: sa.Connection,
    obligation: ObligationPlan,
    periods: Sequence[Period],
    by: str | None = None,
    only: Sequence[tuple[str, Any]] = (),
) -> dict[tuple[int, Any], Counts]:
    """(place of the period, value of the dimension `by`) → counts. `only`: as `by`, with the one value that counts.

    Raises NotFound, MetricNotPermitted, LimitExceeded.
    """
    duties = Duties(context, connection, obligation, periods).statement()
    found: dict[tuple[int, Any], Counts] = defaultdict(Counts)
    if duties is None:
        return found
    value = sa.null() if by is None else duties.c[BY[by]]
    narrowed = [duties.c[BY[key]].is_(None) if held is None else duties.c[BY[key]] == held for key, held in only]
    statement = (
        sa.select(duties.c.period, value, duties.c.state, sa.func.count())
        .where(duties.c.due < sa.literal(context.now(), Moment()), *narrowed)
        .group_by(duties.c.period, *([] if by is None else [value]), duties.c.state)
    )
    for period, held, state, number in connection.execute(statement):
        counts = found[period, held]
        setattr(counts, state, getattr(counts, state) + number)
    return found
