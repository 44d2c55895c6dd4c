"""Values on their way: what expressions give as JSON for a field, and as JSON that later nodes read."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ..errors import InvalidValue
from ..expressions.values import number_text
from ..fields.columns import Column
from ..forms import FormPlan
from ..forms.fields import FieldPlan
from ..records import Record
from ..storage.types import dump_moment


def settled(form: FormPlan, field: str, value: Any) -> Any:
    """The JSON value of a field for what an expression gave. Raises InvalidValue where it does not fit, NotFound for a
    field that is there no more."""
    return _settled(form.field(field), value, f"/{field}")


def settled_line(form: FormPlan, field: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The JSON of a line for what expressions gave its columns. Raises as `settled` does."""
    columns = form.field(field).columns
    return {key: _settled(columns[key], value, f"/{field}/{key}") for key, value in values.items()}


def _settled(plan: FieldPlan | Column, value: Any, pointer: str) -> Any:
    if isinstance(value, Decimal) and value == value.to_integral_value():
        # What was divided and multiplied again is a whole number still.
        value = int(value)
    try:
        return plan.json(plan.type.settle(value, plan.settings))
    except InvalidValue as error:
        error.pointer = pointer
        raise


def row_values(record: Record) -> dict[str, Any]:
    """What expressions read as row.<name>: stored values, and the system columns."""
    return record.values | {
        "id": record.id,
        "created_at": record.created_at,
        "created_by": record.created_by,
        "updated_at": record.updated_at,
        "updated_by": record.updated_by,
        "owner": record.owner,
        "department": record.department,
        "revision": record.revision,
        "flow_state": record.flow_state,
    }


def json_value(value: Any) -> Any:
    """An expression value as JSON: exact numbers, days and moments as texts."""
    if isinstance(value, Decimal):
        return number_text(value)
    if isinstance(value, datetime):
        return dump_moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: json_value(one) for key, one in value.items()}
    return [json_value(one) for one in value] if isinstance(value, list) else value
