"""Long text: is not sorted, and holds what one line of text may not."""

from tests.runtime.fields.loading import ready


def test_it_holds_ten_thousand_characters_and_is_not_sorted() -> None:
    type_, settings = ready("long_text")
    assert type_.load("字" * 10_000, settings) == "字" * 10_000
    assert not type_.sortable
