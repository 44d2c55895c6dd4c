"""Tabs: parts of a form; one that holds nothing for its reader is absent."""

from .arrange import told

TABS = {
    "key": "parts",
    "tabs": [
        {"key": "one", "tab": "One", "items": [{"key": "a", "section": None, "fields": ["title"]}]},
        {"key": "two", "tab": "Two", "items": [{"key": "b", "section": None, "fields": ["note", "status"]}]},
    ],
}


def test_a_tab_without_anything_to_see_is_absent() -> None:
    (tabs,) = told(TABS, seen={"title": "read"})
    assert [tab["settings"]["tab"] for tab in tabs["items"]] == ["One"]


def test_tabs_without_anything_to_see_are_absent() -> None:
    assert told(TABS, seen={}) == []
