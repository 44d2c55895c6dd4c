"""A shop whose checks ask other records, for tests: stock and orders that share a lock, visits that may not overlap."""

from typing import Any

import pytest

from loomwork.runtime import records
from loomwork.runtime.context import Context
from tests.company import CUSTOMER, DEAL, ROLES, Install

THIS_PRODUCT = {"==": [{"var": "row.product"}, {"var": "this.product"}]}

STOCK: dict[str, Any] = {
    "kind": "form",
    "key": "stock",
    "title": {"zh-CN": "库存", "en": "Stock"},
    "fields": [
        {"key": "product", "type": "text", "title": "Product", "unique": True, "required": True},
        {"key": "quantity", "type": "integer", "title": "Quantity"},
        {"key": "value", "type": "currency", "title": "Value"},
    ],
}

ORDER: dict[str, Any] = {
    "kind": "form",
    "key": "order",
    "title": {"zh-CN": "订单", "en": "Order"},
    "fields": [
        {"key": "product", "type": "text", "title": "Product", "required": True, "indexed": True},
        {"key": "quantity", "type": "integer", "title": "Quantity", "required": True},
        {"key": "value", "type": "currency", "title": "Value"},
        {"key": "note", "type": "text", "title": "Note"},
    ],
    "checks": [
        {
            "key": "in_stock",
            "field": "quantity",
            "assert": {
                "<=": [
                    {"+": [{"sumifs": ["order", "quantity", THIS_PRODUCT]}, {"var": "record.quantity"}]},
                    {"sumifs": ["stock", "quantity", THIS_PRODUCT]},
                ]
            },
            "lock": {"name": "stock", "by": ["product"]},
            "message": {"zh-CN": "库存不足", "en": "Not enough in stock"},
        },
        {
            "key": "large",
            "warn": True,
            "field": "quantity",
            "assert": {"<=": [{"var": "record.quantity"}, 100]},
            "message": {"zh-CN": "数量很大", "en": "That is a lot"},
        },
    ],
}

VISIT: dict[str, Any] = {
    "kind": "form",
    "key": "visit",
    "title": {"zh-CN": "拜访", "en": "Visit"},
    "fields": [
        {"key": "region", "type": "text", "title": "Region"},
        {"key": "day", "type": "date", "title": "Day"},
        {"key": "starts", "type": "datetime", "title": "Starts"},
        {"key": "ends", "type": "datetime", "title": "Ends"},
        {"key": "seller", "type": "member", "title": "Seller"},
        {"key": "secret", "type": "text", "title": "Secret"},
        {"key": "summary", "type": "long_text", "title": "Summary"},
        {"key": "place", "type": "text", "title": "Place"},
    ],
    "checks": [
        {
            "key": "overlap",
            "field": "starts",
            "assert": {
                "!": {
                    "exists": [
                        "visit",
                        {
                            "and": [
                                {"==": [{"var": "row.region"}, {"var": "this.region"}]},
                                {"<": [{"var": "row.starts"}, {"var": "this.ends"}]},
                                {">": [{"var": "row.ends"}, {"var": "this.starts"}]},
                            ]
                        },
                    ]
                }
            },
            "lock": ["region", "day"],
            "reveals": ["seller"],
            "message": {"zh-CN": "{seller} 这段时间已在该区域 {secret}", "en": "{seller} is there already {secret}"},
        },
        {
            "key": "vague",
            "guard": {
                "field": "summary",
                "phrases": ["不错", "还可以", "soon"],
                "evidence": [{"filled": "place"}, {"mentions": "number"}],
            },
        },
        {"key": "one_a_day", "unique": ["region", "seller", "day"]},
    ],
}


@pytest.fixture
def shop(install: Install, context: Context) -> None:
    install([STOCK, ORDER, VISIT, CUSTOMER, DEAL, *ROLES])
    records.create(context, "crm", "stock", {"product": "A", "quantity": 10, "value": "10.00"})


def order(context: Context, **values: Any) -> records.Record:
    return records.create(context, "crm", "order", {"product": "A", **values})


def visit(context: Context, start: str, end: str, **more: Any) -> records.Record:
    values = {"region": "华东", "day": "2026-01-05", "starts": f"2026-01-05T{start}:00+08:00"}
    return records.create(context, "crm", "visit", {**values, "ends": f"2026-01-05T{end}:00+08:00", **more})
