"""What the history of a record says of its lines: a line that came, went, or changed in a cell."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...context import Context
from ...errors import InvalidValue
from ...fields import Reader
from ...fields.columns import Column
from ...forms import FieldPlan
from ...localized import text
from ..reading import reader_of
from .names import Names


def line_changes(
    context: Context,
    field: FieldPlan,
    path: Sequence[str],
    before: Any,
    after: Any,
    seen: frozenset[str],
    names: Names,
) -> Iterator[dict[str, Any]]:
    """`path` is [line id] for a whole line or [line id, column] for a cell; columns not in `seen` are left out."""
    reader = reader_of(context)
    shown = {key: column for key, column in field.columns.items() if f"{field.key}.{key}" in seen}
    title = text(field.title, context.locale)
    if len(path) == 1:
        texts = [_line(shown, side, reader, names) for side in (before, after)]
        yield _told(field, title, _cut(shown, before), _cut(shown, after), texts)
    elif (column := shown.get(path[1])) is not None:
        texts = [_cell(column, side, reader, names) for side in (before, after)]
        yield _told(field, f"{title} · {text(column.title, context.locale)}", before, after, texts)


def lines_text(count: int, locale: str) -> str:
    """How many lines there are, in words."""
    if locale == "en":
        return "1 line" if count == 1 else f"{count} lines"
    return f"{count} 行"


def _told(field: FieldPlan, title: str, before: Any, after: Any, texts: list[str | None]) -> dict[str, Any]:
    return {
        "field": field.key,
        "title": title,
        "before": before,
        "after": after,
        "before_text": texts[0],
        "after_text": texts[1],
    }


def _cut(shown: Mapping[str, Column], line: Any) -> Any:
    return line and {key: value for key, value in line.items() if key in shown}


def _line(shown: Mapping[str, Column], line: Any, reader: Reader, names: Names) -> str | None:
    if line is None:
        return None
    cells = [_cell(shown[key], value, reader, names) for key, value in line.items() if key in shown]
    return " · ".join(cell for cell in cells if cell) or "—"


def _cell(column: Column, value: Any, reader: Reader, names: Names) -> str | None:
    """What people read; a value that no longer fits its column is shown as it is."""
    if value is None:
        return None
    if names.knows(column) and isinstance(value, str):
        return names.called(column, value)
    try:
        return column.type.text(column.load(value), column.settings, reader)
    except InvalidValue:
        return str(value)
