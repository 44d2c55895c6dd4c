"""One verdict on every way of writing: the form in the browser, a program, an import, a workflow."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from loomwork.runtime import changes, imports, jobs, records
from loomwork.runtime.context import Actor, Context
from loomwork.runtime.definitions import plans_in, publish, put_app
from loomwork.runtime.errors import Problems
from loomwork.runtime.forms import build_tables
from loomwork.runtime.people import person_actor
from tests.web.site import CLERK, DEAL, RECORDS, SELLER, Site

CHECKS: list[dict[str, Any]] = [
    {"key": "dear", "assert": {"<=": [{"var": "record.price"}, "1000"]}, "message": "too dear", "field": "price"},
    {"key": "vague", "guard": {"field": "name", "phrases": ["something"]}, "message": "say what instead of {phrase}"},
    {
        "key": "known",
        "assert": {"!": {"exists": ["deal", {"==": [{"var": "row.name"}, {"var": "this.name"}]}]}},
        "lock": ["name"],
        "reveals": ["price"],
        "message": "there is one worth {price}",
    },
    {
        "key": "cheap",
        "warn": True,
        "assert": {">=": [{"var": "record.price"}, "1"]},
        "message": "very cheap",
        "field": "price",
    },
]
Way = Callable[[Site, dict[str, Any]], list[str]]


def by_form(site: Site, values: dict[str, Any]) -> list[str]:
    answer = site.client("chief").post(RECORDS, {"values": values, "confirmed": ["cheap"]})
    return [error["detail"] for error in answer.get_json().get("errors", ())]


def by_program(site: Site, values: dict[str, Any]) -> list[str]:
    chief = site.client("chief")
    token = chief.post("/api/v1/account/tokens", {"title": "t"}).get_json()["token"]
    answer = site.anybody().post(RECORDS, {"values": values}, Authorization=f"Bearer {token}")
    return [error["detail"] for error in answer.get_json().get("errors", ())]


def by_import(site: Site, values: dict[str, Any]) -> list[str]:
    context = replace(_english(site), actor=person_actor(site.workspace, site.people["chief"]))
    rows = [",".join(values), ",".join(str(value) for value in values.values())]
    made = imports.draft(context, "shop", "deal", "\n".join(rows).encode(), "deals.csv")
    imports.start(context, made["id"])
    jobs.run_due(site.workspace)
    return [problem["message"] for problem in imports.problems(context, made["id"])]


def by_workflow(site: Site, values: dict[str, Any]) -> list[str]:
    context = _english(site).acting_as(Actor(kind="app", app="shop", name="shop"), "workflow")
    try:
        changes.run(context, lambda tx: records.create(context, "shop", "deal", values, tx=tx))
    except Problems as problems:
        return [error.sentence("en") for error in problems.errors]
    return []


def _english(site: Site) -> Context:
    return replace(site.context, locale="en")


@pytest.mark.parametrize("way", [by_form, by_program, by_import, by_workflow])
def test_every_way_of_writing_gives_the_same_verdict(site: Site, way: Way) -> None:
    def unit(tx: Any) -> None:
        manifest = {"package": "shop", "asks_for": {"writes": ["deal"]}}
        put_app(tx, site.context, "shop", "1.0.1", manifest, [])
        publish(tx, site.context, "shop", [{**DEAL, "checks": CHECKS}, SELLER, CLERK])
        build_tables(tx, plans_in(site.workspace, tx))

    changes.run(site.context, unit)
    site.deal("ben", name="Lamps", price="7")

    assert way(site, {"name": "Lights", "price": "1001"}) == ["too dear"]
    assert way(site, {"name": "something new", "price": "5"}) == ["say what instead of something"]
    assert way(site, {"name": "Lamps", "price": "5"}) == ["there is one worth ¥7.00"]
    assert way(site, {"name": "Lights", "price": "0.5"}) == []
    assert records.count(site.context, "shop", "deal") == (2, True)
