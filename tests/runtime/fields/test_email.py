"""Email addresses: what a keyboard's input method adds is read away."""

from tests.runtime.fields.loading import ready


def test_blanks_and_full_width_signs_are_read_away_and_the_host_is_small() -> None:
    type_, settings = ready("email")
    assert type_.load(" Wang.Lei＠Example.COM ", settings) == "Wang.Lei@example.com"
    assert type_.load("", settings) is None
