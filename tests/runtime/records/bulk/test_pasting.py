"""Cells pasted from a spreadsheet: read like an import's, with names as ids, all problems told, rights on columns."""

from collections.abc import Callable
from typing import Any

import pytest

from loomwork.runtime import records
from loomwork.runtime.context import Context
from loomwork.runtime.errors import LimitExceeded, NotFound
from loomwork.runtime.records import Query
from loomwork.runtime.records.bulk.pasting import paste_records, read_cells
from loomwork.runtime.records.errors import FieldReadOnly, UnknownField
from tests.company import CUSTOMER, Install
from tests.runtime.fields.orders import CLERK, ORDER


@pytest.fixture
def orders(install: Install) -> None:
    install([CUSTOMER, ORDER, CLERK])


def test_cells_become_values_and_names_become_ids(orders: None, context: Context) -> None:
    customer = records.create(context, "crm", "customer", {"name": "宁波恒泰", "level": "A"}).id
    found = read_cells(
        context,
        "crm",
        "order",
        "lines",
        ["article", "customer", "quantity", "price"],
        [["Bolt", " 宁波恒泰 ", "3", "¥1,200.50"], ["Nut"]],
    )
    assert found.problems == []
    assert found.rows == [
        {"article": "Bolt", "customer": customer, "quantity": 3, "price": "1200.50"},
        {"article": "Nut", "customer": None, "quantity": None, "price": None},
    ]
    assert found.labels == [{"customer": "宁波恒泰"}, {}]


def test_every_cell_that_cannot_be_read_is_told(orders: None, context: Context) -> None:
    found = read_cells(
        context, "crm", "order", "lines", ["customer", "quantity"], [["nobody", "2"], ["", "many"], ["", "1"]]
    )
    assert [(row, column, text, error.code) for row, column, text, error in found.problems] == [
        (0, "customer", "nobody", "value.record"),
        (1, "quantity", "many", "value.invalid"),
    ]


def test_columns_one_may_not_fill_are_refused(
    orders: None, context: Context, person_of: Callable[..., Context]
) -> None:
    clerk = person_of("order_clerk")
    read_cells(clerk, "crm", "order", "lines", ["article"], [["x"]])
    for column, error in (("quantity", FieldReadOnly), ("price", UnknownField), ("nothing", UnknownField)):
        with pytest.raises(error):
            read_cells(clerk, "crm", "order", "lines", [column], [["1"]])
    with pytest.raises(NotFound):
        read_cells(clerk, "crm", "order", "title", ["article"], [["x"]])
    with pytest.raises(LimitExceeded):
        read_cells(context, "crm", "order", "lines", ["article"], [["x"]] * 2001)


def test_a_record_one_may_not_see_is_no_name(orders: None, context: Context, person_of: Callable[..., Context]) -> None:
    records.create(context, "crm", "customer", {"name": "Hidden", "level": "B"})
    found = read_cells(person_of("order_clerk"), "crm", "order", "lines", ["customer"], [["Hidden"]])
    assert [error.code for *_, error in found.problems] == ["value.record"]


NUMBERED: dict[str, Any] = {
    "kind": "form",
    "key": "customer",
    "title": "Customer",
    "fields": [
        {"key": "name", "type": "text", "title": "Name"},
        {"key": "number", "type": "serial_number", "title": "Number", "settings": {"pattern": "C-{0000}"}},
        {"key": "level", "type": "text", "title": "Level"},
    ],
}
CONTACT: dict[str, Any] = {
    "kind": "form",
    "key": "contact",
    "title": "Contact",
    "fields": [
        {"key": "customer", "type": "reference", "title": "Customer", "settings": {"form": "customer"}},
        {"key": "name", "type": "text", "title": "Name", "required": True},
        {"key": "code", "type": "text", "title": "Code", "unique": True},
        {"key": "since", "type": "date", "title": "Since"},
        {"key": "level", "type": "integer", "title": "Level", "default": 3},
    ],
}


def test_a_record_is_also_meant_by_its_number_and_of_several_the_candidates_are_told(
    install: Install, context: Context
) -> None:
    install([NUMBERED, ORDER, CLERK])
    first, second = (records.create(context, "crm", "customer", {"name": "恒泰"}).id for _ in range(2))
    cells = [["C-0002"], ["恒泰"], [first]]
    found = read_cells(context, "crm", "order", "lines", ["customer"], cells)
    assert [row.get("customer") for row in found.rows] == [second, None, first]
    ((row, column, text, error),) = found.problems
    assert (row, column, text, error.code) == (1, "customer", "恒泰", "value.ambiguous")
    assert sorted(error.context["candidates"]) == sorted([(first, "恒泰 · C-0001"), (second, "恒泰 · C-0002")])


def contacts(context: Context) -> list[dict[str, Any]]:
    return [one.values for one in records.query(context, "crm", "contact", Query(sort=("name",))).items]


def test_rows_become_records_over_old_ones_and_new(install: Install, context: Context) -> None:
    install([CUSTOMER, CONTACT])
    customer = records.create(context, "crm", "customer", {"name": "恒泰"}).id
    old = records.create(context, "crm", "contact", {"customer": customer, "name": "A", "level": 1})
    found, done = paste_records(
        context,
        "crm",
        "contact",
        ["name", "since", "level"],
        [["王芳", "2026年1月5日", ""], ["李 强", "", "2"], ["Wu", "", ""]],
        [(old.id, 1), None, None],
        {"customer": customer},
    )
    assert found.problems == []
    assert done is not None
    assert (done.changed, len(done.created)) == ([(old.id, 2)], 2)
    shown = [(one["name"], one["level"], one["customer"] == customer) for one in contacts(context)]
    assert shown == [("Wu", 3, True), ("李 强", 2, True), ("王芳", None, True)]


def test_one_bad_cell_keeps_all_rows_back_and_is_named(install: Install, context: Context) -> None:
    install([CUSTOMER, CONTACT])
    records.create(context, "crm", "contact", {"name": "A", "code": "1"})
    columns = ["name", "code", "since"]
    rows = [["B", "2", ""], ["C", "3", "2026-02-30"]]
    found, done = paste_records(context, "crm", "contact", columns, rows, [None, None], {})
    assert done is None
    assert [(row, column, text) for row, column, text, _ in found.problems] == [(1, "since", "2026-02-30")]

    rows = [["B", "1", ""], ["", "5", ""]]
    found, done = paste_records(context, "crm", "contact", columns, rows, [None, None], {})
    assert done is None
    assert sorted((row, column, text, error.code) for row, column, text, error in found.problems) == [
        (0, "code", "1", "value.taken"),
        (1, "name", "", "value.required"),
    ]
    assert [one["name"] for one in contacts(context)] == ["A"]
