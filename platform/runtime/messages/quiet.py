"""Quiet hours and digests: when what need not be said at once is said. Pure arithmetic in a workspace's zone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from ..calendars import WorkingTime

_ONE_DAY = timedelta(days=1)
_FARTHEST = 400


@dataclass(frozen=True, slots=True)
class Quiet:
    """From `starts` until `ends` o'clock, over midnight when it ends earlier; with `days_off` also all day when nobody
    works."""

    starts: time
    ends: time
    days_off: bool = True


def held_until(moment: datetime, quiet: Quiet, working: WorkingTime) -> datetime:
    """The first moment from `moment` on that is not quiet; the moment itself when it is not."""
    local = moment.astimezone(working.zone)
    for _ in range(_FARTHEST):
        day = local.date()
        if quiet.days_off and not working.works(day):
            local = _at(day + _ONE_DAY, time(0), working)
        elif (over := _over(local, quiet)) is not None:
            local = _at(over, quiet.ends, working)
        else:
            return local.astimezone(UTC) if local != moment else moment
    return moment  # a calendar on which nobody ever works holds nothing back


def next_digest(moment: datetime, times: Sequence[time], working: WorkingTime) -> datetime:
    """The first moment after `moment` at which digests go out. Without times that is the next full hour."""
    local = moment.astimezone(working.zone)
    if not times:
        return (local.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)).astimezone(UTC)
    today = [_at(local.date(), one, working) for one in sorted(times)]
    tomorrow = _at(local.date() + _ONE_DAY, min(times), working)
    return next((one for one in today if one > local), tomorrow).astimezone(UTC)


def _over(local: datetime, quiet: Quiet) -> date | None:
    """The day on which the quiet span that `local` lies in ends; None outside of one."""
    now = local.time()
    if quiet.starts <= quiet.ends:
        return local.date() if quiet.starts <= now < quiet.ends else None
    if now >= quiet.starts:
        return local.date() + _ONE_DAY
    return local.date() if now < quiet.ends else None


def _at(day: date, clock: time, working: WorkingTime) -> datetime:
    return datetime.combine(day, clock, working.zone)
