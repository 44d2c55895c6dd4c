"""Money is exact: no float comes in, every rounding of a formula goes half away from zero."""

from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from loomwork.runtime.errors import InvalidValue
from loomwork.runtime.fields import Reader
from loomwork.runtime.fields.capitals import in_capitals
from tests.runtime.fields.loading import ready, refused


def test_whole_numbers_and_texts_come_in_and_floats_do_not() -> None:
    type_, settings = ready("currency")
    assert type_.load(5, settings) == type_.load("5.00", settings) == Decimal(5)
    refused("currency", 5.0)


@pytest.mark.parametrize(
    ("given", "stored"), [("0.005", "0.01"), ("-0.005", "-0.01"), ("1.0049", "1.00"), ("2", "2.00")]
)
def test_a_formulas_result_is_rounded_half_away_from_zero(given: str, stored: str) -> None:
    type_, settings = ready("currency")
    assert str(type_.settle(Decimal(given), settings)) == stored


def test_a_formulas_result_too_large_is_refused() -> None:
    type_, settings = ready("currency")
    for value in (Decimal(10) ** 15, True, "5"):
        with pytest.raises(InvalidValue):
            type_.settle(value, settings)


def test_bounds_are_told() -> None:
    assert refused("currency", "-1", minimum="0") == "Enter an amount of at least 0"
    assert refused("currency", "10.01", maximum="10") == "Enter an amount of at most 10"


def test_people_read_signs_and_groups() -> None:
    type_, settings = ready("currency", currency="CNY")
    assert type_.text(Decimal("-1234567.50"), settings, Reader("zh-CN", ZoneInfo("UTC"))) == "-¥1,234,567.50"


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角整"),
        ("1", "壹元整"),
        ("10.02", "壹拾元零贰分"),
        ("1234.56", "壹仟贰佰叁拾肆元伍角陆分"),
        ("1005", "壹仟零伍元整"),
        ("100000", "壹拾万元整"),
        ("10001000", "壹仟万壹仟元整"),
        ("10100", "壹万零壹佰元整"),
        ("200000005.30", "贰亿零伍元叁角整"),
        ("-1500", "负壹仟伍佰元整"),
    ],
)
def test_an_amount_in_capitals_reads_as_on_a_cheque(amount: str, words: str) -> None:
    assert in_capitals(Decimal(amount)) == words


def test_capitals_stand_beside_the_figure_where_settings_ask_for_them() -> None:
    type_, settings = ready("currency", capitals=True)
    assert type_.text(Decimal("1500.00"), settings, Reader("zh-CN", ZoneInfo("UTC"))) == "¥1,500.00（壹仟伍佰元整）"
