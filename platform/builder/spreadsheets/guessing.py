"""Which type of field a column of a spreadsheet seems to be, and under which settings."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from ...runtime.errors import InvalidDefinition, InvalidValue
from ...runtime.fields import FieldType, field_types
from ...runtime.fields.base import cell_text
from ...runtime.fields.cleanings import as_read
from ...runtime.fields.guessing import Column

# A list that people keep is never quite clean; what the others say is decided when the rows come in.
_MOST_UNREAD = 0.15
_ANYTHING = "text"

# Gives the share of some texts that are names of a "person" or a "department".
Knows = Callable[[str, Sequence[str]], float]


class Guessed(NamedTuple):
    """The key of a type, JSON settings under which it reads a column, and how many cells it does not read."""

    type: str
    settings: dict[str, Any]
    unread: int = 0


def guessed(name: str, cells: Sequence[Any], knows: Knows) -> list[Guessed]:
    """What a column may be, likeliest first. An empty one is text."""
    filled = [cell for cell in cells if cell_text(cell)]
    if not filled:
        return [Guessed(_ANYTHING, {})]
    column = Column(name, filled, [cell_text(cell) for cell in filled])
    found = []
    for type_ in candidates():
        settings = type_.guess.settings(column) if type_.guess is not None else None
        if settings is None:
            continue
        unread = _unread(type_, settings, column, knows)
        if unread <= _MOST_UNREAD * len(filled):
            found.append(Guessed(type_.key, settings, unread))
    return found


def candidates() -> list[FieldType]:
    """The types that a column may be taken for, in the order in which they are tried."""
    found = [(type_.guess.rank, type_) for _, type_ in field_types.items() if type_.guess is not None]
    return [type_ for _, type_ in sorted(found, key=lambda one: one[0])]


def _unread(type_: FieldType, settings: Mapping[str, Any], column: Column, knows: Knows) -> int:
    """How many cells the type does not read without a question to be asked; names are looked up, not read."""
    if type_.links:
        return round((1 - knows(type_.links, column.texts)) * len(column.cells))
    try:
        prepared = type_.prepare(type_.Settings().load(settings), lambda kind, key: None)
    except InvalidDefinition:
        return len(column.cells)
    return sum(not _is_read(type_, cell, prepared) for cell in column.cells)


def _is_read(type_: FieldType, cell: Any, settings: dict[str, Any]) -> bool:
    try:
        got = as_read(type_.read_cell(cell, settings))
        return got.asks is None and (got.value is None or type_.load(got.value, settings) is not None)
    except InvalidValue:
        return False
