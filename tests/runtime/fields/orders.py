"""Orders with lines, for the tests of lines."""

from collections.abc import Callable
from typing import Any

import pytest

from loomwork.runtime import changes, records
from loomwork.runtime.context import Context
from loomwork.runtime.errors import Problems

AMOUNT = {"*": [{"var": "line.price"}, {"var": "line.quantity"}]}
TOTAL = {"*": [{"var": "line.amount"}, {"var": "record.factor"}]}

ORDER: dict[str, Any] = {
    "kind": "form",
    "key": "order",
    "title": {"zh-CN": "订单", "en": "Order"},
    "fields": [
        {"key": "title", "type": "text", "title": "Title"},
        {"key": "factor", "type": "integer", "title": "Factor", "default": 1},
        {
            "key": "lines",
            "type": "detail_lines",
            "title": {"zh-CN": "明细", "en": "Lines"},
            "settings": {
                "columns": [
                    {"key": "article", "type": "text", "title": {"zh-CN": "品名", "en": "Article"}, "required": True},
                    {"key": "customer", "type": "reference", "title": "For", "settings": {"form": "customer"}},
                    {"key": "price", "type": "currency", "title": {"zh-CN": "单价", "en": "Price"}},
                    {"key": "quantity", "type": "integer", "title": "Quantity", "default": 1},
                    {
                        "key": "total",
                        "type": "formula",
                        "title": "Total",
                        "settings": {"result": "currency", "expression": TOTAL},
                    },
                    {
                        "key": "amount",
                        "type": "formula",
                        "title": "Amount",
                        "settings": {"result": "currency", "expression": AMOUNT},
                    },
                ]
            },
        },
        {
            "key": "has_bolts",
            "type": "formula",
            "title": "Bolts",
            "settings": {"expression": {"if": [{"in": ["Bolt", {"var": "record.lines.article"}]}, "yes", "no"]}},
        },
    ],
}
CLERK = {
    "kind": "role",
    "key": "order_clerk",
    "title": "Clerk",
    "forms": {
        "order": {
            "verbs": ["create", "read", "change", "delete"],
            "fields": {"*": "write", "lines.price": "hidden", "lines.total": "hidden", "lines.amount": "hidden",
                       "lines.quantity": "read"},
        },
        "customer": {"verbs": ["read"], "rows": {"read": {"==": [{"var": "record.level"}, "A"]}}},
    },
}  # fmt: skip


def make(context: Context, *lines: dict[str, Any], **values: Any) -> records.Record:
    return records.create(context, "crm", "order", {"lines": list(lines), **values})


def lines_of(context: Context, id: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = shown(context, id)["values"]["lines"]
    return found


def shown(context: Context, id: str) -> dict[str, Any]:
    return records.dump_record(context, records.get(context, "crm", "order", id))


def refused(act: Callable[[], Any]) -> dict[str | None, str]:
    with pytest.raises(Problems) as caught:
        act()
    return {error.pointer: error.code for error in caught.value.errors}


def patches(context: Context, id: str) -> list[dict[str, Any]]:
    with context.workspace.database.read() as connection:
        return changes.history(connection, id)[0].patch


def with_columns(columns: list[dict[str, Any]]) -> dict[str, Any]:
    lines = {**ORDER["fields"][2], "settings": {"columns": columns}}
    return {**ORDER, "fields": [*ORDER["fields"][:2], lines]}


def with_rule(rule: str) -> dict[str, Any]:
    columns = [
        column | {"settings": {"form": "customer", "on_delete": rule}} if column["key"] == "customer" else column
        for column in ORDER["fields"][2]["settings"]["columns"]
    ]
    return with_columns(columns)
