"""The history of a record, as far as its reader sees its fields now."""

from collections.abc import Iterator, Mapping
from typing import Any

from ...changes import HistoryEntry
from ...changes import history as changes_of
from ...context import Context
from ...definitions import plan_cache
from ...errors import InvalidValue
from ...fields.datetime import moment_text
from ...forms import FieldPlan
from ...forms.checks import Check
from ...localized import text
from ..reading import open_reading, reader_of
from ..record import Record
from ..rows.patches import WARNED
from ..submission.lines import cut
from .items import item_changes, items_text
from .lines import line_changes, lines_text
from .names import Names


def history(
    context: Context, app: str, form: str, id: str, *, limit: int = 100, before: str | None = None
) -> list[dict[str, Any]]:
    """[{"id", "at", "actor": {"name"}, "provenance", "source", "action", "changes": [{"field", "title", "before",
    "after", "before_text", "after_text"}], "warned": [{"check", "words", "seen"}]}], newest first. Raises NotFound.

    `source` is {"import", "file", "row"} where a spreadsheet's row gave the values."""
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
        with open_reading(context, app, form, connection) as reading:
            record = reading.one(id)
        found = changes_of(connection, id, limit=limit, before=before)
        entries = [entry for entry in found if entry.action in _SHOWN]
        names = Names(context, connection, plans, record.plan, entries)
        return [_entry(context, record, entry, names, reading.always_readable) for entry in entries]


_SHOWN = frozenset({"create", "change", "delete", "restore"})


def _entry(context: Context, record: Record, entry: HistoryEntry, names: Names, seen: frozenset[str]) -> dict[str, Any]:
    return {
        "id": entry.id,
        "at": moment_text(entry.at),
        "actor": {"name": names.of(entry.actor)},
        "on_behalf_of": names.of(entry.on_behalf_of) or None,
        "provenance": entry.provenance,
        "source": entry.source,
        "action": entry.action,
        "changes": [
            change for operation in entry.patch for change in _changes(context, record, operation, names, seen)
        ],
        "warned": [
            {"check": key, "words": text(check.message, context.locale), "seen": confirmed}
            for key, confirmed in _warned(entry)
            if (check := _check(record, key, seen)) is not None
        ],
    }


def _warned(entry: HistoryEntry) -> list[tuple[str, bool]]:
    """The checks that warned, and whether somebody saw it."""
    return [
        (operation["path"][1], operation["after"] == "confirmed")
        for operation in entry.patch
        if operation["path"][:1] == [WARNED]
    ]


def _check(record: Record, key: str, seen: frozenset[str]) -> Check | None:
    """The check of that key, when its reader sees what it reads."""
    found = next((check for check in record.plan.checks if check.key == key), None)
    return found if found is not None and found.tells_only(record.values.keys() | seen) else None


def _changes(
    context: Context, record: Record, operation: Mapping[str, Any], names: Names, seen: frozenset[str]
) -> Iterator[dict[str, Any]]:
    """What an operation tells of the fields that the reader sees."""
    path, before, after = operation["path"], operation.get("before"), operation.get("after")
    if not path:
        for key, value in (after or {}).items():
            if key in record.values:
                field = record.plan.fields[key]
                yield _change(context, field, None, _shown_lines(field, value, seen), names)
    elif path[0] in record.values:
        field = record.plan.fields[path[0]]
        if len(path) == 1:
            yield _change(context, field, before, after, names)
        elif field.type.side == "items" and operation["op"] != "move":
            yield from item_changes(context, field, path[1:], before, after, seen, record.values[field.key])
        elif field.columns and operation["op"] != "move":
            yield from line_changes(context, field, path[1:], before, after, seen, names)


def _shown_lines(field: FieldPlan, value: Any, seen: frozenset[str]) -> Any:
    return cut(field, value, seen) if field.columns and isinstance(value, list) else value


def _change(context: Context, field: FieldPlan, before: Any, after: Any, names: Names) -> dict[str, Any]:
    return {
        "field": field.key,
        "title": text(field.title, context.locale),
        "before": before,
        "after": after,
        "before_text": _text(context, field, before, names),
        "after_text": _text(context, field, after, names),
    }


def _text(context: Context, field: FieldPlan, value: Any, names: Names) -> str | None:
    """What people read; a value that no longer fits its field is shown as it is."""
    if value is None:
        return None
    if field.columns and isinstance(value, list):
        named = items_text if field.type.side == "items" else lines_text
        return named(len(value), context.locale)
    if names.knows(field) and isinstance(value, str):
        return names.called(field, value)
    try:
        return field.type.text(field.load(value), field.settings, reader_of(context))
    except InvalidValue:
        return str(value)
