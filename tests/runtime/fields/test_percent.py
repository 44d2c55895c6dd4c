"""Percent: typed as 12.5%, kept as the ratio 0.125, exactly."""

from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loomwork.runtime.fields import Reader
from tests.runtime.fields.loading import ready, refused

READER = Reader("en", ZoneInfo("UTC"))


@given(st.decimals(-9999, 9999, places=4))
def test_the_text_people_read_is_imported_as_the_same_ratio(ratio: Decimal) -> None:
    type_, settings = ready("percent")
    text = type_.text(ratio, settings, READER)
    assert type_.load(type_.read_cell(text, settings), settings) == ratio
    assert type_.load(type_.dump(ratio, settings), settings) == ratio


@pytest.mark.parametrize(
    ("typed", "ratio"), [("12.5%", "0.125"), ("12.5 ％", "0.125"), ("100%", "1"), ("-3%", "-0.03")]
)
def test_a_percent_sign_is_understood(typed: str, ratio: str) -> None:
    type_, settings = ready("percent")
    assert type_.load(typed, settings) == Decimal(ratio)


def test_a_spreadsheets_number_is_a_ratio_unless_settings_say_percent() -> None:
    type_, settings = ready("percent")
    assert type_.read_cell(0.125, settings) == "0.125"
    type_, settings = ready("percent", cells="percent")
    assert type_.read_cell(12.5, settings) == "0.125"
    assert type_.load(type_.read_cell("12.5", settings), settings) == Decimal("0.125")
    assert type_.load(type_.read_cell("12.5%", settings), settings) == Decimal("0.125")


def test_bounds_are_told_in_percent() -> None:
    assert refused("percent", "1.01", maximum="1") == "Enter a number of at most 100%"


def test_a_formulas_result_is_rounded_to_its_places() -> None:
    type_, settings = ready("percent", places=1)
    assert type_.settle(Decimal("0.12345"), settings) == Decimal("0.123")
