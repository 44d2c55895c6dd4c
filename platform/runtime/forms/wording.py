"""Fields whose words a form keeps in the order of a dictionary: those that lists are most often sorted by."""

from collections.abc import Collection, Mapping
from typing import Any

from ..fields.wording import word_key
from .fields import FieldPlan
from .naming import order_name


def worded_fields(fields: Mapping[str, FieldPlan], title_field: str | None) -> dict[str, str]:
    """Field → the column that keeps its order: what has an index or is unique, and what names the records."""
    return {
        key: order_name(key)
        for key, field in fields.items()
        if field.type.worded and field.type.sortable and (field.indexed or key == title_field)
    }


def word_orders(worded: Mapping[str, str], row: Mapping[str, Any], keys: Collection[str]) -> dict[str, str | None]:
    """Of the fields among `keys` the values of the columns that keep their order."""
    return {
        order: None if (text := row[key]) is None else word_key(text) for key, order in worded.items() if key in keys
    }
