"""Phone numbers as people type them."""

import pytest

from tests.runtime.fields.loading import ready, refused


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("138 0000 0000", "13800000000"),
        ("177-8614-2733", "17786142733"),
        ("１３９２３１６２８４５", "13923162845"),
        ("+86 138 0000 0000", "13800000000"),
        ("0086-13800000000", "13800000000"),
        ("(0574) 8765-4321", "057487654321"),
        ("010-87654321", "01087654321"),
        ("400-800-1234", "4008001234"),
        ("+44 20 7123 4567", "+442071234567"),
    ],
)
def test_what_people_type_becomes_digits(typed: str, stored: str) -> None:
    type_, settings = ready("phone")
    assert type_.load(typed, settings) == stored


@pytest.mark.parametrize("typed", ["87654321", "12000000000", "+86 1380", "电话", "1" * 100])
def test_what_is_no_number_is_refused(typed: str) -> None:
    assert refused("phone", typed) == "Enter a phone number with its area code, such as 13800000000"


@pytest.mark.parametrize("typed", ["1386004804", "138 6004 80444"])
def test_a_digit_short_or_over_is_told(typed: str) -> None:
    count = len(typed.replace(" ", ""))
    assert refused("phone", typed) == f"Enter a mobile number of 11 digits; this one has {count}"
