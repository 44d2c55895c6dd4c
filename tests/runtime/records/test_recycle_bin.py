"""The recycle bin: what was deleted of late, under the reader's rights, page by page."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from loomwork.runtime import records
from loomwork.runtime.context import Context
from loomwork.runtime.errors import Forbidden
from loomwork.runtime.records import Query
from loomwork.runtime.storage import FakeClock
from tests.company import CUSTOMER, DEAL, ROLES, Install

_OWN = {"==": [{"var": "record.seller"}, {"var": "actor.person_id"}]}
KEEPER: dict[str, Any] = {
    "kind": "role",
    "key": "keeper",
    "title": "Keeper",
    "forms": {"deal": {"verbs": ["read", "delete"], "rows": {"read": _OWN}}},
}


def gone(context: Context, title: str) -> str:
    made = records.create(context, "crm", "deal", {"title": title})
    records.delete(context, "crm", "deal", made.id, revision=1)
    return made.id


def in_bin(context: Context, query: Query | None = None) -> list[str]:
    return [record.values["title"] for record in records.deleted(context, "crm", "deal", query or Query()).items]


def test_last_deleted_first_for_sixty_days(crm: None, context: Context, clock: FakeClock) -> None:
    records.create(context, "crm", "deal", {"title": "living"})
    first = gone(context, "first")
    clock.advance(timedelta(days=10))
    gone(context, "second")
    assert in_bin(context) == ["second", "first"]
    clock.advance(timedelta(days=50, seconds=1))
    assert in_bin(context) == ["second"]
    records.restore(context, "crm", "deal", first)
    assert in_bin(context) == ["second"]


def test_it_is_searched_and_paged(crm: None, context: Context, clock: FakeClock) -> None:
    for number in range(5):
        gone(context, f"Lamp {number}")
        clock.advance(timedelta(minutes=1))
    gone(context, "Chair")
    assert in_bin(context, Query(search="lamp", limit=2)) == ["Lamp 4", "Lamp 3"]
    page = records.deleted(context, "crm", "deal", Query(search="lamp", limit=2, count=True))
    assert (page.total, page.total_exact) == (5, True)
    assert in_bin(context, Query(search="lamp", limit=2, cursor=page.next_cursor)) == ["Lamp 2", "Lamp 1"]


def test_only_what_one_could_read_and_only_who_may_delete(
    install: Install, context: Context, person_of: Callable[..., Context]
) -> None:
    install([CUSTOMER, DEAL, *ROLES, KEEPER])
    one, other, auditor = person_of("keeper"), person_of("keeper"), person_of("auditor")
    for who, title in ((one, "mine"), (other, "theirs")):
        made = records.create(context, "crm", "deal", {"title": title, "seller": who.actor.person_id})
        records.delete(who, "crm", "deal", made.id, revision=1)
    assert sorted(in_bin(context)) == ["mine", "theirs"]
    assert in_bin(one) == ["mine"]
    with pytest.raises(Forbidden):
        in_bin(auditor)
