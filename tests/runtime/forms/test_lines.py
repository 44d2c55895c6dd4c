"""Lines and the table they live in: added and retired columns, refused changes of type, wrong definitions."""

from typing import Any

import pytest

from loomwork.runtime import changes, records
from loomwork.runtime.context import Context
from loomwork.runtime.definitions import plans_in, publish
from loomwork.runtime.errors import InvalidDefinition, PlatformError
from loomwork.runtime.forms import build_tables
from tests.company import CUSTOMER, Install
from tests.runtime.fields.loading import ready
from tests.runtime.fields.orders import ORDER, lines_of, make, with_columns


def test_a_column_added_later_is_empty_and_one_taken_away_stays_in_the_bin(install: Install, context: Context) -> None:
    install([CUSTOMER, ORDER])
    made = make(context, {"article": "A", "price": "3"})
    columns = ORDER["fields"][2]["settings"]["columns"]
    without = [c for c in columns if c["key"] not in ("price", "total", "amount")]
    _publish(context, with_columns([*without, {"key": "note", "type": "text", "title": "Note"}]))
    (line,) = lines_of(context, made.id)
    assert "price" not in line
    assert line["note"] is None
    records.change(context, "crm", "order", made.id, {"lines": [{"id": line["id"], "note": "n"}]}, revision=1)

    _publish(context, ORDER)
    assert lines_of(context, made.id)[0]["price"] == "3.00"


def test_a_change_of_type_that_would_lose_data_is_refused(install: Install, context: Context) -> None:
    install([CUSTOMER, ORDER])
    columns = ORDER["fields"][2]["settings"]["columns"]
    other = [c | {"type": "text", "settings": {}} if c["key"] == "quantity" else c for c in columns]
    as_text = {**ORDER, "fields": [*ORDER["fields"][:2], {"key": "lines", "type": "text", "title": "L"}]}
    as_lines = {**ORDER["fields"][2], "key": "title"}
    title = {**ORDER, "fields": [as_lines, *ORDER["fields"][1:3]]}
    for document in (with_columns([c | {"default": None} if "default" in c else c for c in other]), as_text, title):
        with pytest.raises(InvalidDefinition):
            _publish(context, document)


@pytest.mark.parametrize(
    ("columns", "pointer"),
    [
        ([{"key": "id", "type": "text", "title": "T"}], "/columns/0/key"),
        ([{"key": "a", "type": "text", "title": "T"}] * 2, "/columns/1/key"),
        ([{"key": "a", "type": "text"}], "/columns/0/title"),
        ([{"key": "a", "type": "detail_lines", "title": "T"}], "/columns/0/type"),
        ([{"key": "a", "type": "nothing", "title": "T"}], "/columns/0/type"),
        ([{"key": "a", "type": "text", "title": "T", "settings": {"max_length": 0}}], "/columns/0/settings"),
        ([{"key": "a", "type": "integer", "title": "T", "default": "x"}], "/columns/0/default"),
    ],
)
def test_a_wrong_column_is_refused_with_its_place(columns: list[dict[str, Any]], pointer: str) -> None:
    with pytest.raises(InvalidDefinition) as caught:
        ready("detail_lines", columns=columns)
    assert caught.value.pointer == pointer


def test_formulas_of_a_line_that_go_in_a_circle_are_refused(install: Install) -> None:
    def formula(key: str, reads: str) -> dict[str, Any]:
        return {"key": key, "type": "formula", "title": key, "settings": {"expression": {"var": f"line.{reads}"}}}

    for columns in ([formula("a", "b"), formula("b", "a")], [formula("a", "nothing")]):
        with pytest.raises(PlatformError):
            install([CUSTOMER, with_columns(columns)])


def _publish(context: Context, form: dict[str, Any]) -> None:
    def unit(tx: Any) -> None:
        publish(tx, context, "crm", [form])
        build_tables(tx, plans_in(context.workspace, tx))

    changes.run(context, unit)
