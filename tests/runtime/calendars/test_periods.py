"""Periods: every day lies in just one of each unit, keys are read back, weeks are ISO's, zones move the ends."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loomwork.runtime.calendars.periods import (
    UNITS,
    Period,
    before,
    period_of,
    range_of,
    read_period,
    series,
    year_before,
)
from loomwork.runtime.errors import InvalidValue

DAYS = st.dates(date(1901, 1, 1), date(2199, 12, 31))


@given(DAYS, st.sampled_from(UNITS))
def test_a_period_holds_its_day_touches_the_one_before_and_is_named_by_its_key(day: date, unit: str) -> None:
    period = period_of(unit, day)

    assert period.first <= day < period.after
    assert period_of(unit, period.after).first == period.after
    assert before(period).after == period.first
    assert read_period(period.key, date(2026, 1, 1)) == period


@given(DAYS)
def test_weeks_run_from_monday_to_sunday_and_are_numbered_as_iso_does(day: date) -> None:
    week = period_of("week", day)

    assert week.first.weekday() == 0
    assert week.after - week.first == timedelta(weeks=1)
    year, number, _ = day.isocalendar()
    assert week.key == f"{year}-W{number:02}"


def test_the_last_days_of_a_year_may_belong_to_week_53() -> None:
    week = period_of("week", date(2027, 1, 1))

    assert week.key == "2026-W53"
    assert (week.first, week.after) == (date(2026, 12, 28), date(2027, 1, 4))
    assert year_before(week) is None
    assert before(week).key == "2026-W52"
    assert year_before(before(week)) == period_of("week", date(2025, 12, 22))


def test_the_same_period_a_year_ago() -> None:
    assert year_before(read_period("2026-Q3", date.min)) == read_period("2025-Q3", date.min)
    assert year_before(read_period("2026-H2", date.min)) == read_period("2025-H2", date.min)
    assert year_before(read_period("2028-02-29", date.min)) is None
    assert year_before(range_of(date(2028, 2, 29), date(2028, 3, 1))) == range_of(date(2027, 2, 28), date(2027, 3, 1))


def test_a_range_holds_both_its_days_and_the_one_before_is_as_long() -> None:
    period = read_period("2026-01-05..2026-01-20", date.min)

    assert (period.first, period.after) == (date(2026, 1, 5), date(2026, 1, 21))
    assert before(period) == range_of(date(2025, 12, 20), date(2026, 1, 4))


def test_a_unit_alone_means_the_one_that_runs_and_a_series_ends_with_it() -> None:
    period = read_period("month", date(2026, 3, 31))

    assert [one.key for one in series(period, 4)] == ["2025-12", "2026-01", "2026-02", "2026-03"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-13",
        "2026-00",
        "2026-W54",
        "2025-W53",
        "2026-02-30",
        "2026-Q5",
        "2026-H3",
        "1776",
        "9999",
        "2026-01-20..2026-01-05",
        "fortnight",
        "２０２６",
    ],
)
def test_what_is_no_period_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(InvalidValue) as error:
        read_period(text, date(2026, 1, 1))
    assert "2026-Q1" in error.value.sentence("zh-CN")


def test_moments_follow_the_zone_also_where_clocks_change() -> None:
    month = read_period("2026-03", date.min)

    assert month.moments("Asia/Shanghai") == (
        datetime(2026, 2, 28, 16, tzinfo=UTC),
        datetime(2026, 3, 31, 16, tzinfo=UTC),
    )
    day = Period("day", "2026-03-29", date(2026, 3, 29), date(2026, 3, 30))
    first, after = day.moments("Europe/Berlin")
    assert after - first == timedelta(hours=23)
