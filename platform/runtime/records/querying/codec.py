"""Stored values as plain JSON and back, by their expression type: for cursors and remembered answers."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ...expressions import Type
from ...forms import FormPlan
from ...forms.environment import record_types

_LARGEST_INTEGER = 2**63
_LARGEST_DECIMAL = Decimal(10) ** 20


def encode(value: Any) -> Any:
    """JSON for a stored value; dates and moments are left to orjson."""
    return str(value) if isinstance(value, Decimal) else value


def decode(value: Any, type_: Type) -> Any:
    """The stored value that `encode` wrote. Raises ValueError for what it cannot have written."""
    if value is None or type_ is Type.LIST:
        return value
    if type_ is Type.BOOLEAN:
        return _boolean(value)
    if type_ is Type.INTEGER:
        return _integer(value)
    if not isinstance(value, str) or "\0" in value:
        raise ValueError
    if type_ is Type.DECIMAL:
        return _decimal(value)
    if type_ is Type.DATE:
        return date.fromisoformat(value)
    return _moment(value) if type_ is Type.DATETIME else value


def _boolean(value: Any) -> bool:
    if type(value) is not bool:
        raise ValueError
    return value


def _integer(value: Any) -> int:
    if type(value) is not int or abs(value) >= _LARGEST_INTEGER:
        raise ValueError
    return value


def _decimal(value: str) -> Decimal:
    number = Decimal(value)
    if not number.is_finite() or abs(number) >= _LARGEST_DECIMAL:
        raise ValueError
    return number


def _moment(value: str) -> datetime:
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError
    return moment


def freeze(plan: FormPlan, row: Mapping[str, Any]) -> dict[str, Any]:
    """A whole row as JSON; orjson writes dates and moments."""
    members = {side.key: side.field.json(row[side.key]) for side in plan.sides}
    return {key: encode(value) for key, value in row.items()} | members


def revive(plan: FormPlan, frozen: Mapping[str, Any]) -> dict[str, Any]:
    """The row that `freeze` kept; fields added since are empty, fields retired since are left out."""
    row = {key: decode(frozen.get(key), type_) for key, type_ in record_types(plan.fields).items()}
    return row | {side.key: side.field.load(frozen.get(side.key)) for side in plan.sides}
