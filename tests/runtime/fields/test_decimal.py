"""Exact numbers: no float comes in, formulas are rounded half away from zero, fewer places lose no digit kept."""

from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loomwork.runtime.errors import InvalidValue
from loomwork.runtime.fields import Reader
from tests.runtime.fields.loading import ready, refused

UTC = ZoneInfo("UTC")


@given(st.decimals(-999_999_999_999, 999_999_999_999, places=4))
def test_what_is_shown_is_what_was_kept(number: Decimal) -> None:
    type_, settings = ready("decimal", places=4)
    assert type_.load(type_.dump(number, settings), settings) == number
    assert type_.read_cell(type_.dump(number, settings), settings) == type_.dump(number, settings)


def test_fewer_places_later_do_not_hide_digits_kept_before() -> None:
    type_, settings = ready("decimal", places=1, unit="kg")
    assert type_.dump(Decimal("1.250000"), settings) == "1.25"
    assert type_.text(Decimal("1234.250000"), settings, Reader("en", UTC)) == "1,234.25 kg"
    assert refused("decimal", "1.25", places=1) == "Enter a number with up to 1 decimal, such as 12.5"
    assert type_.load("1.500", settings) == Decimal("1.5")


@pytest.mark.parametrize(("found", "kept"), [("0.005", "0.01"), ("-0.005", "-0.01"), ("1.0049", "1.00")])
def test_a_formulas_result_is_rounded_half_away_from_zero(found: str, kept: str) -> None:
    type_, settings = ready("decimal")
    assert str(type_.settle(Decimal(found), settings)) == kept


def test_a_formulas_result_too_large_or_out_of_bounds_is_refused() -> None:
    type_, settings = ready("decimal", maximum="10")
    for value in (Decimal(10) ** 12, True, "5", Decimal(11)):
        with pytest.raises(InvalidValue):
            type_.settle(value, settings)


def test_the_noise_of_a_spreadsheets_float_is_rounded_away() -> None:
    type_, settings = ready("decimal")
    assert type_.read_cell(0.1 + 0.2, settings) == "0.30"
    assert type_.read_cell(5.0, settings) == "5.00"


def test_bounds_are_told() -> None:
    assert refused("decimal", "-1", minimum="0") == "Enter a number of at least 0"
    assert refused("decimal", "10.01", maximum="10") == "Enter a number of at most 10"
