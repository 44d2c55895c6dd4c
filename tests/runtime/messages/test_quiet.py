"""Quiet hours hold back until they end, over midnight and over days off; digests go out at their times."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loomwork.runtime.calendars import WorkingTime
from loomwork.runtime.messages.quiet import Quiet, held_until, next_digest

ZONE = ZoneInfo("Asia/Shanghai")
WEEK = WorkingTime(ZONE, tuple(((540, 1080),) if day < 5 else () for day in range(7)), {})
NIGHT = Quiet(time(20), time(8))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-01-05T10:00", "2026-01-05T10:00"),
        ("2026-01-05T19:59", "2026-01-05T19:59"),
        ("2026-01-05T20:00", "2026-01-06T08:00"),
        ("2026-01-06T03:00", "2026-01-06T08:00"),
        ("2026-01-09T21:00", "2026-01-12T08:00"),  # Friday evening
        ("2026-01-11T12:00", "2026-01-12T08:00"),  # Sunday
    ],
)
def test_what_is_quiet_waits_until_it_ends(moment: str, said: str) -> None:
    assert held_until(at(moment), NIGHT, WEEK) == at(said)


def test_without_days_off_a_sunday_noon_is_not_quiet() -> None:
    sunday = at("2026-01-11T12:00")
    assert held_until(sunday, Quiet(time(20), time(8), days_off=False), WEEK) == sunday


def test_where_nobody_ever_works_nothing_is_held_for_ever() -> None:
    never = WorkingTime(ZONE, ((),) * 7, {})
    assert held_until(at("2026-01-05T12:00"), NIGHT, never) == at("2026-01-05T12:00")


@given(st.integers(0, 60 * 24 * 365), st.times(), st.times(), st.booleans())
def test_it_is_never_said_early_nor_in_quiet_hours(minutes: int, starts: time, ends: time, days_off: bool) -> None:
    moment, quiet = at("2026-01-01") + timedelta(minutes=minutes), Quiet(starts, ends, days_off)
    said = held_until(moment, quiet, WEEK)
    assert said >= moment
    assert held_until(said, quiet, WEEK) == said


@pytest.mark.parametrize(
    ("moment", "times", "said"),
    [
        ("2026-01-05T08:00", [time(9), time(17)], "2026-01-05T09:00"),
        ("2026-01-05T09:00", [time(17), time(9)], "2026-01-05T17:00"),
        ("2026-01-05T18:00", [time(9)], "2026-01-06T09:00"),
        ("2026-01-05T09:15", [], "2026-01-05T10:00"),
    ],
)
def test_digests_go_out_at_their_times(moment: str, times: list[time], said: str) -> None:
    assert next_digest(at(moment), times, WEEK) == at(said)
    assert next_digest(at(moment), times, WEEK) - at(moment) <= timedelta(days=1)
