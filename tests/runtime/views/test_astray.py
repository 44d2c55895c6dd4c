"""Records without a place in a tree: what is above them is not seen, or a circle, which a form can keep out."""

from collections.abc import Callable
from typing import Any

import pytest

from loomwork.runtime import records
from loomwork.runtime.context import SYSTEM, Context
from loomwork.runtime.errors import NotFound, Problems
from loomwork.runtime.records import Query
from loomwork.runtime.views import astray
from tests.company import CUSTOMER, DEAL, ROLES, Install

As = Callable[..., Context]
ALL = Query()


@pytest.fixture
def tree(context: Context, install: Install, person: As) -> tuple[Context, Context, dict[str, str]]:
    """(who reads all, who reads his own, ids): b and c lie below a, which is another's; ring and loop circle."""
    above = {"key": "above", "type": "reference", "title": "Above", "settings": {"form": "deal"}}
    strict = {"key": "top", "type": "reference", "title": "Top", "settings": {"form": "deal", "acyclic": True}}
    install([CUSTOMER, DEAL | {"fields": [*DEAL["fields"], above, strict]}, *ROLES])
    seller, system = person("seller"), context.acting_as(SYSTEM)
    ids: dict[str, str] = {}

    def make(title: str, **values: Any) -> None:
        ids[title] = records.create(system, "crm", "deal", {"title": title, **values}).id

    mine = seller.actor.person_id
    make("a")
    make("b", above=ids["a"], top=ids["a"], seller=mine)
    make("c", above=ids["b"], top=ids["b"], seller=mine)
    make("ring", above=None)
    make("loop", above=ids["ring"])
    make("hanging", above=ids["loop"])
    records.change(system, "crm", "deal", ids["ring"], {"above": ids["loop"]}, revision=1)
    return system, seller, ids


def test_what_stands_above_and_is_not_seen_is_told_without_telling_what_it_is(
    tree: tuple[Context, Context, dict[str, str]],
) -> None:
    system, seller, ids = tree
    assert astray(seller, "crm", "deal", "above", ALL) == {"unseen": [ids["b"]], "circled": [], "more": False}
    assert astray(seller, "crm", "deal", "above", Query(search="c"))["unseen"] == []
    assert astray(system, "crm", "deal", "above", ALL)["unseen"] == []


def test_circles_are_found_and_not_what_hangs_from_them(tree: tuple[Context, Context, dict[str, str]]) -> None:
    system, _, ids = tree
    assert set(astray(system, "crm", "deal", "above", ALL)["circled"]) == {ids["ring"], ids["loop"]}


def test_only_a_reference_to_the_form_itself_makes_a_tree(tree: tuple[Context, Context, dict[str, str]]) -> None:
    for other in ("customer", "title", "nowhere"):
        with pytest.raises(NotFound):
            astray(tree[0], "crm", "deal", other, ALL)


def test_where_the_form_says_so_a_record_is_never_put_below_itself(
    tree: tuple[Context, Context, dict[str, str]],
) -> None:
    system, _, ids = tree
    for below in ("a", "c"):
        with pytest.raises(Problems) as caught:
            records.change(system, "crm", "deal", ids["a"], {"top": ids[below]}, revision=1)
        assert [(one.code, one.pointer) for one in caught.value.errors] == [("value.circle", "/values/top")]
    records.change(system, "crm", "deal", ids["c"], {"top": ids["a"]}, revision=1)
