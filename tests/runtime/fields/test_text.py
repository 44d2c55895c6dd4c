"""Text: kept as typed, length in characters."""

import pytest
from marshmallow import ValidationError

from tests.runtime.fields.loading import ready, refused


def test_length_counts_characters_not_bytes() -> None:
    type_, settings = ready("text", max_length=2)
    assert type_.load("温🙂", settings) == "温🙂"
    assert refused("text", "温温温", max_length=2) == "Enter a text of up to 2 characters"


def test_blanks_and_line_breaks_stay() -> None:
    type_, settings = ready("text")
    assert type_.load("  a\tb\n", settings) == "  a\tb\n"
    assert type_.load("   ", settings) == "   "


def test_a_text_has_the_length_and_form_that_settings_ask_for() -> None:
    words = {"zh-CN": "物料号，例如 A-0042", "en": "an article number, such as A-0042"}
    type_, settings = ready("text", None, pattern="[A-Z]-[0-9]{4}", pattern_words=words)
    assert type_.load("A-0042", settings) == "A-0042"
    assert type_.load("", settings) is None
    refusal = refused("text", "A-0042x", pattern="[A-Z]-[0-9]{4}", pattern_words=words)
    assert refusal == "Enter an article number, such as A-0042"
    assert refused("text", "ab", min_length=3) == "Enter a text of at least 3 characters"


def test_a_pattern_that_others_would_run_for_ever_is_bounded() -> None:
    """S05: the work grows with the text, so this ends at once or not within anybody's patience."""
    refused("text", "a" * 2000, pattern="(a+)+b", max_length=2000)
    refused("text", "a" * 2000, pattern="(a|aa|a?)*c", max_length=2000)


@pytest.mark.parametrize("pattern", ["(?=a)", r"(a)\1", "(", "[", "a{1,2000}{1,2000}", "x" * 301])
def test_a_pattern_that_cannot_be_used_is_refused(pattern: str) -> None:
    with pytest.raises(ValidationError):
        ready("text", pattern=pattern)
