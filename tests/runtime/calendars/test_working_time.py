"""Working time against a count minute by minute, and adding it against measuring it."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loomwork.runtime.calendars.working_time import Day, WorkingTime

OFFICE = ((540, 720), (780, 1080))
WEEK = (*[OFFICE] * 5, (), ())
MONDAY = date(2026, 1, 5)


def working(zone: str = "Asia/Shanghai", days: dict[date, Day] | None = None) -> WorkingTime:
    return WorkingTime(ZoneInfo(zone), WEEK, days or {})


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-01-05T09:00", "2026-01-05T18:00", 8),
        ("2026-01-05T11:30", "2026-01-05T13:30", 1),
        ("2026-01-02T17:00", "2026-01-05T10:00", 2),  # over a weekend
        ("2026-01-03T10:00", "2026-01-04T10:00", 0),
        ("2026-01-05T10:00", "2026-01-02T17:00", -2),
    ],
)
def test_only_shifts_count(start: str, end: str, hours: int) -> None:
    assert working().between(at(start), at(end)) == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-01-05T09:00", 3, "2026-01-05T12:00"),  # the end of a shift, not the start of the next
        ("2026-01-05T09:00", 4, "2026-01-05T14:00"),
        ("2026-01-02T17:30", 1, "2026-01-05T09:30"),
        ("2026-01-03T03:00", 0, "2026-01-03T03:00"),
    ],
)
def test_a_length_ends_within_a_shift(start: str, hours: int, end: str) -> None:
    assert working().after(at(start), timedelta(hours=hours)) == at(end)


def test_dates_differ_from_their_weekday() -> None:
    saturday, tuesday, short = date(2026, 1, 10), date(2026, 1, 6), date(2026, 1, 7)
    found = working(days={saturday: Day(True), tuesday: Day(False), short: Day(True, ((540, 600),))})
    assert found.shifts(saturday) == OFFICE
    assert [found.works(day) for day in (MONDAY, tuesday, short)] == [True, False, True]
    assert found.between(at("2026-01-05T18:00"), at("2026-01-07T18:00")) == timedelta(hours=1)


def test_a_night_shift_crosses_midnight() -> None:
    night = WorkingTime(ZoneInfo("Asia/Shanghai"), tuple([((0, 360), (1320, 1440))] * 7), {})
    assert night.between(at("2026-01-05T21:00"), at("2026-01-06T07:00")) == timedelta(hours=8)
    assert night.after(at("2026-01-05T23:00"), timedelta(hours=2)) == at("2026-01-06T01:00")


def test_a_day_on_which_clocks_change_counts_what_passed() -> None:
    all_day = WorkingTime(ZoneInfo("Europe/Berlin"), tuple([((0, 1440),)] * 7), {})
    start = datetime(2026, 3, 28, 23, tzinfo=UTC)
    assert all_day.between(start, datetime(2026, 3, 29, 22, tzinfo=UTC)) == timedelta(hours=23)


def test_where_nobody_works_no_length_passes() -> None:
    with pytest.raises(OverflowError):
        WorkingTime(ZoneInfo("UTC"), ((),) * 7, {}).after(at("2026-01-05T09:00"), timedelta(hours=1))


_shift = st.tuples(st.integers(0, 10), st.integers(1, 12)).map(lambda pair: (pair[0] * 60, (pair[0] + pair[1]) * 60))
_shifts = st.one_of(st.just(()), _shift.map(lambda one: (one,)), st.just(OFFICE))
_weeks = st.tuples(*[_shifts] * 7)
_days = st.dictionaries(
    st.dates(date(2026, 3, 20), date(2026, 4, 5)), st.one_of(st.just(Day(False)), st.just(Day(True, OFFICE)))
)
_moments = st.timedeltas(timedelta(), timedelta(days=16)).map(lambda passed: datetime(2026, 3, 20, tzinfo=UTC) + passed)


@given(
    week=_weeks,
    days=_days,
    zone=st.sampled_from(["Asia/Shanghai", "Europe/Berlin"]),
    moments=st.tuples(_moments, _moments),
)
def test_as_if_counted_minute_by_minute(
    week: tuple[tuple[tuple[int, int], ...], ...], days: dict[date, Day], zone: str, moments: tuple[datetime, datetime]
) -> None:
    start, end = (moment.replace(second=0, microsecond=0) for moment in sorted(moments))
    found = WorkingTime(ZoneInfo(zone), week, days)
    count, moment = 0, start
    while moment < end:
        local = moment.astimezone(found.zone)
        minute = local.hour * 60 + local.minute
        count += any(begins <= minute < ends for begins, ends in found.shifts(local.date()))
        moment += timedelta(minutes=1)
    assert found.between(start, end) == timedelta(minutes=count)


@given(
    week=_weeks.filter(any), days=_days, start=_moments, length=st.timedeltas(timedelta(seconds=1), timedelta(hours=60))
)
def test_what_was_added_has_passed_and_not_before(
    week: tuple[tuple[tuple[int, int], ...], ...], days: dict[date, Day], start: datetime, length: timedelta
) -> None:
    found = WorkingTime(ZoneInfo("Asia/Shanghai"), week, days)
    end = found.after(start, length)
    assert found.between(start, end) == length
    assert found.between(start, end - timedelta(microseconds=1)) < length


@given(start=_moments, seconds=st.integers(0, 400_000))
def test_before_looks_back_as_far_as_was_worked(start: datetime, seconds: int) -> None:
    length = timedelta(seconds=seconds)
    found = working().before(start, length)

    assert working().between(found, start) == length
    assert working().after(found, length) <= start
