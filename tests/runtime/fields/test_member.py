"""Members are named by id, and point to a person."""

from tests.runtime.fields.loading import ready


def test_it_links_to_a_person() -> None:
    type_, _ = ready("member")
    assert type_.links == "person"
