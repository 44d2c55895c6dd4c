"""Durations: one text for one length, typed in both languages, sorted by length."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loomwork.runtime.fields import Reader
from loomwork.runtime.storage.types import duration_text, load_duration
from tests.runtime.fields.loading import ready, refused

UTC = ZoneInfo("UTC")


@given(st.integers(0, 3600 * 999_999), st.sampled_from(["zh-CN", "en"]), st.sampled_from(["hour", "day"]))
def test_what_people_read_is_imported_as_the_same_length(seconds: int, locale: str, largest: str) -> None:
    type_, settings = ready("duration", largest=largest)
    stored = duration_text(seconds)
    assert load_duration(stored) == seconds
    shown = type_.text(stored, settings, Reader(locale, UTC))
    assert type_.load(type_.read_cell(shown, settings), settings) == stored


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1h30m", "PT1H30M"),
        ("1小时30分", "PT1H30M"),
        ("1.5 小时", "PT1H30M"),
        ("1:30", "PT1H30M"),
        ("90 min", "PT1H30M"),
        ("2天", "PT48H"),
        (dt.timedelta(minutes=90), "PT1H30M"),
        ("一会儿", "一会儿"),
        ("90", "90"),
    ],
)
def test_a_cell_holds_a_duration_in_many_ways(cell: object, value: str) -> None:
    type_, settings = ready("duration")
    assert type_.read_cell(cell, settings) == value


def test_one_length_is_one_text() -> None:
    type_, settings = ready("duration")
    assert {type_.load(raw, settings) for raw in ("PT90M", "PT1H30M", "PT5400S")} == {"PT1H30M"}
    assert type_.load("P1DT2H", settings) == "PT26H"


def test_bounds_are_told() -> None:
    assert refused("duration", "PT5M", minimum="PT15M") == "Enter at least 15 min"
    assert refused("duration", "PT9H", maximum="PT8H") == "Enter at most 8 h"
