"""Times of day as cells hold them and people type them."""

import datetime as dt

import pytest

from tests.runtime.fields.loading import ready, refused


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("9:05", "09:05"),
        ("9点5分", "09:05"),
        ("下午3:20", "15:20"),
        ("3:20 PM", "15:20"),
        ("12:30 am", "00:30"),
        ("9点", "09:00"),
        (dt.time(9, 5), "09:05"),
        (dt.datetime(2026, 1, 5, 9, 5, tzinfo=dt.UTC), "09:05"),
        ("九点", "九点"),
    ],
)
def test_a_cell_holds_a_time_in_many_ways(cell: object, value: str) -> None:
    type_, settings = ready("time")
    assert type_.read_cell(cell, settings) == value


def test_seconds_only_where_asked_for_and_one_time_is_one_text() -> None:
    type_, settings = ready("time", seconds=True)
    assert type_.load("09:05:30", settings) == "09:05:30"
    assert type_.load("09:05:00", settings) == "09:05"
    refused("time", "09:05:30")
