"""Walking both ways, how values came, and what a removal breaks: each only as far as the reader may see."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from loomwork.builder.checking import check_together
from loomwork.builder.lineage import touched, trace, values_of
from loomwork.runtime import records
from loomwork.runtime.context import Context, Provenance
from loomwork.runtime.definitions import Definition, Plans, plan_cache
from loomwork.runtime.errors import NotFound, Problems

AMOUNT, BAND, BANDED = "field:crm.deal.amount", "field:crm.deal.band", "metric:crm.banded"


def test_a_figure_goes_back_to_the_field_that_was_typed_and_the_field_on_to_the_figure(
    context: Context, crm: None
) -> None:
    up = trace(context, BANDED, "up")

    assert {one["id"]: one["distance"] for one in up["nodes"]}[AMOUNT] == -2
    assert {(one["from"], one["how"], one["to"]) for one in up["edges"]} >= {
        (AMOUNT, "reads", BAND),
        (BAND, "filters", BANDED),
    }
    down = {one["id"]: one for one in trace(context, AMOUNT, "down")["nodes"]}
    assert down[BANDED]["distance"] == 2
    assert (down[BANDED]["title"], down[BANDED]["type_title"], down[BANDED]["form_title"]) == (
        "高档商机",
        "指标",
        "商机",
    )
    # A form is where a walk ends: through it everything would hang together with everything.
    assert "field:crm.deal.due" not in down


def test_what_one_may_not_see_is_not_in_the_graph_and_not_counted(
    context: Context, crm: None, person_of: Callable[..., Context]
) -> None:
    auditor, seller = person_of("auditor"), person_of("seller")

    with pytest.raises(NotFound):
        trace(auditor, AMOUNT)
    with pytest.raises(NotFound):
        trace(auditor, BANDED)
    with pytest.raises(NotFound):
        touched(auditor, AMOUNT)
    seen = trace(auditor, "field:crm.deal.title")
    assert {one["id"] for one in seen["nodes"]} == {"field:crm.deal.title"}
    # Who sees the fields sees the rest; roles are told only to those who may see people.
    types = {one["type"] for one in trace(seller, AMOUNT)["nodes"]}
    assert "view" in types
    assert "role" not in types
    assert any(one["type"] == "role" for one in trace(context, AMOUNT)["nodes"])


def test_values_are_counted_by_how_they_came(context: Context, crm: None) -> None:
    came: list[tuple[Provenance, int]] = [("typed", 3), ("import", 2)]
    for provenance, count in came:
        for number in range(count):
            values = {"title": f"{provenance} {number}", "amount": "5"}
            records.create(replace(context, provenance=provenance), "crm", "deal", values)
    made = records.create(context, "crm", "deal", {"title": "without"})
    workflow = replace(context, provenance="workflow")
    records.change(workflow, "crm", "deal", made.id, {"amount": "7"}, revision=made.revision)

    found = values_of(context, AMOUNT)

    assert (found["computed"], found["records"], found["looked_at"]) == (False, 6, 6)
    assert {one["provenance"]: one["values"] for one in found["by"]} == {"typed": 3, "import": 2, "workflow": 1}
    assert values_of(context, BAND)["computed"] is True


def test_removing_a_field_names_every_place_and_how_many_records_hold_a_value(context: Context, crm: None) -> None:
    records.create(context, "crm", "deal", {"title": "A", "amount": "5"})
    records.create(context, "crm", "deal", {"title": "B"})

    found = touched(context, AMOUNT)

    assert found["holding"] == 1
    places = {(one["id"], one["how"], one["pointer"]) for one in found["places"]}
    assert ("view:crm.big", "filters", "/settings/filter/field") in places
    assert ("role:crm.auditor", "filters", "/forms/deal/rows/read/>=/0/var") in places
    assert found["refused"] == len(found["places"]) == 6


def test_publishing_without_the_field_is_refused_at_just_those_places(context: Context, crm: None) -> None:
    with context.workspace.database.read() as connection:
        before = plan_cache(context.workspace).at(connection)
    form = before.get("form", "crm", "deal")
    left = [one for one in form.document["fields"] if one["key"] != "amount"]
    without = replace(form, document=form.document | {"fields": left}, hash="without")
    every = [one for kind in before.kinds() for one in before.documents(kind)]
    after = Plans(2, before.apps.values(), [without if one is form else one for one in every], {})

    with pytest.raises(Problems) as refused:
        check_together(after, "crm", before)

    told = {error.pointer for error in refused.value.errors}
    # The formula that stood behind the field has moved up by one.
    places = {one["pointer"].replace("/fields/5/", "/fields/4/") for one in touched(context, AMOUNT)["places"]}
    assert places <= told
    words = next(e for e in refused.value.errors if e.pointer == "/settings/filter/field").sentence("zh-CN")
    assert "视图「大单」" in words
    assert "还在用已删除的字段「金额」" in words
    assert isinstance(without, Definition)
