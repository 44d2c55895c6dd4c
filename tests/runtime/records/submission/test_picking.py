"""Picking a record fills fields and is narrowed by others."""

from typing import Any

import pytest

from loomwork.runtime import records
from loomwork.runtime.context import Context
from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.errors import InvalidDefinition, Problems
from loomwork.runtime.forms import describe, form_plan
from loomwork.runtime.people import access_to
from tests.company import CUSTOMER, DEAL, ROLES, Install

CONTACT: dict[str, Any] = {
    "kind": "form",
    "key": "contact",
    "title": "Contact",
    "fields": [
        {"key": "name", "type": "text", "title": "Name"},
        {"key": "mobile", "type": "text", "title": "Mobile"},
        {"key": "secret", "type": "text", "title": "Secret"},
        {"key": "customer", "type": "reference", "title": "Customer", "settings": {"form": "customer"}},
    ],
}
_NARROW = {"==": [{"var": "row.customer"}, {"var": "this.customer"}]}
CALL: dict[str, Any] = {
    "kind": "form",
    "key": "call",
    "title": "Call",
    "fields": [
        {"key": "customer", "type": "reference", "title": "Customer", "settings": {"form": "customer"}},
        {
            "key": "contact",
            "type": "reference",
            "title": {"zh-CN": "联系人", "en": "Contact"},
            "settings": {"form": "contact", "narrow": _NARROW, "fills": {"phone": "mobile", "note": "secret"}},
        },
        {"key": "phone", "type": "text", "title": "Phone"},
        {"key": "note", "type": "text", "title": "Note"},
        {"key": "city", "type": "text", "title": "City"},
    ],
}
CALLER = {
    "kind": "role",
    "key": "caller",
    "title": "Caller",
    "forms": {
        "call": {"verbs": ["create", "read", "change"]},
        "contact": {"verbs": ["read"], "fields": {"*": "read", "secret": "hidden"}},
        "customer": {"verbs": ["read"]},
    },
}


@pytest.fixture
def calls(install: Install, context: Context, person: Any) -> tuple[Context, dict[str, str]]:
    install([CUSTOMER, DEAL, CONTACT, CALL, CALLER, *ROLES])
    ids = {name: records.create(context, "crm", "customer", {"name": name}).id for name in ("A", "B")}
    for name in ("A", "B"):
        values = {"name": f"{name}1", "mobile": f"13{name}", "secret": "hush", "customer": ids[name]}
        ids[f"{name}1"] = records.create(context, "crm", "contact", values).id
    return person("caller"), ids


def call(context: Context, **values: Any) -> records.Record:
    return records.create(context, "crm", "call", values)


def test_a_picked_record_fills_what_was_not_sent_and_may_be_read(calls: Any, context: Context) -> None:
    caller, ids = calls

    made = call(caller, contact=ids["A1"])
    assert (made.values["phone"], made.values["note"]) == ("13A", None)
    assert call(context, contact=ids["A1"]).values["note"] == "hush"
    assert call(caller, contact=ids["A1"], phone="own").values["phone"] == "own"
    assert call(caller, contact=ids["A1"], phone=None).values["phone"] is None


def test_what_does_not_fit_the_other_fields_is_refused_and_told_live(calls: Any) -> None:
    caller, ids = calls
    wrong = {"customer": ids["A"], "contact": ids["B1"]}

    with pytest.raises(Problems) as caught:
        call(caller, **wrong)
    [error] = caught.value.errors
    assert (error.pointer, error.code) == ("/values/contact", "value.check")
    assert error.sentence("en") == "Contact does not fit the other fields. Choose another"
    assert [one.pointer for one in records.check_values(caller, "crm", "call", wrong).errors] == ["/values/contact"]

    assert call(caller, contact=ids["B1"]).id
    fitting = call(caller, customer=ids["A"], contact=ids["A1"])
    with pytest.raises(Problems):
        records.change(caller, "crm", "call", fitting.id, {"customer": ids["B"]}, revision=1)


def test_the_picker_offers_what_fits(calls: Any) -> None:
    caller, ids = calls
    fits = {"formula": {"==": [{"var": "record.customer"}, ids["A"]]}}

    assert [one["label"] for one in records.choices(caller, "crm", "contact", filter=fits)] == ["A1"]
    assert records.matching_ids(caller, "crm", "contact", [ids["A1"], ids["B1"]], fits) == {ids["A1"]}


def test_what_is_told_of_picking_follows_the_readers_rights(calls: Any, install: Install, person: Any) -> None:
    caller, _ = calls
    half = {"kind": "role", "key": "half", "title": "H", "forms": {"call": {
        "verbs": ["create", "read"], "fields": {"contact": "write", "note": "write"}}}}  # fmt: skip
    install([CUSTOMER, DEAL, CONTACT, CALL, CALLER, half, *ROLES])

    def told(reader: Context) -> dict[str, Any]:
        plans = plan_cache(reader.workspace).latest()
        described = describe(form_plan(plans, "crm", "call"), access_to(reader, plans, "crm", "call"), "en")
        settings = {field["key"]: field["settings"] for field in described["fields"]}["contact"]
        return {"fills": settings["fills"], "narrow": settings["narrow"]}

    assert told(caller) == {"fills": {"phone": "mobile", "note": "secret"}, "narrow": _NARROW}
    assert told(person("half")) == {"fills": {"note": "secret"}, "narrow": None}


@pytest.mark.parametrize(
    ("linkage", "default", "pointer"),
    [
        ({"fills": {"nothing": "mobile"}}, None, "/fields/0/settings/fills/nothing"),
        ({"fills": {"phone": "nothing"}}, None, "/fields/0/settings/fills/phone"),
        ({"fills": {"count": "mobile"}}, None, "/fields/0/settings/fills/count"),
        ({"narrow": {"==": [{"var": "row.nothing"}, 1]}}, None, "/fields/0/settings/narrow"),
        ({}, {"last": "everybody"}, "/fields/1/default/last"),
    ],
)
def test_wrong_linkage_is_told_by_its_place(
    linkage: dict[str, Any], default: Any, pointer: str, install: Install
) -> None:
    fields = [
        {"key": "contact", "type": "reference", "title": "C", "settings": {"form": "contact", **linkage}},
        {"key": "phone", "type": "text", "title": "P", **({"default": default} if default else {})},
        {"key": "count", "type": "integer", "title": "N"},
    ]
    with pytest.raises(InvalidDefinition) as caught:
        install([CUSTOMER, CONTACT, {**CALL, "fields": fields}])

    assert caught.value.pointer == pointer


def test_a_history_names_records_by_their_titles_and_only_those_one_sees(calls: Any, context: Context) -> None:
    caller, ids = calls
    made = call(context, customer=ids["A"], contact=ids["A1"])
    records.change(context, "crm", "call", made.id, {"customer": ids["B"], "contact": None}, revision=1)
    records.delete(context, "crm", "contact", ids["A1"], revision=1)

    def told(reader: Context) -> list[tuple[str, str | None, str | None]]:
        entries = records.history(reader, "crm", "call", made.id)
        found = [change for entry in reversed(entries) for change in entry["changes"]]
        return [
            (one["field"], one["before_text"], one["after_text"])
            for one in found
            if one["field"] in ("customer", "contact")
        ]

    assert told(caller) == [
        ("customer", None, "A"),
        ("contact", None, "…"),
        ("customer", "A", "B"),
        ("contact", "…", None),
    ]
