"""Numbers in Chinese characters, limits and short years are read as they are said, or asked about."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loomwork.runtime.fields.days import read_day
from loomwork.runtime.fields.numerals import read_numerals
from loomwork.runtime.fields.spellings import read_number

_DIGITS = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("六十万", 600_000),
        ("一百二十万", 1_200_000),
        ("两千五", 2500),
        ("三万五", 35_000),
        ("十五", 15),
        ("一千零五", 1005),
        ("一亿二千万", 120_000_000),
        ("壹佰贰拾万", 1_200_000),
        ("三百零八", 308),
        ("两万零三百", 20_300),
    ],
)
def test_numerals_are_read(text, number):
    assert read_numerals(text) == Decimal(number)


@pytest.mark.parametrize("text", ["百", "三四", "万", "待定", "", "十百", "甲", "一万万万"])
def test_what_is_no_number_is_none(text):
    assert read_numerals(text) is None


@given(st.integers(1, 9999))
def test_each_number_below_ten_thousand_comes_back(number):
    said, zero = "", False
    for unit, worth in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit = number // worth % 10
        if digit:
            said += ("零" if zero and said else "") + _DIGITS[digit] + unit
        zero = not digit
    assert read_numerals(said) == number


def test_about_and_limits():
    assert read_number("约六十万")[:2] == ("600000", ("about", "numerals"))
    for text in ("100万以上", "不低于100万", "100万+", ">100万", "100万以内"):
        read = read_number(text)
        assert (read.asks, read.choices) == ("bound", {"number": "1000000"}), text
    assert read_number("甲以上").asks is None


def test_years_of_two_digits():
    named, short = read_day("26年1月5日"), read_day("5.1.26")
    assert (named.value.day.isoformat(), named.done) == ("2026-01-05", ("date_form", "century"))
    asked = {order: one.day.isoformat() for order, one in short.choices.items()}
    assert (short.asks, asked) == ("short_year", {"day_first": "2026-01-05", "month_first": "2026-05-01"})
    assert read_day("99-13-45").asks is None
