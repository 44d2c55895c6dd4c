"""Limits at work: when each comes due by its clock, and when it comes again.

A timer of working time keeps what it was counted from, so that it is counted again when a calendar changes. What was
missed while nothing ran is done once: the next time is the first that is still ahead.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from ...calendars import CalendarPlan, after, before, calendar_of, calendar_plan, working_after, working_before
from ...people import organisation_of
from ..definition.limits import Limit
from ..node import CLOCKS
from .run import NodeRun
from .state import Counted, Timer
from .unit import Unit

_WALL = CLOCKS[0]
_LIMIT = "limit:"


def limit_phase(key: str, number: int) -> str:
    """What the instance is doing when a limit fires for the `number`-th time; names its messages too."""
    return f"{_LIMIT}{key}" + (f"#{number}" if number > 1 else "")


def limit_of(limits: Sequence[Limit], phase: str) -> tuple[Limit | None, int]:
    """The limit that fires, of `limit_phase`, and its number; None where the instance does something else."""
    if not phase.startswith(_LIMIT):
        return None, 1
    key, _, number = phase.removeprefix(_LIMIT).partition("#")
    return next(one for one in limits if one.key == key), int(number or 1)


def limit_key(phase: str) -> str | None:
    """The limit that `limit_phase` names; None where the instance does something else."""
    return phase.removeprefix(_LIMIT).partition("#")[0] if phase.startswith(_LIMIT) else None


def first_timers(
    unit: Unit,
    run: NodeRun,
    limits: Sequence[Limit],
    persons: Sequence[str],
    *,
    since: datetime | None = None,
    keeps: bool = False,
) -> list[Timer]:
    """The timers of a visit that began at `since` (now) and asks `persons`; a limit of a field that is empty has none.
    `keeps`: each knows what it was counted from."""
    found = (_timer(unit, run, limit, since or unit.now, persons, keeps) for limit in limits)
    return [timer for timer in found if timer is not None]


def next_timer(unit: Unit, limits: Sequence[Limit], fired: Timer) -> Timer | None:
    """When the limit that has fired does so next, where it comes again; of a step that is outdated it does not."""
    counted = fired.counted
    times = next((limit.times for limit in limits if limit.key == fired.key), 1)
    if counted is None or counted.every is None or fired.number >= times:
        return None
    place, due = fired.place, fired.due
    while due <= unit.now:
        place, due = place + 1, _further(unit, counted, due)
    return Timer(fired.key, due, fired.until, fired.number + 1, place, counted)


def counted_again(unit: Unit, timer: Timer) -> Timer:
    """The timer by the calendar as it stands; itself where nothing is otherwise."""
    counted = timer.counted
    if counted is None or counted.calendar is None:
        return timer
    due = _due(unit, counted)
    for _ in range(timer.place - 1):
        due = _further(unit, counted, due)
    return timer if due == timer.due else replace(timer, due=due, again=unit.instance.revision)


def _timer(
    unit: Unit, run: NodeRun, limit: Limit, entered: datetime, persons: Sequence[str], keeps: bool
) -> Timer | None:
    since = entered if limit.of is None else _moment(unit, run.about.get(limit.of))
    if since is None:
        return None
    working = limit.clock != _WALL
    counted = Counted(
        since=since,
        length=run.duration(limit.after),
        ahead=limit.ahead,
        every=None if limit.every is None else run.duration(limit.every),
        calendar=_calendar(unit, persons).key if working else None,
    )
    kept = counted if keeps or working or counted.every else None
    return Timer(limit.key, _due(unit, counted), limit.until, counted=kept)


def _due(unit: Unit, counted: Counted) -> datetime:
    if counted.calendar is None:
        way = before if counted.ahead else after
        return way(counted.since, counted.length, unit.context.workspace.zone)
    working = _plan(unit, counted.calendar).working
    return (working_before if counted.ahead else working_after)(counted.since, counted.length, working)


def _further(unit: Unit, counted: Counted, due: datetime) -> datetime:
    assert counted.every is not None
    if counted.calendar is None:
        return after(due, counted.every, unit.context.workspace.zone)
    return working_after(due, counted.every, _plan(unit, counted.calendar).working)


def _calendar(unit: Unit, persons: Sequence[str]) -> CalendarPlan:
    """The calendar of those who are asked, where all go by the same one; else the company's."""
    found = {plan.key: plan for plan in _calendars(unit, persons)}
    return found.popitem()[1] if len(found) == 1 else calendar_plan(unit.context.workspace, unit.plans)


def _calendars(unit: Unit, persons: Sequence[str]) -> Iterator[CalendarPlan]:
    workspace = unit.context.workspace
    organisation = organisation_of(workspace, unit.tx.connection)
    for person in persons:
        department = organisation.department(person, unit.now)
        above = organisation.above(department, unit.now) if department else ()
        yield calendar_of(workspace, unit.plans, above)


def _plan(unit: Unit, key: str) -> CalendarPlan:
    """The calendar, or the company's where it was withdrawn meanwhile."""
    workspace = unit.context.workspace
    known = unit.plans.find("calendar", workspace.namespace, key)
    return calendar_plan(workspace, unit.plans, key) if known else calendar_plan(workspace, unit.plans)


def _moment(unit: Unit, value: date | datetime | None) -> datetime | None:
    """A day begins where the workspace's people live."""
    if value is None or isinstance(value, datetime):
        return value
    return datetime.combine(value, time(), ZoneInfo(unit.context.workspace.zone))
