"""The clock of working time: how much people had worked by a moment, as SQL over a small table of days.

Each day of UTC that a question touches has a row: what had been worked when it began, and its pattern, the pieces of
shifts in it. What passed between two moments is the difference of two readings, found by two joins on equal days; no
function of a database cuts time, so both give the same whole numbers. Read in days, a working day is 86,400 parts
however long it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from ..calendars import CalendarPlan, WorkingTime
from ..definitions import Plans
from ..storage.number_rows import number_rows

_DAY = 86_400
_ONE = timedelta(days=1)
_EPOCH = date(1970, 1, 1)
# Years that calendars reach; what lies beyond them has no working time.
_FIRST, _LAST = 1990, 2100

Element = sa.ColumnElement[Any]


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a shift within one day of UTC: `starts` in seconds of that day, `lasts` seconds; `before` of the `whole`
    working day, in seconds, are over by then. Read in seconds, before and whole are 0."""

    starts: int
    lasts: int
    before: int = 0
    whole: int = 0

    def worked(self, seconds: Any) -> Any:
        """What the clock moves in so many seconds of the piece, an int or SQL."""
        if not self.whole:
            return seconds
        return (self.before + seconds) * _DAY // self.whole - self.before * _DAY // self.whole


def working_time(
    connection: sa.Connection,
    plans: Plans,
    calendars: Sequence[CalendarPlan],
    rows: sa.Subquery,
    unit: str,
    days: bool,
) -> sa.Subquery:
    """`rows` with the working time from v_0 to v_1 as their only value, v_0: in seconds, or in parts of working days
    where the unit is "day". v_0 and v_1 are seconds since 1970, of days (`days`) those of their midnight; v_2 is the
    number of the calendar."""
    begun, done, calendar = rows.c.v_0, rows.c.v_1, rows.c.v_2
    kept = [column for column in rows.c if not column.key.startswith("v_")]
    span = sa.select(sa.func.min(begun), sa.func.max(done)).where(begun.is_not(None), done.is_not(None))
    first, last = connection.execute(span).one()
    if first is None:
        return sa.select(*kept, sa.cast(sa.null(), sa.BigInteger).label("v_0")).subquery("measured")
    # Whole years, so that few tables are made for a published state.
    years = max(_day(first).year, _FIRST), min(_day(last).year, _LAST)
    name = ("working clock", tuple(one.key for one in calendars), years, unit == "day", days)
    table = plans.once(name, lambda: _Table([one.working for one in calendars], years, unit == "day", days))
    listed = number_rows(connection.dialect.name, ("day", "worked", "pattern"), table.rows).subquery()
    clock = sa.select(listed).cte("clock")
    joined: Any = rows
    readings = []
    for moment, end in ((begun, clock.alias("begun")), (done, clock.alias("done"))):
        second = moment - table.origin
        key = calendar * table.length + second // _DAY
        inside = sa.and_(second >= 0, second < table.length * _DAY, end.c.day == key)
        joined = joined.join(end, inside, isouter=True)
        readings.append(end.c.worked + table.within(end.c.pattern, second % _DAY))
    worked = sa.type_coerce(readings[1] - readings[0], sa.BigInteger)
    return sa.select(*kept, worked.label("v_0")).select_from(joined).subquery("measured")


class _Table:
    """The days of some years of all calendars, one after the other."""

    def __init__(
        self, calendars: Sequence[WorkingTime], years: tuple[int, int], in_days: bool, whole_days: bool
    ) -> None:
        since, until = date(years[0], 1, 1), date(max(years) + 1, 1, 1)
        self.origin = (since - _EPOCH).days * _DAY
        self.length = (until - since).days
        self._patterns: dict[tuple[Piece, ...], int] = {(): 0}
        self.rows: list[tuple[int, int, int]] = []
        for number, working in enumerate(calendars):
            total = 0
            by_day = _pieces(working, since, until, in_days, whole_days)
            for place in range(self.length):
                pieces = by_day.get(since + place * _ONE, ())
                # Days are read at their beginning only.
                pattern = 0 if whole_days else self._patterns.setdefault(pieces, len(self._patterns))
                self.rows.append((number * self.length + place, total, pattern))
                total += sum(piece.worked(piece.lasts) for piece in pieces)

    def within(self, pattern: Element, second: Element) -> Element:
        """What the clock moves from the beginning of a day to that second of it."""
        cases = []
        for pieces, number in self._patterns.items():
            moved = [piece.worked(_passed(piece, second)) for piece in pieces]
            if moved:
                cases.append((pattern == number, sum(moved[1:], moved[0])))
        return sa.case(*cases, else_=0) if cases else sa.literal(0)


def _passed(piece: Piece, second: Element) -> Element:
    """How many seconds of the piece are over."""
    after = sa.type_coerce(second - piece.starts, sa.BigInteger)
    return sa.case((after <= 0, 0), (after >= piece.lasts, piece.lasts), else_=after)


def _pieces(
    working: WorkingTime, since: date, until: date, in_days: bool, whole_days: bool
) -> dict[date, tuple[Piece, ...]]:
    """By day of UTC; of days that are read at their beginning, by local day."""
    found: dict[date, list[Piece]] = {}
    day = since - _ONE
    while day <= until:
        spans = list(working.spans(day))
        whole = sum(_seconds(begins, ends) for begins, ends in spans)
        before = 0
        for begins, ends in spans:
            for start, end in _cut(begins, ends):
                lasts = _seconds(start, end)
                second = start.hour * 3600 + start.minute * 60 + start.second
                piece = Piece(second, lasts, before, whole) if in_days else Piece(second, lasts)
                found.setdefault(day if whole_days else start.date(), []).append(piece)
                before += lasts
        day += _ONE
    return {day: tuple(pieces) for day, pieces in found.items()}


def _cut(begins: datetime, ends: datetime) -> Iterator[tuple[datetime, datetime]]:
    """A shift cut where a day of UTC ends."""
    while begins < ends:
        midnight = datetime.combine(begins.date() + _ONE, datetime.min.time(), UTC)
        yield begins, min(ends, midnight)
        begins = midnight


def _seconds(start: datetime, end: datetime) -> int:
    return int((end - start).total_seconds())


def _day(seconds: int) -> date:
    return _EPOCH + timedelta(days=int(seconds) // _DAY)
