"""Several records in one transaction: all of them or none, each under its own rights, and back again."""

from collections.abc import Callable
from typing import Any

import pytest

from loomwork.runtime import records
from loomwork.runtime.context import Context
from loomwork.runtime.errors import Forbidden, LimitExceeded, NotFound, Problems
from loomwork.runtime.records import Deeds, Query
from tests.company import Install

CONTACT: dict[str, Any] = {
    "kind": "form",
    "key": "contact",
    "title": "Contact",
    "fields": [
        {"key": "name", "type": "text", "title": "Name", "required": True},
        {"key": "code", "type": "text", "title": "Code", "unique": True},
        {"key": "level", "type": "text", "title": "Level"},
    ],
}
READER = {
    "kind": "role",
    "key": "clerk",
    "title": "Clerk",
    "forms": {"contact": {"verbs": ["read", "change"], "rows": {"read": {"==": [{"var": "record.level"}, "A"]}}}},
}


@pytest.fixture
def contacts(install: Install) -> None:
    install([CONTACT, READER])


def together(context: Context, **deeds: Any) -> records.Done:
    return records.write_together(context, "crm", "contact", Deeds(**deeds))


def names(context: Context) -> list[str]:
    return sorted(one.values["name"] for one in records.query(context, "crm", "contact", Query()).items)


def refused(act: Callable[[], Any]) -> dict[str | None, str]:
    with pytest.raises(Problems) as caught:
        act()
    return {error.pointer: error.code for error in caught.value.errors}


def test_all_deeds_are_one_step_and_can_be_taken_back(contacts: None, context: Context) -> None:
    made = together(context, create=[{"name": "A", "code": "1"}, {"name": "B"}]).created
    (a, _), (b, _) = made
    done = together(context, change=[(b, 1, {"code": "1"})], delete=[(a, 1)], create=[{"name": "C"}])
    assert done.changed == [(b, 2)]
    assert names(context) == ["B", "C"]

    together(context, change=[(b, 2, {"code": None})])
    assert together(context, restore=[a], delete=[done.created[0]]).restored == [(a, 3)]
    assert names(context) == ["A", "B"]


def test_one_that_is_refused_keeps_all_back_and_every_reason_is_told(contacts: None, context: Context) -> None:
    (a, _), (b, _) = together(context, create=[{"name": "A", "code": "1"}, {"name": "B"}]).created
    answer = refused(
        lambda: together(
            context,
            create=[{"name": "C"}, {"code": "9"}, {"name": "D", "code": "1"}],
            change=[(a, 1, {"level": "x"}), (b, 7, {"level": "x"}), (b, 1, {"name": None})],
        )
    )
    assert answer == {
        "/create/1/values/name": "value.required",
        "/create/2/values/code": "value.taken",
        "/change/1": "revision.stale",
        "/change/2/values/name": "value.required",
    }
    assert names(context) == ["A", "B"]
    assert records.get(context, "crm", "contact", a).revision == 1


def test_rights_hold_for_each_record(contacts: None, context: Context, person_of: Callable[..., Context]) -> None:
    (seen, _), (hidden, _) = together(
        context, create=[{"name": "A", "level": "A"}, {"name": "B", "level": "B"}]
    ).created
    clerk = person_of("clerk")
    assert together(clerk, change=[(seen, 1, {"code": "1"})]).changed == [(seen, 2)]
    change = (hidden, 1, {"code": "2"})
    assert refused(lambda: together(clerk, change=[change], delete=[(seen, 2)])) == {
        "/change/0": "not_found",
        "/delete/0": "permission.denied",
    }
    with pytest.raises(Forbidden):
        together(clerk, create=[{"name": "C"}])


def test_no_more_than_a_grid_sends(contacts: None, context: Context) -> None:
    with pytest.raises(LimitExceeded):
        together(context, create=[{"name": "A"}] * 2001)
    with pytest.raises(NotFound):
        records.write_together(context, "crm", "nothing", Deeds(create=[{}]))
