"""What a cell names: a number that is unique goes before a title, and a title counts only when one record has it."""

from typing import Any

import pytest

from loomwork.runtime import changes, imports, records
from loomwork.runtime.context import Context
from loomwork.runtime.errors import Problems
from tests.company import Install

FIRM = {
    "kind": "form",
    "key": "firm",
    "title": "Firm",
    "title_field": "name",
    "fields": [
        {"key": "code", "type": "text", "title": "Code", "unique": True},
        {"key": "name", "type": "text", "title": "Name"},
    ],
}
BILL = {
    "kind": "form",
    "key": "bill",
    "title": "Bill",
    "fields": [{"key": "firm", "type": "reference", "title": "Firm", "settings": {"form": "firm"}, "required": True}],
}


@pytest.fixture
def firms(install: Install, context: Context) -> dict[str, str]:
    """code → id; two firms share a name, and one is called as another is numbered."""
    install([FIRM, BILL])
    rows: list[dict[str, Any]] = [
        {"code": "C1", "name": "恒泰"},
        {"code": "C2", "name": "瑞丰"},
        {"code": "C3", "name": "瑞丰"},
        {"code": "C4", "name": "C1"},
    ]
    return {row["code"]: records.create(context, "crm", "firm", row).id for row in rows}


def load(context: Context, *names: str) -> list[Any]:
    rows = [{"Firm": name} for name in names]
    ids = changes.run(context, lambda tx: imports.load_rows(context, "crm", "bill", rows, tx=tx))
    return [records.get(context, "crm", "bill", id).values["firm"] for id in ids]


def test_a_record_is_named_by_what_is_unique_or_by_its_title(context: Context, firms: dict[str, str]) -> None:
    assert load(context, "C2", "恒泰", firms["C3"]) == [firms["C2"], firms["C1"], firms["C3"]]


def test_a_number_goes_before_a_title(context: Context, firms: dict[str, str]) -> None:
    assert load(context, "C1") == [firms["C1"]]


def test_a_title_that_two_have_names_neither(context: Context, firms: dict[str, str]) -> None:
    with pytest.raises(Problems) as caught:
        load(context, "瑞丰")
    assert [error.pointer for error in caught.value.errors] == ["/rows/1/Firm"]


def test_a_title_of_which_another_page_holds_more_names_nobody(context: Context, firms: dict[str, str]) -> None:
    for _ in range(250):
        records.create(context, "crm", "firm", {"name": "众多"})
    records.create(context, "crm", "firm", {"name": "独一"})
    with pytest.raises(Problems) as caught:
        load(context, "众多", "独一")
    assert [error.pointer for error in caught.value.errors] == ["/rows/1/Firm"]
