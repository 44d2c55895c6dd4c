"""Sections: fields under a title; what one may not see leaves neither gap nor words."""

from .arrange import told


def test_a_section_is_told_with_its_fields_in_order() -> None:
    section, rest = told(
        {"key": "a", "section": {"zh-CN": "客户", "en": "Customer"}, "columns": 2, "fields": ["status", "title"]}
    )
    assert section["settings"]["section"] == "Customer"
    assert [(one["key"], one["type"]) for one in section["items"]] == [("status", "field"), ("title", "field")]
    assert [one["key"] for one in rest["items"]] == ["note"]


def test_fields_without_a_place_are_not_told_when_all_have_one() -> None:
    assert len(told({"key": "a", "section": None, "fields": ["title", "note", "status"]})) == 1


def test_words_stay_hidden_with_the_fields_they_are_about() -> None:
    secret = {"key": "a", "section": "Secret", "fields": ["note", {"key": "b", "text": "why it is secret"}]}
    assert told(secret, seen={"title": "read"})[0]["key"] == "_rest"
    assert told(secret, seen={"note": "read"})[0]["items"][1]["settings"]["text"] == "why it is secret"
