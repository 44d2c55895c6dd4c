"""A workflow started by hand: by whom and where, with what, once however often one presses."""

from typing import Any

import pytest
import sqlalchemy as sa

from loomwork.runtime import changes
from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.errors import InvalidDefinition, NotFound, Problems
from loomwork.runtime.forms import form_plan
from loomwork.runtime.people.changing import PersonChange, change_person
from loomwork.runtime.workflows import by_hand, tables
from loomwork.runtime.workflows.errors import NotForThis, RunsAlready
from tests.runtime.workflows.conftest import APP, REQUEST, Company, company, edge, node, wait, workflow

__all__ = ["company"]

INPUTS = [
    {"key": "why", "type": "text", "title": {"zh-CN": "原因", "en": "Why"}, "required": True},
    {"key": "price", "type": "currency", "title": "Price", "settings": {"currency": "CNY"}, "default": "5"},
    {"key": "day", "type": "date", "title": "Day"},
    {"key": "whom", "type": "member", "title": "Whom"},
    {"key": "rows", "type": "list"},
]


def by(*nodes: dict[str, Any], **trigger: Any) -> dict[str, Any]:
    given = {"type": "manual", "roles": ["signer"], "form": None} | trigger
    made = workflow(list(nodes) or [wait("rest", "P1D")], [edge("start", "rest"), edge("rest", "end")])
    return made | {"trigger": {name: value for name, value in given.items() if value is not None}}


def instances(company: Company) -> list[Any]:
    return company.rows(sa.select(tables.instance).order_by(tables.instance.c.id))


def test_it_is_offered_to_whose_role_it_is_and_starts_once_under_one_key(company: Company) -> None:
    company.publish(by(form="request", hint={"zh-CN": "催一催", "en": "Hurry"}, inputs=INPUTS[:1]))
    record, bob = company.request(), company.as_("bob")

    (offer,) = by_hand.offers(bob, APP, "request", record)
    assert (offer["title"], offer["hint"], offer["state"]) == ("Flow", "Hurry", "ready")
    assert [one["key"] for one in offer["inputs"]] == ["why"]
    assert by_hand.offers(company.as_("cy"), APP, "request", record) == []
    with pytest.raises(NotFound):
        by_hand.start_by_hand(company.as_("cy"), APP, "flow", {"why": "now"}, record=record)
    with pytest.raises(NotFound):
        by_hand.offers(company.as_("eve"), APP, "request", record)

    first, again = (
        by_hand.start_by_hand(bob, APP, "flow", {"why": "now"}, record=record, idempotency_key="k") for _ in range(2)
    )

    (row,) = instances(company)
    assert first == again == by_hand.Started(row.id, "waiting", {"app": APP, "form": "request", "record": record})
    assert (row.initiator, row.record_id, row.variables["start"]) == (company.ids["bob"], record, {"why": "now"})
    shown = company.flow(record)
    assert (shown["steps"][0]["title"], shown["steps"][0]["who"]) == ("Started by hand", ["Bob"])


def test_inputs_are_read_by_their_types_and_refused_in_words(company: Company) -> None:
    more = {"key": "sum", "type": "decimal", "value": {"+": [{"var": "trigger.price"}, 1]}}
    company.publish(by(node("rest", "compute", values=[more]), inputs=INPUTS))
    bob, eve = company.as_("bob"), company.ids["eve"]

    with pytest.raises(Problems) as refused:
        by_hand.start_by_hand(bob, APP, "flow", {"day": "soon", "rows": [1], "whom": "0" * 26})
    pointers = {one.pointer: one.sentence("en") for one in refused.value.errors}
    assert pointers["/inputs/why"] == "Why is missing"
    assert set(pointers) >= {"/inputs/why", "/inputs/day", "/inputs/rows"}
    changes.run(company.context, lambda tx: change_person(tx, company.context, eve, PersonChange(active=False)))
    with pytest.raises(Problems) as gone:
        by_hand.start_by_hand(bob, APP, "flow", {"why": "x", "whom": eve})
    assert [one.pointer for one in gone.value.errors] == ["/inputs/whom"]

    by_hand.start_by_hand(bob, APP, "flow", {"why": "x", "day": "2026-02-01"})

    (row,) = instances(company)
    assert row.variables["start"] == {"why": "x", "price": "5.00", "day": "2026-02-01", "whom": None}
    assert row.variables["rest"]["sum"] == "6"


def test_it_starts_only_where_its_condition_holds_and_alone_where_it_says_so(company: Company) -> None:
    company.publish(by(form="request", where={">": [{"var": "record.amount"}, 10]}, alone=True))
    small, large, bob = company.request(amount=1), company.request(amount=11), company.as_("bob")
    assert [one["state"] for one in by_hand.offers(bob, APP, "request", small)] == ["unfit"]
    with pytest.raises(NotForThis):
        by_hand.start_by_hand(bob, APP, "flow", {}, record=small)

    outcome = by_hand.start_on_all(bob, APP, "flow", [small, large, "0" * 26], {}, "bulk")
    assert outcome.done == [large]
    assert {type(one) for one in outcome.refused.values()} == {NotForThis, NotFound}
    assert by_hand.start_on_all(bob, APP, "flow", [large], {}, "bulk").done == [large]
    assert len(instances(company)) == 1

    (offer,) = by_hand.offers(bob, APP, "request", large)
    assert offer["state"] == "running"
    with pytest.raises(RunsAlready):
        by_hand.start_by_hand(bob, APP, "flow", {}, record=large)


@pytest.mark.parametrize(
    ("trigger", "pointer"),
    [
        ({"inputs": [{"key": "a"}, {"key": "a"}]}, "/trigger/inputs/1/key"),
        ({"inputs": [{"key": "a", "type": "txt"}]}, "/trigger/inputs/0/type"),
        ({"inputs": [{"key": "a", "type": "formula"}]}, "/trigger/inputs/0/type"),
        ({"inputs": [{"key": "a", "type": "integer", "default": "many"}]}, "/trigger/inputs/0/default"),
        ({"roles": ["nobody"]}, "/trigger/roles/0"),
    ],
)
def test_publishing_says_what_cannot_be_filled_in(company: Company, trigger: dict[str, Any], pointer: str) -> None:
    company.publish(by(**trigger))
    assert company.refusal().pointer == pointer


@pytest.mark.parametrize(
    ("trigger", "said"),
    [
        ({"form": "request"}, None),
        ({"form": "request", "roles": []}, "nobody can start"),
        ({"form": "report"}, "not about this form"),
        (None, "no workflow named"),
    ],
)
def test_a_button_starts_what_somebody_may_start_on_its_form(
    company: Company, trigger: dict[str, Any] | None, said: str | None
) -> None:
    button = {"key": "hurry", "button": "Hurry", "do": {"start": "flow"}, "confirm": "Now?"}
    section = {"key": "all", "section": None, "fields": ["name", button]}
    flows = [] if trigger is None else [by(**trigger)]
    company.publish(*flows, REQUEST | {"layout": [section]})
    plans = plan_cache(company.context.workspace).latest()
    form = form_plan(plans, APP, "request")
    if said is None:
        by_hand.check_buttons(plans, form)
        return
    with pytest.raises(InvalidDefinition) as refused:
        by_hand.check_buttons(plans, form)
    assert refused.value.pointer == "/layout/0/fields/1/do/start"
    assert said in refused.value.sentence("en")
