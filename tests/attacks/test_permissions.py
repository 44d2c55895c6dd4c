"""Attacks on record permissions: S22, S23, S26, S28, S34, S36, S64 of the security rules, on both databases."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from loomwork.runtime import changes, records
from loomwork.runtime.context import SYSTEM, Context
from loomwork.runtime.definitions import plans_in, publish, put_app
from loomwork.runtime.errors import Forbidden, NotFound, PlatformError, Problems, StaleRevision
from loomwork.runtime.forms import build_tables
from loomwork.runtime.identifiers import new_id
from loomwork.runtime.records import Query, Record
from loomwork.runtime.records.errors import BadQuery, UnknownField
from loomwork.runtime.storage import Installation
from tests import company

install, crm, person = company.install, company.crm, company.person

As = Callable[..., Context]


def told(act: Callable[[], Any]) -> tuple[type[PlatformError], dict[str, Any]]:
    """What an attacker sees of a refusal."""
    with pytest.raises(PlatformError) as caught:
        act()
    return type(caught.value), caught.value.problem("en")


def acts(context: Context, id: str) -> Iterator[Callable[[], Any]]:
    """Everything one can try with a record's id."""
    yield lambda: records.get(context, "crm", "deal", id)
    yield lambda: records.change(context, "crm", "deal", id, {"title": "mine"}, revision=1)
    yield lambda: records.delete(context, "crm", "deal", id, revision=1)
    yield lambda: records.restore(context, "crm", "deal", id)
    yield lambda: records.move(context, "crm", "deal", id, {"status": "win"})
    yield lambda: records.history(context, "crm", "deal", id)


def test_s22_ids_of_others_look_like_ids_that_do_not_exist(
    context: Context, person: As, installation: Installation
) -> None:
    seller = person("seller")
    next_door = Context(installation.create_workspace("Next"), SYSTEM)

    def settle(tx: Any) -> None:
        put_app(tx, next_door, "crm", "1", {}, [])
        publish(tx, next_door, "crm", [company.CUSTOMER, company.DEAL, *company.ROLES])
        build_tables(tx, plans_in(next_door.workspace, tx))

    changes.run(next_door, settle)
    foreign = records.create(next_door, "crm", "deal", {"title": "theirs"})
    hidden = records.create(context, "crm", "deal", {"title": "another's", "status": "lost"})
    deleted = records.create(seller, "crm", "deal", {"title": "gone", "seller": seller.actor.person_id})
    records.delete(context, "crm", "deal", deleted.id, revision=1)

    for strange in (foreign.id, hidden.id, deleted.id, "x", "", "'; DROP TABLE"):
        for tried, never in zip(acts(seller, strange), acts(seller, new_id()), strict=True):
            if strange == deleted.id and told(tried)[0] is Forbidden:
                continue  # restoring his own: he may see it, but not delete or restore
            assert told(tried) == told(never)
        found = records.query(
            seller, "crm", "deal", Query(filter={"field": "title", "operator": "equal", "value": "theirs"})
        )
        assert found.items == []
    assert records.titles(seller, "crm", "deal", [foreign.id, hidden.id]) == {}


def test_s22_a_form_one_may_not_see_looks_like_one_that_does_not_exist(person: As) -> None:
    nobody = person()
    for act in (
        lambda form: records.query(nobody, "crm", form, Query()),
        lambda form: records.count(nobody, "crm", form),
        lambda form: records.create(nobody, "crm", form, {}),
        lambda form: records.choices(nobody, "crm", form),
        lambda form: records.get(nobody, "crm", form, new_id()),
    ):
        assert told(partial(act, "deal")) == told(partial(act, "nothing"))


def _holds(tree: Any, row: dict[str, Any], me: str) -> bool:
    """A tiny evaluator of row scopes, apart from the product's."""
    if tree is True:
        return True
    ((operator, (left, right)),) = tree.items()
    scope = {f"record.{key}": value for key, value in row.items()} | {"actor.person_id": me}
    a, b = (scope.get(x["var"]) if isinstance(x, dict) else x for x in (left, right))
    return a == b if operator == "==" else a is not None and float(a) >= float(b or 0)


@pytest.mark.parametrize("role", [role["key"] for role in company.ROLES])
def test_s23_every_role_does_just_what_its_document_says(role: str, context: Context, person: As) -> None:
    me, other = person(role), person()
    document = next(one for one in company.ROLES if one["key"] == role)["forms"]["deal"]
    rows = [
        {"title": f"{who} {amount}", "seller": context_.actor.person_id, "amount": amount}
        for who, context_ in (("own", me), ("other", other))
        for amount in ("10.00", "5000.00", None)
    ]
    for row in rows:
        made = records.create(context, "crm", "deal", row)
        reads = "read" in document["verbs"] and _holds(
            document.get("rows", {}).get("read", True), row, str(me.actor.person_id)
        )
        assert _may(partial(records.get, me, "crm", "deal", made.id)) is reads
        for verb, act in (
            ("change", partial(records.change, me, "crm", "deal", made.id, {"title": "new"}, revision=1)),
            ("delete", partial(records.delete, me, "crm", "deal", made.id, revision=None)),
        ):
            granted = verb in document["verbs"] and _holds(
                document.get("rows", {}).get(verb, True), row, str(me.actor.person_id)
            )
            assert _may(act) is (reads and granted), (verb, row)
    assert _may(lambda: records.create(me, "crm", "deal", {"title": "made"})) is ("create" in document["verbs"])


def _may(act: Callable[[], Any]) -> bool:
    try:
        act()
    except (NotFound, Forbidden):
        return False
    return True


def test_s26_nothing_unmasks_a_hidden_field(context: Context, person: As) -> None:
    auditor = person("auditor")
    for n in range(4):
        records.create(context, "crm", "deal", {"title": f"D{n}", "amount": f"{9000 - n}", "reason": "secret"})

    record = records.query(auditor, "crm", "deal", Query()).items[0]
    assert set(record.values) == {"title", "status"}
    assert "secret" not in str(records.dump_record(auditor, record))
    problems: list[str] = []
    for name in ("amount", "reason", "no_such_field"):
        wrong = [
            Query(filter={"field": name, "operator": "not_empty"}),
            Query(filter={"any": [{"field": name, "operator": "empty"}]}),
            Query(sort=(name,)),
            Query(sort=(f"-{name}",)),
            Query(fields=(name,)),
        ]
        for query in wrong:
            kind, problem = told(partial(records.query, auditor, "crm", "deal", query))
            assert kind is UnknownField
            problems.append(str(problem).replace(name, "?"))
    assert problems[:5] == problems[5:10] == problems[10:]
    assert records.query(auditor, "crm", "deal", Query(search="secret")).items == []
    entry = records.history(auditor, "crm", "deal", record.id)[0]
    assert {change["field"] for change in entry["changes"]} == {"title", "status"}


def test_s26_a_reference_shows_no_title_the_reader_may_not_see(context: Context, person: As) -> None:
    seller = person("seller")
    seen = records.create(context, "crm", "customer", {"name": "Open", "level": "A"})
    unseen = records.create(context, "crm", "customer", {"name": "Veiled", "level": "B"})
    for customer in (seen, unseen):
        records.create(
            context, "crm", "deal", {"title": "D", "seller": seller.actor.person_id, "customer": customer.id}
        )

    shown = records.dump_records(seller, records.query(seller, "crm", "deal", Query()).items)
    labels = {item["values"]["customer"]: item["labels"]["customer"] for item in shown}
    assert labels == {seen.id: "Open", unseen.id: None}
    assert records.choices(seller, "crm", "customer", "e") == [{"id": seen.id, "label": "Open"}]


def test_s28_two_roles_never_add_fields_of_one_to_rows_of_the_other(context: Context, person: As) -> None:
    both = person("seller", "auditor")
    me = both.actor.person_id
    own_small = records.create(context, "crm", "deal", {"title": "own small", "amount": "10", "seller": me})
    own_big = records.create(context, "crm", "deal", {"title": "own big", "amount": "2000", "seller": me})
    big = records.create(context, "crm", "deal", {"title": "big", "amount": "5000"})
    records.create(context, "crm", "deal", {"title": "small", "amount": "20"})

    everything = frozenset(company.DEAL_FIELDS)
    seen = {record.id: frozenset(record.values) for record in records.query(both, "crm", "deal", Query()).items}
    assert seen == {own_small.id: everything, own_big.id: everything, big.id: {"title", "status"}}
    assert frozenset(records.get(both, "crm", "deal", big.id).values) == {"title", "status"}

    def found(**query: Any) -> list[str]:
        return [record.id for record in records.query(both, "crm", "deal", Query(**query)).items]

    at_least = {"field": "amount", "operator": "at_least", "value": "1000"}
    assert found(filter=at_least) == [own_big.id]
    assert records.count(both, "crm", "deal", Query(filter=at_least)) == (1, True)
    # Neither "empty" nor "not empty" tells of what is hidden in a row.
    for operator in ("empty", "not_empty", "not_equal"):
        value = {"value": "1"} if operator == "not_equal" else {}
        assert big.id not in found(filter={"field": "amount", "operator": operator, **value})
    assert found(
        filter={"any": [at_least, {"field": "title", "operator": "equal", "value": "big"}]}, sort=("title",)
    ) == [
        big.id,
        own_big.id,
    ]
    # The hidden amount takes no part in the order: the row stands among the empty ones.
    assert found(sort=("amount",)) == [own_small.id, own_big.id, big.id]
    assert found(sort=("-amount",)) == [own_big.id, own_small.id, big.id]
    assert _paged(both, "-amount") == [own_big.id, own_small.id, big.id]


def _paged(context: Context, sort: str) -> list[str]:
    cursor, found = None, []
    while True:
        page = records.query(context, "crm", "deal", Query(sort=(sort,), limit=1, cursor=cursor))
        found += [record.id for record in page.items]
        if (cursor := page.next_cursor) is None:
            return found


def test_s28_changing_too_takes_row_and_field_from_one_role(context: Context, person: As) -> None:
    both = person("seller", "auditor")
    big = records.create(context, "crm", "deal", {"title": "big", "amount": "5000"})
    with pytest.raises(Forbidden):
        records.change(both, "crm", "deal", big.id, {"title": "x"}, revision=1)


def test_s34_no_write_goes_through_a_relation(context: Context, person: As) -> None:
    seller = person("seller")
    veiled = records.create(context, "crm", "customer", {"name": "Veiled", "level": "B"})
    for values in (
        {"customer": {"id": veiled.id, "name": "mine"}},
        {"customer.name": "mine"},
        {"customer": [veiled.id]},
        {"customer": veiled.id},
        {"customer": new_id()},
    ):
        with pytest.raises(Problems):
            records.create(seller, "crm", "deal", {"title": "T", **values})
    refusals = [
        told(partial(records.create, seller, "crm", "deal", {"title": "T", "customer": id}))
        for id in (veiled.id, new_id())
    ]
    assert refusals[0] == refusals[1]
    assert records.get(context, "crm", "customer", veiled.id).values["name"] == "Veiled"
    assert records.count(context, "crm", "deal") == (0, True)


@pytest.mark.parametrize(
    "name",
    [
        "id",
        "created_by",
        "created_at",
        "owner",
        "department",
        "revision",
        "deleted_at",
        "flow_state",
        "workspace",
        "__class__",
        "band",
        "",
    ],
)
def test_a_body_sets_no_system_column(name: str, context: Context, person: As) -> None:
    seller = person("seller")
    made = records.create(seller, "crm", "deal", {"title": "T", "seller": seller.actor.person_id})
    with pytest.raises(Problems):
        records.create(seller, "crm", "deal", {"title": "T", name: "x"})
    with pytest.raises(Problems):
        records.change(seller, "crm", "deal", made.id, {name: "x"}, revision=1)


def test_a_field_one_may_only_read_is_not_written(context: Context, person: As) -> None:
    seller = person("seller")
    made = records.create(seller, "crm", "deal", {"title": "T", "seller": seller.actor.person_id})
    for write in (
        lambda: records.create(seller, "crm", "deal", {"title": "T", "visits": 3}),
        lambda: records.change(seller, "crm", "deal", made.id, {"visits": 3}, revision=1),
    ):
        with pytest.raises(Problems) as caught:
            write()
        assert [error.code for error in caught.value.errors] == ["value.read_only"]


def test_s36_a_stale_revision_changes_nothing(context: Context, person: As) -> None:
    seller = person("seller")
    made = records.create(seller, "crm", "deal", {"title": "T", "seller": seller.actor.person_id})
    records.change(context, "crm", "deal", made.id, {"title": "U"}, revision=1)

    for act in (
        lambda: records.change(seller, "crm", "deal", made.id, {"title": "V"}, revision=1),
        lambda: records.delete(context, "crm", "deal", made.id, revision=1),
        lambda: records.change(seller, "crm", "deal", made.id, {"title": "V"}, revision=7),
    ):
        with pytest.raises(StaleRevision):
            act()
    found = records.get(context, "crm", "deal", made.id)
    assert (found.values["title"], found.revision) == ("U", 2)


@pytest.mark.parametrize(
    "name",
    [
        "crm__deal.amount",
        "amount; DROP TABLE crm__deal",
        "amount DESC, (SELECT 1)",
        '"amount"',
        "record.amount",
        "customer.name",
        "_grant_0",
        "_sort_0",
        "deleted_at",
        "__class__",
        "",
        "-",
        "--amount",
        "*",
        "1",
        "a" * 5000,
    ],
)
def test_s64_names_from_a_client_are_looked_up_never_used(name: str, context: Context, crm: None) -> None:
    records.create(context, "crm", "deal", {"title": "T"})
    for query in (
        Query(sort=(name,)),
        Query(fields=(name,)),
        Query(filter={"field": name, "operator": "equal", "value": "1"}),
        Query(filter={"all": [{"field": "title", "operator": name, "value": "1"}]}),
    ):
        with pytest.raises((UnknownField, BadQuery)):
            records.query(context, "crm", "deal", query)


def test_a_cursor_of_another_query_or_an_altered_one_is_void(context: Context, crm: None) -> None:
    for n in range(3):
        records.create(context, "crm", "deal", {"title": f"T{n}", "amount": str(n)})
    cursor = str(records.query(context, "crm", "deal", Query(sort=("amount",), limit=1)).next_cursor)

    for sort, bad in (
        (("title",), cursor),
        ((), cursor),
        (("amount",), cursor[:-3]),
        (("amount",), "x"),
        (("amount",), "é"),
    ):
        with pytest.raises(BadQuery):
            records.query(context, "crm", "deal", Query(sort=sort, cursor=bad))


def test_an_app_writes_what_its_manifest_asked_for(context: Context, install: company.Install) -> None:
    install([company.CUSTOMER, company.DEAL], manifest={"asks_for": {"writes": ["deal.status"], "reads": ["deal"]}})
    made = records.create(context, "crm", "deal", {"title": "T"})
    app = replace(context, actor=replace(SYSTEM, kind="app", app="crm"))

    with pytest.raises(Problems):
        records.change(app, "crm", "deal", made.id, {"title": "mine"}, revision=1)
    changed: Record = records.change(app, "crm", "deal", made.id, {"status": "lost"}, revision=1)
    assert changed.values["status"] == "lost"
    assert changed.updated_by == "app:crm"
    with pytest.raises(Forbidden):
        records.create(app, "crm", "deal", {"title": "T"})
