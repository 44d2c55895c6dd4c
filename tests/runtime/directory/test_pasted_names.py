"""Names in pasted cells: every name the directory knows, under the eyes of who pastes."""

from collections.abc import Callable
from typing import Any

import pytest

from loomwork.runtime import directory, records
from loomwork.runtime.context import Context
from loomwork.runtime.records.bulk.pasting import Pasted, paste_records, read_cells
from tests.company import Install
from tests.runtime.directory.documents import DOCUMENTS

STOP = {"key": "customer", "type": "reference", "title": "Customer", "settings": {"form": "customer"}}
ROUTE: dict[str, Any] = {
    "kind": "form",
    "key": "route",
    "title": "Route",
    "fields": [{"key": "stops", "type": "detail_lines", "title": "Stops", "settings": {"columns": [STOP]}}],
}


@pytest.fixture
def customer(install: Install, context: Context) -> str:
    install([*DOCUMENTS, ROUTE])
    values = {"name": "宁波恒泰自动化有限公司", "short": "恒泰", "former": "宁波恒泰机电厂", "tax": "91330200X"}
    return records.create(context, "crm", "customer", values).id


def pasted(context: Context, *names: str) -> Pasted:
    return read_cells(context, "crm", "route", "stops", ["customer"], [[name] for name in names])


def test_short_and_former_names_count_and_likeness_does_not(customer: str, context: Context) -> None:
    found = pasted(context, "恒泰", "宁波恒泰机电厂", "宁波恒泰自动化有限公司", "恒泰科技")

    assert [row.get("customer") for row in found.rows] == [customer, customer, customer, None]
    assert found.labels[0] == {"customer": "宁波恒泰自动化有限公司"}
    assert [(row, error.code) for row, _, _, error in found.problems] == [(3, "value.record")]


def test_a_name_that_a_merge_added_counts(customer: str, context: Context) -> None:
    other = records.create(context, "crm", "customer", {"name": "余姚长风五金厂"}).id
    directory.merge(context, "crm", "customer", customer, {customer: 1, other: 1}, {})

    assert pasted(context, "余姚长风五金厂").rows == [{"customer": customer}]


def test_a_name_of_two_is_asked_about(customer: str, context: Context) -> None:
    other = records.create(context, "crm", "customer", {"name": "慈溪恒泰贸易有限公司", "short": "恒泰"}).id

    ((_, _, text, error),) = pasted(context, "恒泰").problems

    assert (text, error.code) == ("恒泰", "value.ambiguous")
    assert {id for id, _ in error.context["candidates"]} == {customer, other}


def test_what_one_may_not_see_has_no_name(customer: str, person: Callable[[str], Context]) -> None:
    _, done = paste_records(person("seller"), "crm", "order", ["number", "customer"], [["A", "恒泰"]], [None], {})
    assert done is None


def test_rows_of_records_know_the_names_too(customer: str, context: Context) -> None:
    found, done = paste_records(context, "crm", "order", ["number", "customer"], [["A", "恒泰"]], [None], {})
    assert (found.problems, done is not None) == ([], True)
    assert found.rows == [{"number": "A", "customer": customer}]
