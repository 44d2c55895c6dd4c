"""A divider may stand among the fields of a section."""

from .arrange import told


def test_a_divider_stands_among_fields() -> None:
    section = {"key": "a", "section": None, "fields": ["title", {"key": "b", "divider": "Optional"}, "note"]}
    assert [one["type"] for one in told(section)[0]["items"]] == ["field", "divider", "field"]
