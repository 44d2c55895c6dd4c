"""An app made by hand becomes a package: it holds elsewhere, asks for what others set, and takes nobody along."""

from copy import deepcopy
from typing import Any

import pytest

from loomwork.builder.own_apps import make_app
from loomwork.builder.packages import read_archive
from loomwork.builder.packages.consents import asked_consents
from loomwork.builder.packages.installing import Installing, install
from loomwork.builder.packing import Wanted, WantedParameter, pack, propose
from loomwork.builder.packing.packing import NamesPeople
from loomwork.builder.publishing import bring_up_to_date
from loomwork.runtime import changes, records
from loomwork.runtime.context import SYSTEM, Context
from loomwork.runtime.definitions import plan_cache, plans_in, publish
from loomwork.runtime.errors import InvalidValue, Problems
from loomwork.runtime.people import NewPerson, add_person
from loomwork.runtime.storage import Installation

APP = "leave"
KIND = {"kind": "form", "key": "sort", "title": "Sort", "title_field": "name", "fields": [
    {"key": "name", "type": "text", "title": "Name", "unique": True}]}  # fmt: skip
REQUEST: dict[str, Any] = {
    "kind": "form",
    "key": "request",
    "title": {"zh-CN": "请假", "en": "Leave"},
    "fields": [
        {"key": "why", "type": "text", "title": "Why"},
        {"key": "days", "type": "integer", "title": "Days"},
        {"key": "begins", "type": "date", "title": "Begins"},
        {"key": "sort", "type": "reference", "title": "Sort", "settings": {"form": "sort"}},
        {"key": "whose", "type": "member", "title": "Whose"},
    ],
    "checks": [
        {"key": "short", "assert": {"<=": [{"var": "record.days"}, 3]}, "message": "Too long"},
    ],
}
DECIDES: dict[str, Any] = {
    "kind": "workflow",
    "key": "decides",
    "title": "Decides",
    "trigger": {"type": "record_created", "form": "request"},
    "nodes": [
        {
            "key": "decide",
            "type": "approval",
            "title": "Decide",
            "settings": {"approvers": {"manager_of": {"field": "whose"}}, "nobody": "incident"},
            "limits": [
                {
                    "key": "late", "title": "Late", "until": "done", "after": "PT24H",
                    "do": [{"message": "late", "to": "assignee"}],
                }
            ],
        }
    ],
    "edges": [
        {"from": "start", "to": "decide"},
        {"from": "decide", "when": "approved", "to": "end"},
        {"from": "decide", "when": "rejected", "to": "end"},
    ],
}  # fmt: skip
LATE = {"kind": "message", "key": "late", "class": "deadline", "title": "Late", "text": "It waits."}
ROLE = {"kind": "role", "key": "clerk", "title": "Clerk", "forms": {"request": {"verbs": ["create", "read"]}}}
ALL = [KIND, REQUEST, DECIDES, LATE, ROLE]


@pytest.fixture
def made(context: Context) -> Context:
    make_app(context, APP, "Leave", "Days off")
    published(context, ALL)
    sort = records.create(context, APP, "sort", {"name": "Rest"}).id
    values = {"why": "rest", "days": 2, "begins": "2026-01-02", "sort": sort}
    records.create(context, APP, "request", values)
    return context


def published(context: Context, documents: list[dict[str, Any]]) -> None:
    def unit(tx: Any) -> None:
        before = plans_in(context.workspace, tx)
        publish(tx, context, APP, documents)
        bring_up_to_date(tx, context, before)

    changes.run(context, unit)


@pytest.fixture
def elsewhere(installation: Installation) -> Context:
    """Another company."""
    return Context(installation.create_workspace("Elsewhere"), SYSTEM)


def installed(context: Context, content: bytes, **parameters: Any) -> None:
    package = read_archive(content)
    consents = [one.id for one in asked_consents(package)]
    install(context, package, Installing(parameters=parameters, consents=consents))


def test_what_could_go_along_is_proposed(made: Context) -> None:
    found = propose(made, APP)
    assert (found["title"], found["summary"], found["version"]) == ("Leave", "Days off", "0.1.0")
    assert [(one["kind"], one["key"]) for one in found["documents"]] == sorted((d["kind"], d["key"]) for d in ALL)
    assert [(one["type"], one["value"], one["key"]) for one in found["constants"]] == [
        ("integer", 3, "request"),
        ("duration", "PT24H", "decides"),
    ]
    assert found["forms"] == [
        {"key": "request", "title": "请假", "records": 1},
        {"key": "sort", "title": "Sort", "records": 1},
    ]
    assert found["named"] == []


def test_it_holds_elsewhere_with_parameters_and_samples(made: Context, elsewhere: Context) -> None:
    three, day = propose(made, APP)["constants"]
    wished = [
        WantedParameter(three["kind"], three["key"], three["pointer"], "longest", "Longest leave", "integer"),
        WantedParameter(day["kind"], day["key"], day["pointer"], "decide_within", "Decide within", "duration"),
    ]
    content = pack(made, APP, Wanted("1.2.0", "Days off", "For all", parameters=wished, samples=["request", "sort"]))
    assert content == pack(
        made, APP, Wanted("1.2.0", "Days off", "For all", parameters=wished, samples=["sort", "request"])
    )

    installed(elsewhere, content, longest=5)

    app = plan_cache(elsewhere.workspace).latest().apps[APP]
    assert (app.version, app.manifest["title"]) == ("1.2.0", "Days off")
    (sample,) = records.query(elsewhere, APP, "request", records.Query()).items
    told = records.dump_record(elsewhere, sample)
    assert (sample.values["why"], told["labels"]["sort"], sample.values["whose"]) == ("rest", "Rest", None)
    assert records.create(elsewhere, APP, "request", {"days": 5}).values["days"] == 5
    with pytest.raises(Problems):
        records.create(elsewhere, APP, "request", {"days": 6})
    # Here nothing has changed.
    kept = plan_cache(made.workspace).latest().find("form", APP, "request")
    assert kept is not None
    assert kept.document == REQUEST


def test_a_number_that_is_divided_by_may_be_set(made: Context) -> None:
    halved = deepcopy(REQUEST)
    halved["checks"][0]["assert"] = {"<": [{"/": [{"var": "record.days"}, 2]}, 3]}
    published(made, [halved])
    two = next(one for one in propose(made, APP)["constants"] if one["value"] == 2)
    assert two["pointer"] == "/checks/0/assert/</0/~1/1"
    assert two["place"]
    wanted = WantedParameter(two["kind"], two["key"], two["pointer"], "parts", "Parts", "integer")
    packed = read_archive(pack(made, APP, Wanted("1.0.0", "T", "S", parameters=[wanted])))
    (form,) = (one for one in packed.documents if one["key"] == "request")
    assert form["checks"][0]["assert"]["<"][0] == {"/": [{"var": "record.days"}, {"param": "parts"}]}


def test_people_of_this_company_stand_in_the_way(made: Context) -> None:
    someone = changes.run(made, lambda tx: add_person(tx, made, NewPerson(code="E1", name="Dora")))
    named = deepcopy(DECIDES)
    named["nodes"][0]["settings"]["approvers"] = {"person": someone}
    published(made, [named])
    (told,) = propose(made, APP)["named"]
    assert (told["document"], told["name"]) == ("Decides", "Dora")
    with pytest.raises(NamesPeople, match="Dora"):
        pack(made, APP, Wanted("1.0.0", "T", "S"))
    assert pack(made, APP, Wanted("1.0.0", "T", "S", without=[("workflow", "decides")]))


def test_what_is_needed_cannot_stay(made: Context) -> None:
    with pytest.raises(Problems):
        pack(made, APP, Wanted("1.0.0", "T", "S", without=[("message", "late")]))
    content = pack(made, APP, Wanted("1.0.0", "T", "S", without=[("message", "late"), ("workflow", "decides")]))
    assert read_archive(content).contents() == {"form": 2, "role": 1}


def test_another_app_that_it_needs_is_required(made: Context) -> None:
    make_app(made, "stock", "Stock")
    item = {"kind": "form", "key": "item", "title": "Item", "fields": [{"key": "n", "type": "text", "title": "N"}]}

    def unit(tx: Any) -> None:
        before = plans_in(made.workspace, tx)
        publish(tx, made, "stock", [item])
        bring_up_to_date(tx, made, before)

    changes.run(made, unit)
    assert "packages" not in read_archive(pack(made, APP, Wanted("1.0.0", "T", "S"))).manifest["requires"]
    more = deepcopy(REQUEST)
    more["fields"].append({"key": "item", "type": "reference", "title": "I", "settings": {"form": "stock.item"}})
    published(made, [more])
    requires = read_archive(pack(made, APP, Wanted("1.0.0", "T", "S"))).manifest["requires"]
    assert requires["packages"] == {"stock": "^0.1.0"}


def test_a_place_that_is_not_there_is_refused(made: Context) -> None:
    gone = WantedParameter("form", "request", "/checks/7/assert", "longest", "L", "integer")
    with pytest.raises(InvalidValue):
        pack(made, APP, Wanted("1.0.0", "T", "S", parameters=[gone]))
    odd = WantedParameter("form", "request", "/title", "longest", "L", "integer")
    with pytest.raises(InvalidValue):
        pack(made, APP, Wanted("1.0.0", "T", "S", parameters=[odd]))
