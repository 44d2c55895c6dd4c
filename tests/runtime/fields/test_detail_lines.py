"""Detail lines: loaded over what is there, worked out line by line, kept in a table of their own, told in history."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
import sqlalchemy as sa

from loomwork.runtime import records
from loomwork.runtime.context import Context
from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.errors import StaleRevision
from loomwork.runtime.fields import Reader
from loomwork.runtime.forms import describe, form_plan
from loomwork.runtime.identifiers import new_id
from loomwork.runtime.people import access_to
from loomwork.runtime.records import Query
from loomwork.runtime.records.errors import StillReferred
from tests.company import CUSTOMER, Install
from tests.runtime.fields.loading import ready
from tests.runtime.fields.orders import CLERK, ORDER, lines_of, make, patches, refused, shown, with_rule


@pytest.fixture
def orders(install: Install) -> None:
    install([CUSTOMER, ORDER, CLERK])


def test_lines_are_worked_out_and_come_back_in_order(orders: None, context: Context) -> None:
    made = make(
        context,
        {"article": "Bolt", "price": "0.10", "quantity": 3},
        {"article": "Nut", "price": "0.05"},
        factor=2,
    )

    first, second = lines_of(context, made.id)
    assert {key: first[key] for key in first if key != "id"} == {
        "article": "Bolt",
        "customer": None,
        "price": "0.10",
        "quantity": 3,
        "amount": "0.30",
        "total": "0.60",
    }
    assert (second["article"], second["quantity"], second["amount"]) == ("Nut", 1, "0.05")
    assert records.get(context, "crm", "order", made.id).values["has_bolts"] == "yes"


def test_each_line_has_a_row_of_its_own(orders: None, context: Context) -> None:
    make(context, {"article": "Bolt", "price": "0.10"}, {"article": "Nut"})
    side = form_plan(plan_cache(context.workspace).latest(), "crm", "order").sides[0].table
    assert side.name == "crm__order__lines"
    with context.workspace.database.read() as connection:
        rows = connection.execute(sa.select(side.c.article, side.c.price).order_by(side.c["_ordinal"])).all()
    assert [tuple(row) for row in rows] == [("Bolt", Decimal("0.10")), ("Nut", None)]


def test_a_change_keeps_what_was_not_sent_and_tells_the_least(orders: None, context: Context) -> None:
    made = make(context, *({"article": name, "price": "1"} for name in "ABCDE"))
    a, b, c, d, e = lines_of(context, made.id)
    fresh = {"id": new_id(), "article": "N"}
    sent = [{"id": e["id"]}, {"id": a["id"]}, {"id": b["id"], "price": "2"}, fresh, {"id": d["id"]}]
    records.change(context, "crm", "order", made.id, {"lines": sent}, revision=1)

    assert [(line["article"], line["price"]) for line in lines_of(context, made.id)] == [
        ("E", "1.00"),
        ("A", "1.00"),
        ("B", "2.00"),
        ("N", None),
        ("D", "1.00"),
    ]
    told = [(one["op"], one["path"][1:], one.get("before"), one.get("after")) for one in patches(context, made.id)]
    assert told == [
        (
            "remove",
            [c["id"]],
            {"article": "C", "price": "1.00", "quantity": 1, "total": "1.00", "amount": "1.00"},
            None,
        ),
        ("set", [b["id"], "price"], "1.00", "2.00"),
        ("set", [b["id"], "total"], "1.00", "2.00"),
        ("set", [b["id"], "amount"], "1.00", "2.00"),
        ("add", [fresh["id"]], None, {"article": "N", "quantity": 1}),
        ("move", [e["id"]], d["id"], None),
    ]


def test_lines_sent_back_as_they_were_are_no_change(orders: None, context: Context) -> None:
    made = make(context, {"article": "A", "price": "1"})
    again = records.change(context, "crm", "order", made.id, {"lines": lines_of(context, made.id)}, revision=1)
    assert again.revision == 1


def test_what_is_wrong_is_told_by_line_and_column(orders: None, context: Context) -> None:
    line = {"id": new_id(), "article": "A"}
    bad: list[Any] = [
        {"article": "A", "price": "much"},
        {"price": "1"},
        {"article": "A", "weight": 5, "amount": "3"},
        "line",
        line,
        line,
        {"article": "A", "customer": new_id()},
    ]
    assert refused(lambda: make(context, *bad)) == {
        "/values/lines/0/price": "value.invalid",
        "/values/lines/2/weight": "value.unknown_field",
        "/values/lines/2/amount": "value.read_only",
        "/values/lines/3": "value.invalid",
        "/values/lines/5": "value.invalid",
    }
    assert refused(lambda: make(context, {"article": "A"}, {"price": "1"})) == {
        "/values/lines/1/article": "value.required"
    }
    assert refused(lambda: make(context, {"article": "A", "customer": new_id()})) == {
        "/values/lines/0/customer": "value.record"
    }
    assert refused(lambda: records.create(context, "crm", "order", {"lines": [{"article": "A"}] * 501})) == {
        "/values/lines": "value.invalid"
    }


def test_the_lines_belong_to_the_records_revision(orders: None, context: Context) -> None:
    made = make(context, {"article": "A"})
    records.change(context, "crm", "order", made.id, {"lines": None}, revision=1)
    assert shown(context, made.id)["values"]["lines"] is None
    with pytest.raises(StaleRevision) as caught:
        records.change(context, "crm", "order", made.id, {"lines": [{"article": "B"}]}, revision=1)
    assert caught.value.context["current"]["values"]["lines"] is None


def test_lines_go_to_the_bin_and_come_back_with_their_record(orders: None, context: Context) -> None:
    made = make(context, {"article": "A"})
    records.delete(context, "crm", "order", made.id, revision=1)
    assert records.query(context, "crm", "order", Query()).items == []
    records.restore(context, "crm", "order", made.id)
    assert [line["article"] for line in lines_of(context, made.id)] == ["A"]


def test_records_are_found_by_having_lines(orders: None, context: Context) -> None:
    full, empty = make(context, {"article": "A"}), make(context)
    for operator, wanted in (("empty", empty.id), ("not_empty", full.id)):
        found = records.query(context, "crm", "order", Query(filter={"field": "lines", "operator": operator}))
        assert [record.id for record in found.items] == [wanted]


def test_a_repeated_request_answers_with_the_lines(orders: None, context: Context) -> None:
    values = {"lines": [{"article": "A", "price": "0.10"}]}
    first = records.create(context, "crm", "order", values, idempotency_key="k")
    second = records.create(context, "crm", "order", values, idempotency_key="k")
    assert records.dump_record(context, first) == records.dump_record(context, second)


def test_columns_have_rights_of_their_own(orders: None, context: Context, person_of: Callable[..., Context]) -> None:
    made = make(context, {"article": "A", "price": "7", "quantity": 2})
    clerk = person_of("order_clerk")
    (line,) = lines_of(clerk, made.id)
    assert set(line) == {"id", "article", "customer", "quantity"}

    plans = plan_cache(context.workspace).latest()
    described = describe(form_plan(plans, "crm", "order"), access_to(clerk, plans, "crm", "order"), "en")
    columns = next(field for field in described["fields"] if field["key"] == "lines")["settings"]["columns"]
    assert {column["key"]: column["access"] for column in columns} == {
        "article": "write",
        "customer": "write",
        "quantity": "read",
    }
    sent = {"id": line["id"], "article": "B", "quantity": 2}
    records.change(clerk, "crm", "order", made.id, {"lines": [sent]}, revision=1)
    assert [(one["price"], one["total"]) for one in lines_of(context, made.id)] == [("7.00", "14.00")]
    for cell, code in (({"price": "1"}, "value.unknown_field"), ({"quantity": 3}, "value.read_only")):
        wrong = {"lines": [{"id": line["id"], **cell}]}
        answer = refused(partial(records.change, clerk, "crm", "order", made.id, wrong, revision=2))
        assert answer == {f"/values/lines/0/{next(iter(cell))}": code}

    words = str(records.history(clerk, "crm", "order", made.id))
    assert "7.00" not in words
    assert "14.00" not in words
    assert "Lines · Article" in str(records.history(replace(clerk, locale="en"), "crm", "order", made.id))


def test_a_line_may_keep_pointing_to_what_its_editor_cannot_see(
    orders: None, context: Context, person_of: Callable[..., Context]
) -> None:
    hidden = records.create(context, "crm", "customer", {"name": "Hidden", "level": "B"}).id
    seen = records.create(context, "crm", "customer", {"name": "Seen", "level": "A"}).id
    made = make(context, {"article": "A", "customer": hidden}, {"article": "B", "customer": seen})
    clerk = person_of("order_clerk")
    one, two = lines_of(clerk, made.id)
    labels = shown(clerk, made.id)["labels"]
    assert labels[f"lines/{two['id']}/customer"] == "Seen"
    assert labels[f"lines/{one['id']}/customer"] is None

    records.change(clerk, "crm", "order", made.id, {"lines": [one | {"article": "C"}, two]}, revision=1)
    wrong = [one, two | {"customer": hidden}]
    answer = refused(lambda: records.change(clerk, "crm", "order", made.id, {"lines": wrong}, revision=2))
    assert answer == {"/values/lines/1/customer": "value.record"}


@pytest.mark.parametrize(("rule", "left"), [("empty", [("A", None), ("B", None)]), ("cascade", [("B", None)])])
def test_deleting_what_lines_refer_to(
    install: Install, context: Context, rule: str, left: list[tuple[str, Any]]
) -> None:
    install([CUSTOMER, with_rule(rule)])
    customer = records.create(context, "crm", "customer", {"name": "C"})
    made = make(context, {"article": "A", "customer": customer.id}, {"article": "B"})
    records.delete(context, "crm", "customer", customer.id, revision=1)
    assert [(line["article"], line["customer"]) for line in lines_of(context, made.id)] == left
    assert records.get(context, "crm", "order", made.id).revision == 2


def test_a_refusal_names_no_form_that_one_may_not_see(
    install: Install, context: Context, person_of: Callable[..., Context]
) -> None:
    warden = {"kind": "role", "key": "warden", "title": "W", "forms": {"customer": {"verbs": ["read", "delete"]}}}
    install([CUSTOMER, with_rule("refuse"), warden])
    customer = records.create(context, "crm", "customer", {"name": "C"})
    make(context, {"article": "A", "customer": customer.id})
    for acting, named in ((context, True), (person_of("warden"), False)):
        with pytest.raises(StillReferred) as caught:
            records.delete(acting, "crm", "customer", customer.id, revision=1)
        assert ("Order" in caught.value.sentence("en")) is named


def test_text_and_cells_are_lines_of_text(context: Context) -> None:
    type_, settings = ready(
        "detail_lines",
        columns=[
            {"key": "article", "type": "text", "title": "A"},
            {"key": "due", "type": "date", "title": "D"},
            {"key": "count", "type": "integer", "title": "C"},
        ],
    )
    stored = type_.load([{"article": 'say "a|b"\nc', "due": "2026-01-05", "count": 2}, {"article": "温"}], settings)
    text = type_.text(stored, settings, Reader("en", context.clock.now().tzinfo))  # type: ignore[arg-type]
    again = type_.load(type_.read_cell(text, settings), settings)
    assert [{k: v for k, v in line.items() if k != "id"} for line in again] == [
        {k: v for k, v in line.items() if k != "id"} for line in stored
    ]


def test_many_lines_cost_few_statements(orders: None, context: Context) -> None:
    statements: list[str] = []
    engine = context.workspace.database.engine

    def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        statements.append(statement)

    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        made = make(context, *({"article": f"A{n}", "price": "1"} for n in range(200)))
        create = len(statements)
        sent = [line | {"article": "B"} for line in lines_of(context, made.id)]
        for line in sent:
            del line["total"], line["amount"]
        statements.clear()
        records.change(context, "crm", "order", made.id, {"lines": sent}, revision=1)
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)
    assert create < 20
    assert len(statements) < 20
