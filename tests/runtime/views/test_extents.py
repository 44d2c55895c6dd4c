"""From when to when the work below records lasts: through what has no days, never past what has, only what is seen."""

from collections.abc import Callable
from typing import Any

import pytest

from loomwork.runtime import records
from loomwork.runtime.context import SYSTEM, Context
from loomwork.runtime.errors import NotFound
from loomwork.runtime.records import Query
from loomwork.runtime.views import extents
from tests.company import CUSTOMER, DEAL, ROLES, Install

As = Callable[..., Context]
ALL = Query()
DUE = {"parent": "above", "starts": "due"}
MORE = [
    {"key": "above", "type": "reference", "title": "Above", "settings": {"form": "deal"}},
    {"key": "until", "type": "datetime", "title": "Until"},
    {"key": "days", "type": "date_range", "title": "Days"},
]


@pytest.fixture
def plan(context: Context, install: Install, person: As) -> tuple[Context, Context, dict[str, str]]:
    """(who reads all, who reads his own, ids): part and gap below whole, deep below gap, and work below part."""
    install([CUSTOMER, DEAL | {"fields": [*DEAL["fields"], *MORE]}, *ROLES])
    seller, system = person("seller"), context.acting_as(SYSTEM)
    ids: dict[str, str] = {}

    def make(title: str, **values: Any) -> None:
        ids[title] = records.create(system, "crm", "deal", {"title": title, **values}).id

    mine = seller.actor.person_id
    make("whole", seller=mine)
    make("part", above=ids["whole"], due="2026-03-05", until="2026-03-20T09:00:00Z", days="2026-03-05/2026-03-30")
    make("gap", above=ids["whole"], seller=mine)
    make("deep", above=ids["gap"], due="2026-04-07", days="2026-02-07/2026-02-09", seller=mine)
    make("work", above=ids["part"], due="2027-01-01")
    make("bare")
    return system, seller, ids


def test_days_are_summed_up_through_what_has_none_and_never_past_what_has(
    plan: tuple[Context, Context, dict[str, str]],
) -> None:
    system, _, ids = plan
    asked = [ids["whole"], ids["gap"], ids["bare"]]
    found = {one["id"]: one for one in extents(system, "crm", "deal", DUE | {"ends": "until"}, asked, ALL)["items"]}
    assert found == {
        ids["whole"]: {
            "id": ids["whole"],
            "starts": "2026-03-05",
            "latest": "2026-04-07",
            "ends": "2026-03-20T09:00:00Z",
        },
        ids["gap"]: {"id": ids["gap"], "starts": "2026-04-07", "latest": "2026-04-07", "ends": None},
    }
    ranges = {"parent": "above", "starts": "days"}
    (told,) = extents(system, "crm", "deal", ranges, [ids["whole"]], ALL)["items"]
    assert told == {"id": ids["whole"], "starts": "2026-02-07/2026-03-30", "latest": None, "ends": None}


def test_only_what_one_sees_and_looks_for_is_summed_up(plan: tuple[Context, Context, dict[str, str]]) -> None:
    system, seller, ids = plan
    (told,) = extents(seller, "crm", "deal", DUE, [ids["whole"]], ALL)["items"]
    assert (told["starts"], told["latest"]) == ("2026-04-07", "2026-04-07")
    (told,) = extents(system, "crm", "deal", DUE, [ids["whole"]], Query(search="part"))["items"]
    assert (told["starts"], told["latest"]) == ("2026-03-05", "2026-03-05")


def test_a_circle_ends(plan: tuple[Context, Context, dict[str, str]]) -> None:
    system, _, ids = plan
    records.change(system, "crm", "deal", ids["whole"], {"above": ids["gap"]}, revision=1)
    (told,) = extents(system, "crm", "deal", DUE, [ids["gap"]], ALL)["items"]
    assert (told["starts"], told["latest"]) == ("2026-03-05", "2026-04-07")


@pytest.mark.parametrize("wrong", [{"parent": "customer"}, {"starts": "title"}, {"starts": "id"}, {"ends": "days"}])
def test_fields_that_play_no_such_part_are_refused(
    plan: tuple[Context, Context, dict[str, str]], wrong: dict[str, str]
) -> None:
    with pytest.raises(NotFound):
        extents(plan[0], "crm", "deal", DUE | wrong, [], ALL)
