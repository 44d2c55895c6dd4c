"""Dispatches replayed: draws are drawn again, and what changed in the meantime is not taken for the draft's doing."""

from copy import deepcopy
from typing import Any

import pytest

from loomwork.runtime import records
from loomwork.runtime.definitions import plan_cache

from ..conftest import APP, Company, Start
from ..test_replaying import again, by_record
from .test_decisions import TOP, dispatching


@pytest.fixture
def drawn(publish_flow: Start) -> tuple[Company, dict[str, str], str]:
    """Large requests, each drawn among the two strongest until both got some; record → who got it; the profile
    of ann."""
    company = dispatching(publish_flow, among_top=TOP, mark={})
    ann = company.profile("ann", strength=9, load=5)
    company.profile("bob", strength=8, load=2)
    company.profile("cy", strength=1, load=0)
    made: dict[str, str] = {}
    while len(set(made.values())) < 2:
        record = company.request(amount=200)
        made[record] = company.holders(record)[0]
    return company, made, ann


def drafted(company: Company, **top: Any) -> dict[str, Any]:
    document = deepcopy(plan_cache(company.context.workspace).latest().get("workflow", APP, "flow").document)
    document["nodes"][0]["settings"]["among_top"] |= top
    return dict(document)


def test_draws_are_drawn_again_and_another_way_to_pick_moves_those_it_moves(
    drawn: tuple[Company, dict[str, str], str],
) -> None:
    company, made, _ = drawn
    same = again(company)["items"]
    assert [(item["differences"], item["chosen"], item["drifted"]) for item in same] == [([], None, False)] * len(made)
    best = by_record(again(company, document=drafted(company, pick="best")))
    moved = {record: item["chosen"] for record, item in best.items() if item["chosen"] is not None}
    # The best score has bob, who holds less.
    assert moved == {one: {"before": "Ann", "after": "Bob"} for one, person in made.items() if person == "ann"}


def test_who_is_away_today_is_marked_and_not_the_drafts_doing(drawn: tuple[Company, dict[str, str], str]) -> None:
    company, made, ann = drawn
    records.change(company.context, APP, "profile", ann, {"on_duty": 0}, revision=1)
    items = by_record(again(company))
    assert all(item["differences"] == [] and item["chosen"] is None for item in items.values())
    assert all(items[one]["drifted"] for one, person in made.items() if person == "ann")


def test_a_draft_of_the_ranking_moves_those_it_moves(publish_flow: Start) -> None:
    company = dispatching(publish_flow, mark={})
    company.profile("ann", strength=9, load=5)
    company.profile("bob", strength=8, load=2)
    company.request(amount=200)
    plans = plan_cache(company.context.workspace).latest()
    ranking = deepcopy(next(iter(plans.documents("ranking", APP))).document)
    strength = {"key": "only", "weight": 1, "value": {"var": "candidate.strength"}}
    (same,) = again(company)["items"]
    first = company.holders(same["record"])[0]
    other = {"ann": "bob", "bob": "ann"}[first]
    if first == "ann":
        strength["value"] = {"-": [100, {"var": "candidate.strength"}]}
    (item,) = again(company, beside=[dict(ranking) | {"terms": [strength]}])["items"]
    assert item["chosen"] == {"before": first.capitalize(), "after": other.capitalize()}
    assert not item["drifted"]
