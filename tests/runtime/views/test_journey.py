"""Journey: cases followed over forms, marked by rule, under the rights of each lane's form."""

from collections.abc import Callable
from typing import Any

import pytest

from loomwork.runtime import records
from loomwork.runtime.context import Context
from loomwork.runtime.errors import InvalidDefinition, NotFound
from loomwork.runtime.records import Query
from loomwork.runtime.views import journey
from tests.company import CUSTOMER, DEAL, ROLES, Install

PAID: dict[str, Any] = {
    "kind": "form",
    "key": "bill",
    "title": "Bill",
    "fields": [
        {"key": "number", "type": "text", "title": "Number"},
        {"key": "deal", "type": "reference", "title": "Deal", "settings": {"form": "deal"}},
        {"key": "buyer", "type": "reference", "title": "Buyer", "settings": {"form": "customer"}},
        {"key": "on", "type": "date", "title": "On"},
    ],
}


def said(title: str, **when: Any) -> dict[str, Any]:
    return {"when": when, "as": {"title": title, "tone": "bad"}}


LANES: list[dict[str, Any]] = [
    {"form": "customer"},
    {
        "form": "deal",
        "through": "customer",
        "moment": "due",
        "stage": "status",
        "title": {"zh-CN": "生意", "en": "Business"},
        "mark": [said("Skipped", crossing="skipped"), said("Large", field="amount", operator="at_least", value="500")],
    },
    {
        "form": "bill",
        "through": "deal",
        "moment": "on",
        "mark": [said("Back", crossing="went_back"), said("Slow", crossing="longer_than", span="PT240H")],
    },
    {"form": "bill", "through": "buyer", "title": "Direct"},
]


def view(lanes: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "kind": "view",
        "key": "way",
        "form": "customer",
        "type": "journey",
        "title": "Way",
        "settings": {"lanes": lanes},
    }


BILL_READER = {"kind": "role", "key": "biller", "title": "B", "forms": {"bill": {"verbs": ["read"]}}}


@pytest.fixture
def cases(context: Context, install: Install) -> dict[str, str]:
    install([CUSTOMER, DEAL, PAID, *ROLES, BILL_READER, view(LANES)])

    def make(form: str, **values: Any) -> str:
        return records.create(context, "crm", form, values).id

    found = {name: make("customer", name=name, level="A") for name in ("Ann", "Bob", "Cyd", "Dan")}
    first = make("deal", title="Lamp", customer=found["Ann"], due="2026-01-01", amount="900")
    make("deal", title="Desk", customer=found["Ann"], due="2026-01-05", amount="100")
    make("bill", number="1", deal=first, on="2026-01-03")
    late = make("deal", title="Sofa", customer=found["Bob"], due="2026-01-01")
    make("bill", number="2", deal=late, on="2026-02-01")
    make("bill", number="3", buyer=found["Cyd"])
    return found


def test_each_case_shows_its_latest_and_what_went_wrong(context: Context, cases: dict[str, str]) -> None:
    found = journey(context, "crm", "customer", "way", Query(sort=("name",), limit=3))
    assert [(lane["title"], lane["count"]) for lane in found["lanes"]] == [
        ("客户", 4),
        ("生意", 2),
        ("Bill", 2),
        ("Direct", 1),
    ]
    told = [
        [
            None if cell is None else (cell["title"], cell["count"], [mark["title"] for mark in cell["marks"]])
            for cell in row["cells"][1:]
        ]
        for row in found["rows"]
    ]
    assert told == [
        [("Desk", 2, ["Large"]), ("1", 1, ["Back"]), None],
        [("Sofa", 1, []), ("2", 1, ["Slow"]), None],
        [("", 0, ["Skipped"]), None, ("3", 1, [])],
    ]
    desk = found["rows"][0]["cells"][1]
    assert (desk["stage"], desk["moment"]) == ("new", "2026-01-04T16:00:00Z")
    last = journey(context, "crm", "customer", "way", Query(sort=("name",), limit=3, cursor=found["next_cursor"]))
    assert ([row["title"] for row in last["rows"]], last["next_cursor"]) == (["Dan"], None)
    only = Query(filter={"field": "name", "operator": "equal", "value": "Bob"})
    assert [lane["count"] for lane in journey(context, "crm", "customer", "way", only)["lanes"]] == [1, 1, 1, 0]


def test_lanes_one_may_not_follow_are_not_there(
    context: Context, cases: dict[str, str], person_of: Callable[..., Context]
) -> None:
    def lanes(reader: Context) -> list[tuple[str, int]]:
        return [(lane["title"], lane["count"]) for lane in journey(reader, "crm", "customer", "way", Query())["lanes"]]

    assert lanes(person_of("importer")) == [("客户", 4), ("生意", 2)]
    assert lanes(person_of("seller")) == [("客户", 4), ("生意", 0)]  # deals of others are nothing to him
    assert lanes(person_of("clerk", "biller")) == [("客户", 4), ("Direct", 1)]
    with pytest.raises(NotFound):
        lanes(person_of("auditor"))
    with pytest.raises(NotFound):
        journey(context, "crm", "deal", "way", Query())


@pytest.mark.parametrize(
    ("lanes", "pointer"),
    [
        ([{"form": "deal"}, LANES[1]], "/settings/lanes/0/form"),
        ([LANES[0], {"form": "no", "through": "x"}], "/settings/lanes/1/form"),
        ([LANES[0], {"form": "deal"}], "/settings/lanes/1/through"),
        ([LANES[0], {"form": "deal", "through": "seller"}], "/settings/lanes/1/through"),
        ([LANES[0], LANES[1] | {"moment": "title"}], "/settings/lanes/1/moment"),
        ([LANES[0], LANES[1] | {"stage": "title"}], "/settings/lanes/1/stage"),
        ([LANES[0], LANES[1] | {"mark": [said("X", crossing="lost")]}], "/settings/lanes/1/mark/0/when/crossing"),
        (
            [LANES[0], LANES[1] | {"mark": [said("X", crossing="longer_than", span="soon")]}],
            "/settings/lanes/1/mark/0/when/span",
        ),
        ([{"form": "customer", "mark": [said("X", crossing="went_back")]}, LANES[1]], "/settings/lanes/0/mark"),
    ],
)
def test_lanes_must_hang_together(compiled: Callable[..., Any], lanes: list[dict[str, Any]], pointer: str) -> None:
    with pytest.raises(InvalidDefinition) as caught:
        compiled(view(lanes))
    assert caught.value.pointer == pointer


def test_what_is_no_journey_is_refused(context: Context, install: Install) -> None:
    install([CUSTOMER, DEAL, *ROLES, view([]) | {"type": "table", "settings": {}}])
    with pytest.raises(InvalidDefinition):
        journey(context, "crm", "customer", "way", Query())
