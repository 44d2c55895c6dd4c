"""A decision table behind a formula field and a check: the same on every way of writing."""

from decimal import Decimal
from typing import Any

import pytest

from loomwork.runtime import records
from loomwork.runtime.context import Context
from loomwork.runtime.errors import Problems
from tests.company import Install

TABLE: dict[str, Any] = {
    "kind": "decision_table",
    "key": "rebate",
    "title": "Rebate",
    "hit": "unique",
    "valid_by": "day",
    "inputs": [{"key": "amount", "type": "currency"}, {"key": "day", "type": "date"}],
    "outputs": [{"key": "rate", "type": "percent"}],
    "rows": [
        {"key": "small", "when": [["<", "100"], None], "then": ["0.01"], "from": "2026-01-01"},
        {"key": "large", "when": [[">=", "100"], None], "then": ["0.125"], "from": "2026-01-01"},
    ],
}
_RATE = {"decide": ["rebate", {"amount": {"var": "record.amount"}, "day": {"var": "record.day"}}]}
SALE: dict[str, Any] = {
    "kind": "form",
    "key": "sale",
    "title": "Sale",
    "fields": [
        {"key": "amount", "type": "currency", "title": "Amount"},
        {"key": "day", "type": "date", "title": "Day"},
        {
            "key": "rebate",
            "type": "formula",
            "title": "Rebate",
            "settings": {"result": "decimal", "expression": {"*": [{"var": "record.amount"}, _RATE]}},
        },
    ],
    "checks": [{"key": "covered", "assert": {"is_set": _RATE}, "message": "no policy for this day"}],
}


def test_a_formula_and_a_check_ask_the_table(install: Install, context: Context) -> None:
    install([TABLE, SALE])

    made = records.create(context, "crm", "sale", {"amount": "200.00", "day": "2026-01-05"})
    assert made.values["rebate"] == Decimal(25)
    changed = records.change(context, "crm", "sale", made.id, {"amount": "50"}, revision=1)
    assert changed.values["rebate"] == Decimal("0.5")
    with pytest.raises(Problems):
        records.create(context, "crm", "sale", {"amount": "200.00", "day": "2025-12-31"})
