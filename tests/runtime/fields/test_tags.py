"""Tags: each word once, as given, and never a comma in one."""

from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from loomwork.runtime.fields import Reader
from tests.runtime.fields.loading import ready, refused

SIGNS = st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"], exclude_characters=",，、;；|")
WORD = st.text(SIGNS, min_size=1, max_size=9)


@given(st.lists(WORD, min_size=1, max_size=6, unique=True), st.sampled_from(["zh-CN", "en"]))
def test_what_people_read_is_imported_as_the_same_tags(words: list[str], locale: str) -> None:
    type_, settings = ready("tags")
    shown = type_.text(words, settings, Reader(locale, ZoneInfo("UTC")))
    assert type_.load(type_.read_cell(shown, settings), settings) == words


def test_a_word_given_twice_is_there_once_and_blanks_around_it_go() -> None:
    type_, settings = ready("tags")
    assert type_.load(["重点", " 重点 ", "a"], settings) == ["重点", "a"]
    assert type_.load([], settings) is None


def test_no_more_than_the_settings_allow() -> None:
    assert refused("tags", ["a", "b"], most=1) == "Enter no more than 1"
