"""Progress in whole percent."""

from tests.runtime.fields.loading import ready


def test_a_cell_holds_a_figure_with_or_without_its_sign_or_a_fraction() -> None:
    type_, settings = ready("progress")
    assert [type_.read_cell(cell, settings) for cell in (35.0, "35%", "35", 0.35, 1.0, "一半")] == [
        35,
        35,
        35,
        35,
        1,
        "一半",
    ]
