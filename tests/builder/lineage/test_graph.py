"""The graph: everything that definitions name is in it, and nothing that they do not."""

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from loomwork.builder.kinds import definition_kinds
from loomwork.builder.lineage import graph_of
from loomwork.builder.lineage.places import Places
from loomwork.builder.packages.reading import read_folder
from loomwork.runtime.definitions import Definition, Plans
from loomwork.runtime.definitions.publishing import content_hash
from loomwork.runtime.errors import PlatformError
from loomwork.runtime.forms.system_columns import SYSTEM_COLUMNS
from tests.builder.lineage.conftest import METRIC, VIEW
from tests.builder.packages.renaming import renamed
from tests.builder.packages.templates import TEMPLATES
from tests.company import CUSTOMER, DEAL, ROLES

# Names that are keys and yet refer to nothing elsewhere: identities themselves, options, outcomes and places in files.
_OWN = {"key", "kind", "name"}
_SAMPLED = 12


def plans_of(*documents: dict[str, Any]) -> Plans:
    made = [Definition("crm", one["kind"], one["key"], 1, content_hash(one), one) for one in documents]
    return Plans(0, [], made, {})


def edges(plans: Plans, id: str) -> set[tuple[str, str, str]]:
    return {(edge.source, edge.how, edge.target) for edge in graph_of(plans).touching(id)}


def test_a_field_leads_to_all_that_reads_shows_filters_writes_and_permits_it() -> None:
    plans = plans_of(CUSTOMER, DEAL, *ROLES, VIEW, METRIC)

    amount = "field:crm.deal.amount"
    assert edges(plans, amount) == {
        (amount, "reads", "field:crm.deal.band"),
        (amount, "reads", "check:crm.deal.won_amount"),
        (amount, "shows", "check:crm.deal.won_amount"),
        (amount, "filters", "view:crm.big"),
        (amount, "filters", "role:crm.auditor"),
        (amount, "permits", "role:crm.clerk"),
    }
    assert ("rule:crm.deal.urgent_reason", "governs", "field:crm.deal.reason") in edges(plans, "field:crm.deal.reason")
    assert edges(plans, "metric:crm.banded") == {
        ("form:crm.deal", "source", "metric:crm.banded"),
        ("field:crm.deal.band", "filters", "metric:crm.banded"),
        ("field:crm.deal.due", "reads", "metric:crm.banded"),
        ("field:crm.deal.customer", "splits", "metric:crm.banded"),
        ("field:crm.customer.level", "splits", "metric:crm.banded"),
    }


def test_a_metric_without_a_moment_of_its_own_reads_the_one_it_goes_by() -> None:
    plans = plans_of(CUSTOMER, DEAL, {name: METRIC[name] for name in METRIC if name != "moment"})

    assert ("field:crm.deal.created_at", "reads", "metric:crm.banded") in edges(plans, "metric:crm.banded")


def test_a_duration_reads_what_its_formula_asks_and_goes_by_the_calendars_of_the_workspace() -> None:
    asked = {"maxifs": ["customer", "created_at", {"==": [{"var": "row.id"}, {"var": "this.customer"}]}]}
    ends = {"from": {"formula": asked}, "to": "created_at"}
    plain = {name: METRIC[name] for name in METRIC if name not in ("aggregate", "moment")}
    measured = plain | {"aggregate": {"type": "duration", "clock": "working", **ends}}
    week = {"monday": [["09:00", "18:00"]]}
    calendars = [
        {"kind": "calendar", "key": key, "title": key, "hours": week} | more
        for key, more in (("company", {}), ("plant", {"departments": ["d"]}), ("offered", {}))
    ]

    found = edges(plans_of(CUSTOMER, DEAL, measured, *calendars), "metric:crm.banded")
    assert ("field:crm.customer.created_at", "reads", "metric:crm.banded") in found
    assert {source for source, how, _ in found if how == "uses"} == {"calendar:crm.company"}
    measured["aggregate"]["calendar_of"] = "seller"
    found = edges(plans_of(CUSTOMER, DEAL, measured, *calendars), "metric:crm.banded")
    assert {source for source, how, _ in found if how == "uses"} == {"calendar:crm.company", "calendar:crm.plant"}


def test_formulas_lead_through_references_lines_other_forms_parameters_and_tables(core: Plans) -> None:
    graph = graph_of(core)

    assert not [edge for edges in graph.after.values() for edge in edges if edge.target not in graph.nodes]
    assert {"reads", "filters", "shows", "sorts", "splits", "writes", "governs", "permits", "sends", "uses"} <= {
        edge.how for edges in graph.after.values() for edge in edges
    }
    through = {(edge.source, edge.of) for edges in graph.after.values() for edge in edges if edge.source.count(".") > 2}
    assert through, "columns of lines are fields of their own"


def test_just_the_documents_that_the_graph_names_are_refused_when_a_field_is_removed(core: Plans) -> None:
    """The whole claim of where-used, held against the checks of publishing, which know nothing of the graph."""
    graph = graph_of(core)
    fields = [node for node in graph.nodes.values() if node.type == "field" and "." not in node.part]
    own = [one for one in fields if one.part not in SYSTEM_COLUMNS]
    busiest = sorted(own, key=lambda one: len({edge.document for edge in graph.touching(one.id)}), reverse=True)
    for field in [busiest[0], *random.Random(7).sample(own, _SAMPLED)]:
        form = core.get("form", *_form(field))
        left = [one for one in form.document["fields"] if one["key"] != field.part]
        after = _with(core, replace(form, document=form.document | {"fields": left}, hash=f"without {field.id}"))

        named = {edge.document for edge in graph.touching(field.id) if edge.document[0] not in ("message", "app")}

        refused = {(one.kind, one.app, one.key) for one in _refused(after)}
        # What is about a form that does not compile is refused for that, whatever it names itself.
        by_another = any(kind == "form" for kind, _, _ in named)
        assert named <= refused
        assert refused == named or by_another


def _form(node: Any) -> tuple[str, str]:
    return node.app, node.key


def _with(plans: Plans, changed: Definition) -> Plans:
    every = [one for kind in plans.kinds() for one in plans.documents(kind)]
    kept = [changed if (one.kind, one.name) == (changed.kind, changed.name) else one for one in every]
    values = {(app, key): value for app in plans.apps for key, value in plans.parameters(app).items()}
    return Plans(1, plans.apps.values(), kept, values)


def _refused(plans: Plans) -> Iterator[Definition]:
    for kind, checked in definition_kinds.items():
        for definition in plans.documents(kind):
            try:
                checked.check(plans, definition)
            except PlatformError:
                yield definition


@pytest.mark.parametrize("folder", TEMPLATES, ids=lambda folder: folder.name)
def test_every_place_that_renaming_knows_is_in_the_graph(folder: Path) -> None:
    """Renaming finds keys by what they look like, the graph by what schemas say: what one knows the other must."""
    package = read_folder(folder)
    made = [document for document in package.documents if document["kind"] != "intake"]  # which names fields
    fields = {one["key"] for document in made for one in document.get("fields", ())}
    after = renamed(package, seed=5)
    for old, new in zip(package.documents, after.documents, strict=True):
        if old["kind"] not in ("view", "metric", "role"):
            continue
        told = {told.mention.pointer for told in Places(definition_kinds.get(old["kind"]).schema()).of(old)}
        for pointer, key in _changed(old, new, ""):
            named = pointer.rpartition("/")[2]
            if key in fields and named not in _OWN and "value" not in pointer:
                assert any(one.startswith(pointer) or pointer.startswith(one) for one in told), (old["key"], pointer)


def _changed(old: Any, new: Any, pointer: str) -> Iterator[tuple[str, str]]:
    """The texts that renaming replaced, members of maps included."""
    if isinstance(old, dict):
        for (name, inner), (other, changed) in zip(old.items(), new.items(), strict=True):
            if name != other:
                yield f"{pointer}/{name}", name
            yield from _changed(inner, changed, f"{pointer}/{name}")
    elif isinstance(old, list):
        for index, (inner, changed) in enumerate(zip(old, new, strict=True)):
            yield from _changed(inner, changed, f"{pointer}/{index}")
    elif old != new:
        yield pointer, str(old)
