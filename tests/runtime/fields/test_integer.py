"""Whole numbers within their bounds, and as spreadsheets give them."""

from tests.runtime.fields.loading import read, ready, refused


def test_bounds_are_told() -> None:
    assert refused("integer", 11, minimum=1, maximum=10) == "Enter a whole number from 1 to 10"


def test_a_number_cell_is_a_whole_number_only_without_decimals() -> None:
    type_, settings = ready("integer")
    assert read(type_, 12.0, settings) == 12
    assert read(type_, " 12 ", settings) == 12
    assert read(type_, 1.5, settings) == "1.5"


def test_the_unit_is_shown_to_people() -> None:
    from zoneinfo import ZoneInfo

    from loomwork.runtime.fields import Reader

    type_, settings = ready("integer", unit="件")
    assert type_.text(1200, settings, Reader("zh-CN", ZoneInfo("UTC"))) == "1,200 件"
