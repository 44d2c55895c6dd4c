"""Saved views: one's own, shared ones, and what of them others get to see."""

from collections.abc import Callable
from typing import Any

import pytest

from loomwork.runtime.context import Context
from loomwork.runtime.errors import Forbidden, InvalidDefinition, InvalidValue, LimitExceeded, NotFound
from loomwork.runtime.views import begin_with, change_view, remove_view, save_view, views_of
from tests.company import CUSTOMER, DEAL, ROLES, Install

As = Callable[..., Context]
LARGE = {"field": "amount", "operator": "at_least", "value": "100"}
SHARER = {"kind": "role", "key": "sharer", "title": "Sharer", "workspace": ["views.share"]}


@pytest.fixture
def company(install: Install) -> None:
    install([CUSTOMER, DEAL, *ROLES, SHARER])


def mine(reader: Context) -> list[dict[str, Any]]:
    return [view for view in views_of(reader, "crm", "deal") if view["saved"]]


def save(context: Context, title: str = "My", **settings: Any) -> str:
    return save_view(context, "crm", "deal", title, "table", {"columns": ["title"], **settings})


@pytest.mark.usefixtures("company")
def test_ones_own_view_is_ones_own(person: As) -> None:
    seller, other = person("seller"), person("seller")
    id = save(seller, group=["status"], widths=[{"field": "title", "width": 240}])

    (view,) = mine(seller)
    assert (view["key"], view["title"], view["saved"]["mine"], view["saved"]["shared"]) == (id, "My", True, None)
    assert view["layout"]["group"] == ["status"]
    assert view["layout"]["widths"] == [{"field": "title", "width": 240}]
    assert mine(other) == []
    for act in (
        lambda: change_view(other, "crm", "deal", id, {"title": "x"}),
        lambda: remove_view(other, "crm", "deal", id),
    ):
        with pytest.raises(NotFound):
            act()

    change_view(seller, "crm", "deal", id, {"title": " Renamed ", "settings": {"columns": ["status"]}})
    (view,) = mine(seller)
    assert (view["title"], view["columns"], view["layout"]["group"]) == ("Renamed", ["status"], [])
    remove_view(seller, "crm", "deal", id)
    assert mine(seller) == []


@pytest.mark.usefixtures("company")
def test_to_share_needs_the_right_and_reaches_those_it_names(person: As) -> None:
    seller, sharer, auditor = person("seller"), person("seller", "sharer"), person("auditor")
    with pytest.raises(Forbidden):
        change_view(seller, "crm", "deal", save(seller), {"shared": {"all": True}})
    id = save(sharer, "Shared")
    wrongs: list[dict[str, Any]] = [{"roles": []}, {"roles": ["crm.nobody"]}, {"all": False}, {"people": []}]
    for wrong in wrongs:
        with pytest.raises(InvalidValue):
            change_view(sharer, "crm", "deal", id, {"shared": wrong})

    change_view(sharer, "crm", "deal", id, {"shared": {"roles": ["crm.auditor"]}})
    assert [view["title"] for view in mine(auditor)] == ["Shared"]
    assert mine(auditor)[0]["saved"]["mine"] is False
    assert "Shared" not in [view["title"] for view in mine(seller)]
    change_view(sharer, "crm", "deal", id, {"shared": {"all": True}})
    assert "Shared" in [view["title"] for view in mine(seller)]
    change_view(sharer, "crm", "deal", id, {"shared": None})
    assert mine(auditor) == []


@pytest.mark.usefixtures("company")
def test_what_a_reader_may_not_see_stays_hidden_in_a_shared_view(person: As) -> None:
    sharer, auditor = person("seller", "sharer"), person("auditor")
    colors = [
        {"when": LARGE, "hue": 3, "title": "Large"},
        {"when": {"field": "title", "operator": "empty"}, "hue": 1, "title": "Bare"},
    ]
    totals = [{"field": "amount", "aggregate": "sum"}, {"field": "title", "aggregate": "filled"}]
    filtered = save(sharer, "Filtered", filter={"any": [LARGE]})
    dressed = save(sharer, "Dressed", colors=colors, totals=totals, sort=[{"field": "amount"}])
    for id in (filtered, dressed):
        change_view(sharer, "crm", "deal", id, {"shared": {"all": True}})

    assert [view["title"] for view in mine(sharer)] == ["Filtered", "Dressed"]
    (view,) = mine(auditor)
    assert view["title"] == "Dressed"
    assert [color["title"] for color in view["layout"]["colors"]] == ["Bare"]
    assert [total["field"] for total in view["layout"]["totals"]] == ["title"]
    assert view["sort"] == []


@pytest.mark.usefixtures("company")
def test_nobody_saves_what_he_may_not_read_or_what_fits_nothing(person: As) -> None:
    auditor, seller = person("auditor"), person("seller")
    for hidden in ({"columns": ["title", "amount"]}, {"filter": LARGE}, {"group": ["amount"]}):
        with pytest.raises((InvalidValue, InvalidDefinition)):
            save(auditor, **hidden)
    wrongs: list[dict[str, Any]] = [
        {"columns": ["nothing"]},
        {"group": ["reason"]},
        {"totals": [{"field": "title", "aggregate": "sum"}]},
        {"frozen": -1},
        {"colors": [{"when": {}, "hue": 3, "title": "x"}]},
        {"colors": [{"when": LARGE, "hue": 3, "title": " "}]},
    ]
    for wrong in wrongs:
        with pytest.raises(InvalidDefinition):
            save(seller, **wrong)
    with pytest.raises(InvalidValue):
        save_view(seller, "crm", "deal", "x", "nothing", {})
    with pytest.raises(InvalidValue):
        save(seller, " ")
    with pytest.raises(NotFound):
        save(person("clerk"))


def test_ones_own_view_that_fits_no_more_says_why_and_others_do_without(install: Install, person: As) -> None:
    install([CUSTOMER, DEAL, *ROLES, SHARER])
    sharer, other = person("seller", "sharer"), person("seller")
    id = save(sharer, "Old", columns=["visits"])
    change_view(sharer, "crm", "deal", id, {"shared": {"all": True}})
    less = DEAL | {"fields": [field for field in DEAL["fields"] if field["key"] != "visits"]}
    seller = ROLES[0]["forms"]["deal"] | {"fields": {"*": "write"}}
    roles = [ROLES[0] | {"forms": ROLES[0]["forms"] | {"deal": seller}}, *ROLES[1:]]
    install([CUSTOMER, less, *roles, SHARER])

    (view,) = mine(sharer)
    assert view["columns"] == []
    assert "visits" in view["problem"]
    assert mine(other) == []


@pytest.mark.usefixtures("company")
def test_one_begins_with_the_view_one_chose(person: As) -> None:
    seller, other = person("seller"), person("seller")
    id = save(seller)
    begin_with(seller, "crm", "deal", id)
    assert [view["first"] for view in mine(seller)] == [True]
    save(other)
    assert [view["first"] for view in mine(other)] == [False]
    begin_with(seller, "crm", "deal", None)
    assert [view["first"] for view in mine(seller)] == [False]


@pytest.mark.usefixtures("company")
def test_of_own_views_there_are_only_so_many(person: As, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loomwork.runtime.views.saved._MOST_OWN", 2)
    seller = person("seller")
    save(seller)
    save(seller)
    with pytest.raises(LimitExceeded):
        save(seller)
