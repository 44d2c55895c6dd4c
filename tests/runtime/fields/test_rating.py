"""Ratings in stars, up to as many as the settings say."""

from tests.runtime.fields.loading import ready, refused


def test_a_cell_holds_a_number_a_share_or_the_stars_themselves() -> None:
    type_, settings = ready("rating")
    assert [type_.read_cell(cell, settings) for cell in (4.0, "4", "4/5", "4 星", "★★★★☆", "很好")] == [
        4,
        4,
        4,
        4,
        4,
        "很好",
    ]


def test_no_more_stars_than_there_are() -> None:
    type_, settings = ready("rating", most=10)
    assert type_.load(10, settings) == 10
    assert refused("rating", 6) == "Enter a whole number from 1 to 5"
