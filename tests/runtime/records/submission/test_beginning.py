"""A new form begins with defaults that are worked out and what one entered before, as far as one's rights reach."""

from typing import Any

import pytest

from loomwork.runtime import records
from loomwork.runtime.context import Context
from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.forms import describe, form_plan
from loomwork.runtime.people import access_to
from tests.company import Install

REPORT: dict[str, Any] = {
    "kind": "form",
    "key": "report",
    "title": "Report",
    "fields": [
        {"key": "day", "type": "date", "title": "Day", "required": True, "default": {"formula": {"today": []}}},
        {"key": "author", "type": "member", "title": "Author", "default": {"formula": {"var": "actor.person_id"}}},
        {"key": "until", "type": "date", "title": "Until", "default": {"formula": {"var": "record.day"}}},
        {"key": "secret", "type": "integer", "title": "Secret", "default": {"formula": {"+": [3, 4]}}},
        {"key": "note", "type": "text", "title": "Note", "default": {"most_frequent": "own"}},
        {"key": "city", "type": "text", "title": "City", "default": {"last": "own"}},
        {"key": "kind", "type": "text", "title": "Kind", "default": "plain"},
    ],
}
FIELDS = {"*": "write", "secret": "hidden"}


def role(key: str, *verbs: str) -> dict[str, Any]:
    return {"kind": "role", "key": key, "title": key, "forms": {"report": {"verbs": [*verbs], "fields": FIELDS}}}


@pytest.fixture
def company(install: Install) -> None:
    install([REPORT, role("author", "create", "read"), role("mailbox", "create"), role("reader", "read")])


def told(context: Context) -> Any:
    plans = plan_cache(context.workspace).latest()
    access = access_to(context, plans, "crm", "report")
    return describe(form_plan(plans, "crm", "report"), access, "en")["begins"]


@pytest.mark.usefixtures("company")
def test_formulas_that_need_no_record_are_worked_out_and_ids_are_named(person: Any) -> None:
    author = person("author")

    begun = records.beginning(author, "crm", "report")

    assert begun["values"] == {"day": "2026-01-05", "author": author.actor.person_id}
    assert begun["labels"] == {"author": author.actor.name}
    assert told(author)


@pytest.mark.usefixtures("company")
def test_who_may_only_file_begins_with_them_too_and_who_may_only_read_with_nothing(person: Any) -> None:
    assert set(records.beginning(person("mailbox"), "crm", "report")["values"]) == {"day", "author"}
    reader = person("reader")
    assert records.beginning(reader, "crm", "report") == {"values": {}, "labels": {}}
    assert not told(reader)


@pytest.mark.usefixtures("company")
def test_ones_own_history_is_there_as_well(context: Context, person: Any) -> None:
    author = person("author")
    for note, city in (("x", "宁波"), ("y", "杭州"), ("x", "上海"), ("z", None)):
        records.create(author, "crm", "report", {"note": note, "city": city})
    records.create(context, "crm", "report", {"note": "other", "city": "北京"})

    begun = records.beginning(author, "crm", "report")["values"]
    assert (begun["note"], begun["city"]) == ("x", "上海")
    assert records.beginning(person("author"), "crm", "report")["values"].keys() == {"day", "author"}
    # Nobody looks at it here: formulas are worked out, history is left alone.
    made = records.create(author, "crm", "report", {}).values
    assert made["until"] == made["day"]
    assert made["city"] is None
