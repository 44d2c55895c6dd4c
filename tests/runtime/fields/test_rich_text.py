"""Rich text: whatever is sent, only harmless elements are kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loomwork.runtime.fields.rich_text import clean, plain
from tests.runtime.fields.loading import ready

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="JaVa\tScRiPt:alert(1)">x</a>',
    '<a href="data:text/html,<script>1</script>">x</a>',
    '<p style="position:fixed" onclick="x()">y</p>',
    "<svg><script>1</script></svg>",
    "<math><mtext><style><img src onerror=1></style></mtext></math>",
    "<iframe srcdoc='<script>1</script>'></iframe>",
    "<p><!--><script>alert(1)</script>--></p>",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_that_could_run_is_kept(attack: str) -> None:
    kept = clean(attack).lower()
    for odd in ("<script", "<img", "<svg", "<iframe", "onerror", "onclick", "style=", "javascript:", "data:"):
        assert odd not in kept


@given(st.text(max_size=200))
def test_cleaning_again_changes_nothing(text: str) -> None:
    once = clean(text.replace("\0", ""))
    assert clean(once) == once


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40))
def test_plain_text_of_a_cell_reads_as_it_was(text: str) -> None:
    type_, settings = ready("rich_text")
    if not text.strip():
        return
    stored = type_.load(type_.read_cell(text, settings), settings)
    if not text.strip().startswith("<"):
        assert stored is not None
        assert "".join(plain(stored).split()) == "".join(text.replace("\xa0", " ").split())


def test_markup_without_words_is_empty() -> None:
    type_, settings = ready("rich_text")
    assert type_.load("<p><br></p>", settings) is None


def test_people_read_paragraphs_and_items_as_lines() -> None:
    assert plain("<p>a &amp; b</p><ul><li>c</li><li>d</li></ul>") == "a & b\nc\nd"
