"""Text: kept as typed, length in characters."""

from tests.runtime.fields.loading import ready, refused


def test_length_counts_characters_not_bytes() -> None:
    type_, settings = ready("text", max_length=2)
    assert type_.load("温🙂", settings) == "温🙂"
    assert refused("text", "温温温", max_length=2) == "Enter a text of up to 2 characters"


def test_blanks_and_line_breaks_stay() -> None:
    type_, settings = ready("text")
    assert type_.load("  a\tb\n", settings) == "  a\tb\n"
    assert type_.load("   ", settings) == "   "
