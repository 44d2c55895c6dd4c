"""Ranges of days: in order, as long as allowed, read with the words people put between."""

import datetime as dt

import pytest

from tests.runtime.fields.loading import ready, refused


@pytest.mark.parametrize(
    "cell",
    [
        "2026-01-05/2026-01-09",
        "2026-01-05 至 2026-01-09",
        "2026/1/5 - 2026/1/9",
        "2026年1月5日到2026年1月9日",
        "2026-01-05~2026-01-09",
        "2026-01-05 to 2026-01-09",
    ],
)
def test_two_days_are_read_with_what_stands_between(cell: str) -> None:
    type_, settings = ready("date_range")
    assert type_.read_cell(cell, settings) == "2026-01-05/2026-01-09"


def test_one_day_is_a_range_too() -> None:
    type_, settings = ready("date_range")
    assert type_.read_cell(dt.date(2026, 1, 5), settings) == "2026-01-05/2026-01-05"
    assert type_.read_cell("2026-01-05", settings) == "2026-01-05/2026-01-05"


def test_a_range_is_no_longer_than_allowed() -> None:
    type_, settings = ready("date_range", most_days=5)
    assert type_.load("2026-01-05/2026-01-09", settings)
    assert refused("date_range", "2026-01-05/2026-01-10", most_days=5) == "Enter a range of up to 5 days"
