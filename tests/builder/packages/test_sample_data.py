"""Sample data that says its last day is shown as of now."""

from datetime import date

from loomwork.builder.packages.sample_data import brought_near

ROWS = [{"day": "2025-12-29", "at": "2025-12-31 09:30", "name": "2025-12-31 号", "note": "见 2025-12-31"}]


def test_days_come_near_today_by_whole_weeks_and_never_ahead_of_it() -> None:
    (row,) = brought_near(ROWS, date(2025, 12, 31), date(2026, 11, 26))
    assert (row["day"], row["at"]) == ("2026-11-23", "2026-11-25 09:30")
    assert date.fromisoformat(row["day"]).weekday() == date(2025, 12, 29).weekday()
    assert row["note"] == "见 2025-12-31"


def test_what_is_near_already_stays_and_what_is_ahead_goes_back() -> None:
    assert brought_near(ROWS, date(2025, 12, 31), date(2026, 1, 6)) == ROWS
    (row,) = brought_near(ROWS, date(2025, 12, 31), date(2025, 12, 30))
    assert row["at"] == "2025-12-24 09:30"
