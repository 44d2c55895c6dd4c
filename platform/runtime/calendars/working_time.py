"""Working time: which spans of which days people work, how long that is between two moments, and when it has passed.

All hours are local time of a zone; lengths are real seconds, so that a day on which clocks change counts what passed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_ONE_DAY = timedelta(days=1)
# Who adds working time to a moment never looks further ahead than this many days.
_FARTHEST = 20_000

Shift = tuple[int, int]
"""From and until, in minutes of the local day; 1440 is its end."""


@dataclass(frozen=True, slots=True)
class Day:
    """What one date says against its weekday: whether it is worked, and in which hours (None: as on a weekday)."""

    works: bool
    shifts: tuple[Shift, ...] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class WorkingTime:
    """Immutable. `week`: the shifts of Monday to Sunday; `days`: the dates that differ from their weekday.

    A date that is made up on a weekday without hours takes those of the week's first working day.
    """

    zone: ZoneInfo
    week: tuple[tuple[Shift, ...], ...]
    days: Mapping[date, Day]
    _made_up: tuple[Shift, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_made_up", next((shifts for shifts in self.week if shifts), ()))

    def works(self, day: date) -> bool:
        """Whether anybody works on that date."""
        return bool(self.shifts(day))

    def shifts(self, day: date) -> tuple[Shift, ...]:
        """The shifts of a date, in order."""
        usual = self.week[day.weekday()]
        said = self.days.get(day)
        if said is None:
            return usual
        if not said.works:
            return ()
        return said.shifts if said.shifts is not None else usual or self._made_up

    def spans(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """The shifts of a date as moments in UTC."""
        for start, end in self.shifts(day):
            yield self._moment(day, start), self._moment(day, end)

    def between(self, start: datetime, end: datetime) -> timedelta:
        """The working time from `start` to `end`; negative when `end` is earlier."""
        if end < start:
            return -self.between(end, start)
        day, last = (moment.astimezone(self.zone).date() for moment in (start, end))
        total = timedelta()
        while day <= last:
            for begins, ends in self.spans(day):
                total += max(timedelta(), min(ends, end) - max(begins, start))
            day += _ONE_DAY
        return total

    def after(self, start: datetime, length: timedelta) -> datetime:
        """The UTC moment at which `length` of working time has passed since `start`.

        A length that ends with a shift ends there and not when the next begins; no length at all ends at `start`.
        Raises OverflowError where nobody works so long.
        """
        if length <= timedelta():
            return start.astimezone(UTC)
        left = length
        day = start.astimezone(self.zone).date()
        for _ in range(_FARTHEST):
            for begins, ends in self.spans(day):
                from_then = max(begins, start)
                if ends <= from_then:
                    continue
                if left <= ends - from_then:
                    return from_then + left
                left -= ends - from_then
            day += _ONE_DAY
        raise OverflowError("nobody works so long")

    def before(self, end: datetime, length: timedelta) -> datetime:
        """The latest UTC moment from which `length` of working time lies up to `end`; no length at all is `end`.

        Raises OverflowError where nobody works so long.
        """
        left = length
        day = end.astimezone(self.zone).date()
        for _ in range(_FARTHEST if left > timedelta() else 0):
            for begins, ends in reversed(list(self.spans(day))):
                until_then = min(ends, end)
                if until_then <= begins:
                    continue
                if left <= until_then - begins:
                    return until_then - left
                left -= until_then - begins
            day -= _ONE_DAY
        if left > timedelta():
            raise OverflowError("nobody works so long")
        return end.astimezone(UTC)

    def days_after(self, start: datetime, days: int) -> datetime:
        """The same local time so many worked days later, or earlier for a negative number; the day of `start` does not
        count. Raises OverflowError where nobody works so long."""
        local = start.astimezone(self.zone)
        day, left = local.date(), abs(days)
        for _ in range(_FARTHEST):
            if left == 0:
                return datetime.combine(day, local.time(), self.zone).astimezone(UTC)
            day += _ONE_DAY if days > 0 else -_ONE_DAY
            left -= self.works(day)
        raise OverflowError("nobody works so long")

    def _moment(self, day: date, minutes: int) -> datetime:
        days, minutes = divmod(minutes, 1440)
        local = datetime.combine(day + timedelta(days=days), time(minutes // 60, minutes % 60), self.zone)
        return local.astimezone(UTC)
