"""Pickers of people are narrowed by other fields: what they offer, what is refused, what is told."""

from typing import Any

import pytest

from loomwork.runtime import changes, records
from loomwork.runtime.context import Context
from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.errors import InvalidDefinition, InvalidValue, NotFound, Problems
from loomwork.runtime.forms import describe, form_plan
from loomwork.runtime.people import access_to, add_department, place_person
from tests.company import Install

_NARROW = {
    "and": [
        {"in": [{"var": "this.unit"}, {"var": "person.within"}]},
        {"or": [{"in": ["buyer", {"var": "person.roles"}]}, {"==": [{"var": "person.title"}, "head"]}]},
    ]
}


def _errand(narrow: Any) -> dict[str, Any]:
    fields = [
        {"key": "unit", "type": "department", "title": "Unit"},
        {"key": "who", "type": "member", "title": {"zh-CN": "经手人", "en": "Buyer"}, "settings": {"narrow": narrow}},
    ]
    return {"kind": "form", "key": "errand", "title": "Errand", "fields": fields}


BUYER = {"kind": "role", "key": "buyer", "title": "B", "forms": {"errand": {"verbs": ["create", "read", "change"]}}}
BLIND = {
    "kind": "role",
    "key": "blind",
    "title": "Blind",
    "forms": {"errand": {"verbs": ["create", "read"], "fields": {"*": "write", "unit": "hidden"}}},
}


@pytest.fixture
def errands(install: Install, context: Context, person_of: Any) -> dict[str, Any]:
    """Two departments, the second below the first: a buyer in each, and somebody in the first who is none."""
    install([_errand(_NARROW), BUYER, BLIND])

    def unit(tx: Any) -> tuple[str, str]:
        above = add_department(tx, context, "Sales")
        return above, add_department(tx, context, "Sales East", parent=above)

    above, below = changes.run(context, unit)
    people = {"first": person_of("buyer"), "second": person_of("buyer"), "other": person_of("blind")}

    def placed(tx: Any) -> None:
        for name, place in (("first", above), ("second", below), ("other", above)):
            place_person(tx, context, people[name].actor.person_id, place, "")

    changes.run(context, placed)
    return people | {"above": above, "below": below}


def _id(errands: dict[str, Any], name: str) -> str:
    return str(errands[name].actor.person_id)


def _offered(context: Context, values: dict[str, Any], search: str = "") -> list[str]:
    return [one.id for one in records.people_fitting(context, "crm", "errand", "who", values, search, 50)]


def test_the_picker_offers_who_fits_and_waits_for_what_decides(errands: dict[str, Any], context: Context) -> None:
    first, second, other = (_id(errands, name) for name in ("first", "second", "other"))

    assert _offered(context, {"unit": errands["above"]}) == [first, second]
    assert _offered(context, {"unit": errands["below"]}) == [second]
    assert _offered(context, {"unit": errands["above"]}, "P002") == [second]
    assert {first, second, other} <= set(_offered(context, {}))
    # Who does not see what decides is offered everybody, and told of nothing.
    assert other in _offered(errands["other"], {"unit": errands["below"]})


def test_who_does_not_fit_is_refused_and_told_live(errands: dict[str, Any]) -> None:
    caller, wrong = errands["first"], {"unit": errands["below"], "who": _id(errands, "first")}

    with pytest.raises(Problems) as caught:
        records.create(caller, "crm", "errand", wrong)
    [error] = caught.value.errors
    assert (error.pointer, error.sentence("en")) == (
        "/values/who",
        "Buyer does not fit the other fields. Choose another",
    )
    assert [one.pointer for one in records.check_values(caller, "crm", "errand", wrong).errors] == ["/values/who"]

    made = records.create(caller, "crm", "errand", wrong | {"unit": errands["above"]})
    with pytest.raises(Problems):
        records.change(caller, "crm", "errand", made.id, {"unit": errands["below"]}, revision=1)
    assert records.create(caller, "crm", "errand", {"who": _id(errands, "other")}).id


def test_a_page_asks_the_server_and_what_a_hidden_field_decides_is_not_told(
    errands: dict[str, Any], context: Context
) -> None:
    plans = plan_cache(context.workspace).latest()
    plan = form_plan(plans, "crm", "errand")

    def told(reader: Context) -> dict[str, Any]:
        return describe(plan, access_to(reader, plans, "crm", "errand"), "en")

    assert told(errands["first"])["asks"] is True
    assert told(errands["first"])["fields"][1]["settings"] == {"narrow": _NARROW}
    assert told(errands["other"])["fields"][0]["settings"] == {"narrow": None}


def test_what_cannot_be_asked_is_refused(errands: dict[str, Any], context: Context, install: Install) -> None:
    with pytest.raises(InvalidValue) as caught:
        _offered(context, {"unit": "nowhere"})
    assert caught.value.pointer == "/values/unit"
    with pytest.raises(NotFound):
        records.people_fitting(context, "crm", "errand", "unit", {}, "", 50)
    for narrow in ({"==": [{"var": "person.salary"}, 1]}, {"exists": ["errand", True]}, "x", {"var": "this.who"}):
        with pytest.raises(InvalidDefinition) as refused:
            install([_errand(narrow), BUYER, BLIND])
        assert str(refused.value.pointer).startswith("/fields/1/settings/narrow")
    column = {"key": "who", "type": "member", "title": "Who", "settings": {"narrow": _NARROW}}
    lines = {"key": "lines", "type": "detail_lines", "title": "L", "settings": {"columns": [column]}}
    with pytest.raises(InvalidDefinition):
        install([{"kind": "form", "key": "errand", "title": "E", "fields": [lines]}, BUYER])
