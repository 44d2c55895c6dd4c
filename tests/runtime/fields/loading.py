"""Load through a field type as a form would."""

from typing import Any

import pytest

from loomwork.runtime.definitions import Definition
from loomwork.runtime.errors import InvalidValue
from loomwork.runtime.fields import FieldType, field_types
from loomwork.runtime.fields.cleanings import as_read


def ready(
    key: str, documents: dict[str, dict[str, Any]] | None = None, **settings: Any
) -> tuple[FieldType, dict[str, Any]]:
    """The type and its settings made ready; `documents` are what settings may name."""

    def find(kind: str, name: str) -> Definition | None:
        found = (documents or {}).get(name)
        return None if found is None else Definition("app", kind, name, 1, "", found)

    type_ = field_types.get(key)
    return type_, type_.prepare(type_.Settings().load(settings), find)


def read(type_: FieldType, cell: Any, settings: dict[str, Any]) -> Any:
    """The JSON value that a spreadsheet's cell gives."""
    return as_read(type_.read_cell(cell, settings)).value


def refused(key: str, raw: Any, **settings: Any) -> str:
    """The English sentence with which the value is refused."""
    type_, prepared = ready(key, **settings)
    with pytest.raises(InvalidValue) as caught:
        type_.load(raw, prepared)
    return caught.value.sentence("en")
