"""Read one cell for one field: what its type makes of it, as far as the person who imports lets it."""

from collections.abc import Mapping
from typing import Any

from ..fields.base import cell_text
from ..fields.cleanings import REFUSE, Read, as_read, cleanings, unguarded
from ..forms import FieldPlan
from .errors import Undecided


def read(field: FieldPlan, cell: Any, chosen: Mapping[str, Any]) -> Read:
    """`chosen`: cleaning → False for one that is switched off, or the answer to what it asks. A cell with a cleaning
    that is switched off comes as it is. The value is still to be loaded by the field."""
    if cell is None or cell == "":
        return Read(None)
    plain = cell if chosen.get("apostrophe") is False else unguarded(cell)
    if plain is not cell:
        got = _read(field, plain, chosen)
        return got._replace(done=("apostrophe", *got.done))
    return _read(field, cell, chosen)


def _read(field: FieldPlan, cell: Any, chosen: Mapping[str, Any]) -> Read:
    got = field.type.read_cell(cell, field.settings)
    if not isinstance(got, Read) and isinstance(cell, str) and cell != cell.strip():
        got = Read(got, ("trimmed",))
    got = as_read(got)
    if got.done and any(chosen.get(kind) is False for kind in got.done):
        return Read(cell if isinstance(cell, str) else cell_text(cell))
    if got.asks is not None and (answer := chosen.get(got.asks, REFUSE)) in got.choices:
        return Read(got.choices[answer], got.done)
    return got


def value_of(field: FieldPlan, cell: Any, chosen: Mapping[str, Any]) -> Any:
    """The JSON value, None for an empty cell. Raises Undecided for one that means one of several things."""
    got = read(field, cell, chosen)
    if got.asks is not None:
        raise Undecided(question=cleanings[got.asks].question)
    return got.value
