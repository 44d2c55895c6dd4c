"""The clock in the database against working time measured shift by shift: moments, days, several calendars, zones."""

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from loomwork.runtime.calendars import CalendarPlan, compile_calendar
from loomwork.runtime.context import Context
from loomwork.runtime.definitions import Definition, plan_cache
from loomwork.runtime.metrics.working_clock import working_time
from loomwork.runtime.storage.number_rows import number_rows

OFFICE = [["09:00", "12:00"], ["13:00", "18:00"]]
NIGHT = [["00:00", "06:30"], ["22:00", "24:00"]]
ODD = {"monday": [["08:30", "08:37"]], "saturday": [["00:00", "24:00"]], "sunday": NIGHT}
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def moment(seconds: int) -> datetime:
    return EPOCH + timedelta(seconds=seconds)


def calendar(key: str, zone: str, hours: dict[str, Any], **more: Any) -> CalendarPlan:
    document = {"kind": "calendar", "key": key, "title": key, "hours": hours} | more
    return compile_calendar(Definition("w", "calendar", key, 1, "", document), zone)


WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday")
CALENDARS = [
    calendar("office", "Asia/Shanghai", dict.fromkeys(WEEK, OFFICE), holidays="CN"),
    calendar("night", "America/New_York", dict.fromkeys(WEEK, NIGHT)),
    calendar("odd", "Asia/Kathmandu", ODD, days={"2026-02-17": {"works": True, "hours": [["10:00", "10:01"]]}}),
]


def read(context: Context, rows: list[tuple[int, int, int]], unit: str, days: bool) -> list[int]:
    """The clock's answers, in order; v_0 is what the rows are told apart by, too."""
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
        numbered = [(place, *row) for place, row in enumerate(rows)]
        given = number_rows(connection.dialect.name, ("place", "v_0", "v_1", "v_2"), numbered).subquery()
        measured = working_time(connection, plans, CALENDARS, given, unit, days)
        return list(connection.execute(sa.select(measured.c.v_0).order_by(measured.c.place)).scalars())


def in_days(plan: CalendarPlan, at: datetime) -> int:
    """The parts of working days since December 2025, each day's to the second it is at."""
    day, parts = date(2025, 12, 1), 0
    while day <= at.astimezone(plan.working.zone).date():
        spans = list(plan.working.spans(day))
        whole = sum(int((end - start).total_seconds()) for start, end in spans)
        over = sum(int((max(start, min(end, at)) - start).total_seconds()) for start, end in spans)
        parts += over * 86_400 // whole if whole else 0
        day += timedelta(days=1)
    return parts


def test_what_passed_between_two_moments_is_what_the_shifts_between_them_hold(context: Context) -> None:
    source = random.Random(7)
    first = int((datetime(2025, 12, 20, tzinfo=UTC) - EPOCH).total_seconds())
    rows = []
    for _ in range(200):
        begun, lasts = first + source.randrange(90 * 86_400), source.randrange(60 * 86_400)
        rows.append((begun, begun + source.choice([0, 1, 3600, 86_400, lasts]), source.randrange(3)))
    moments = [(moment(begun), moment(done), CALENDARS[one]) for begun, done, one in rows]

    wanted = [plan.working.between(start, end).total_seconds() for start, end, plan in moments]
    assert read(context, rows, "hour", False) == wanted
    wanted = [in_days(plan, end) - in_days(plan, start) for start, end, plan in moments[:60]]
    assert read(context, rows[:60], "day", False) == wanted


def test_from_day_to_day_count_the_working_days_the_first_included_and_the_last_not(context: Context) -> None:
    def seconds(text: str) -> int:
        return (date.fromisoformat(text) - date(1970, 1, 1)).days * 86_400

    pairs = [
        ("2026-01-05", "2026-01-06", 1),
        ("2026-01-09", "2026-01-12", 1),  # over a weekend
        ("2026-01-10", "2026-01-12", 0),
        ("2026-02-13", "2026-02-25", 3),  # the Spring Festival, with the Saturday that is made up before it
        ("2026-12-28", "2027-01-04", 4),  # week 53
    ]
    rows = [(seconds(begun), seconds(done), 0) for begun, done, _ in pairs]

    assert read(context, rows, "day", True) == [days * 86_400 for _, _, days in pairs]
    assert read(context, rows, "hour", True) == [days * 28_800 for _, _, days in pairs]


@pytest.mark.parametrize("rows", [[], [(0, 86_400, 0)], [(-10, 7_258_118_400, 0)]])
def test_beyond_the_years_of_calendars_there_is_no_working_time(rows: Any, context: Context) -> None:
    assert read(context, rows, "hour", False) == [None] * len(rows)
