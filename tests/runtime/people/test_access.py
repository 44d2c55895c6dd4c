"""Roles permit, and nothing else does."""

from typing import Any

import pytest

from loomwork.runtime.context import Actor, Context
from loomwork.runtime.definitions import Definition, InstalledApp, Plans
from loomwork.runtime.errors import InvalidDefinition
from loomwork.runtime.people import ADMINISTRATOR, FormAccess, access_to, has_right, role_plan

FORM = {"kind": "form", "key": "deal", "title": "Deal", "fields": [{"key": key} for key in ("name", "price", "seller")]}
MINE = {"==": [{"var": "record.seller"}, {"var": "actor.person_id"}]}
SELLER = {
    "kind": "role",
    "key": "seller",
    "title": "Seller",
    "forms": {
        "deal": {
            "verbs": ["create", "read", "change"],
            "rows": {"read": MINE},
            "fields": {"*": "write", "price": "read", "seller": "hidden"},
        }
    },
}
AUDITOR = {
    "kind": "role",
    "key": "auditor",
    "title": "Auditor",
    "forms": {"shop.deal": {"verbs": ["read"], "fields": {"name": "read"}}},
    "workspace": ["people.read"],
}
MANIFEST = {"title": "Shop", "asks_for": {"writes": ["deal.price", "other.note"], "reads": []}}


def plans(*roles: dict[str, Any]) -> Plans:
    documents = [FORM, *roles]
    definitions = [Definition("shop", d["kind"], d["key"], 1, "0", d) for d in documents]
    other = Definition("other", "form", "note", 1, "0", FORM | {"key": "note"})
    return Plans(1, [InstalledApp("shop", "1", MANIFEST)], [*definitions, other], {})


def access(context: Context, actor: Actor, *, app: str = "shop", form: str = "deal") -> FormAccess:
    return access_to(context.acting_as(actor), plans(SELLER, AUDITOR), app, form)


def person(*roles: str) -> Actor:
    return Actor(kind="person", person_id="p1", roles=frozenset(roles))


@pytest.mark.parametrize(
    "actor", [person(), person("shop.unknown"), person("seller"), Actor(kind="public"), Actor(kind="app", app="other")]
)
def test_without_a_grant_nothing_is_allowed(context: Context, actor: Actor) -> None:
    nothing = access(context, actor)

    assert nothing.grants == ()
    assert not any(nothing.may(verb) for verb in ("create", "read", "change", "delete", "import"))
    assert nothing.rows("read") is False
    assert not nothing.readable("name")
    assert not nothing.writable("name", "create")


def test_a_grant_gives_rows_and_fields_together(context: Context) -> None:
    seller = access(context, person("shop.seller"))

    assert seller.may("create")
    assert not seller.may("delete")
    assert seller.rows("read") == MINE
    assert seller.rows("change") == MINE
    assert seller.rows("delete") is False
    assert seller.readable("price")
    assert not seller.writable("price")
    assert seller.writable("name")
    assert not seller.readable("seller")


def test_two_roles_stay_two_grants(context: Context) -> None:
    both = access(context, person("shop.seller", "shop.auditor"))

    assert both.rows("read") is True
    assert [grant.role for grant in both.readers("price")] == ["shop.seller"]
    assert both.readers("price")[0].rows("read") == MINE
    assert {grant.role for grant in both.readers("name")} == {"shop.seller", "shop.auditor"}


def test_the_administrator_may_everything(context: Context) -> None:
    everything = access(context, person(ADMINISTRATOR))

    assert everything.rows("delete") is True
    assert everything.writable("seller")
    assert has_right(context.acting_as(person(ADMINISTRATOR)), plans(), "people.manage")


def test_rights_on_the_workspace_come_from_roles_only(context: Context) -> None:
    both = plans(SELLER, AUDITOR)

    assert has_right(context.acting_as(person("shop.auditor")), both, "people.read")
    assert not has_right(context.acting_as(person("shop.auditor")), both, "people.manage")
    assert not has_right(context.acting_as(person("shop.seller")), both, "people.read")


def test_an_app_reads_its_own_forms_and_writes_only_what_it_asked_for(context: Context) -> None:
    own = access(context, Actor(kind="app", app="shop"))
    other = access(context, Actor(kind="app", app="shop"), app="other", form="note")

    assert own.readable("seller")
    assert own.writable("price")
    assert not own.writable("name")
    assert not own.may("create")
    assert other.may("create")
    assert other.writable("name", "create")
    assert not other.may("delete")


@pytest.mark.parametrize(
    ("forms", "pointer"),
    [
        ({"gone": {"verbs": ["read"]}}, "/forms/gone"),
        ({"deal": {"verbs": ["read"], "fields": {"gone": "read"}}}, "/forms/deal/fields/gone"),
        (
            {"deal": {"verbs": ["read"], "rows": {"read": {"is_set": {"var": "record.gone"}}}}},
            "/forms/deal/rows/read",
        ),
    ],
)
def test_a_role_that_names_what_is_not_there_is_refused(forms: dict[str, Any], pointer: str) -> None:
    role = {"kind": "role", "key": "odd", "title": "Odd", "forms": forms}

    with pytest.raises(InvalidDefinition) as caught:
        role_plan(plans(role), "shop", "odd")
    assert caught.value.pointer == pointer
