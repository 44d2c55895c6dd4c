"""Cells pasted from a spreadsheet: read like an import's, with names as ids, all problems told, rights on columns."""

from collections.abc import Callable

import pytest

from loomwork.runtime import records
from loomwork.runtime.context import Context
from loomwork.runtime.errors import LimitExceeded, NotFound
from loomwork.runtime.records.errors import FieldReadOnly, UnknownField
from loomwork.runtime.records.pasting import read_cells
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
