"""Links lead to web pages and mailboxes only, however a script is spelled."""

from hypothesis import given
from hypothesis import strategies as st

from loomwork.runtime.errors import InvalidValue
from tests.runtime.fields.loading import ready


def test_an_address_without_a_scheme_is_taken_for_https() -> None:
    type_, settings = ready("link")
    assert type_.load(" www.example.com/a?b=1 ", settings) == "https://www.example.com/a?b=1"
    assert type_.load("example.com:8080", settings) == "https://example.com:8080"


@given(
    st.text(max_size=30), st.sampled_from(["javascript:", "JAVASCRIPT:", " data:", "\x01javascript:", "vbscript:", ""])
)
def test_nothing_that_is_kept_could_run(rest: str, scheme: str) -> None:
    type_, settings = ready("link")
    try:
        kept = type_.load(scheme + rest, settings)
    except InvalidValue:
        return
    assert kept is None or kept.lower().startswith(("https://", "http://", "mailto:"))
