"""The history of a record, as far as its reader sees its fields now."""

from typing import Any

import sqlalchemy as sa

from ..changes import HistoryEntry
from ..changes import history as changes_of
from ..context import Context
from ..definitions import plan_cache
from ..errors import InvalidValue
from ..fields.datetime import moment_text
from ..forms import FieldPlan
from ..localized import text
from ..people import organisation_of
from .reading import open_reading, reader_of
from .record import Record


def history(
    context: Context, app: str, form: str, id: str, *, limit: int = 100, before: str | None = None
) -> list[dict[str, Any]]:
    """[{"id", "at", "actor": {"name"}, "provenance", "action", "changes": [{"field", "title", "before", "after",
    "before_text", "after_text"}]}], newest first. Raises NotFound."""
    with context.workspace.database.read() as connection:
        plan_cache(context.workspace).at(connection)
        with open_reading(context, app, form, connection) as reading:
            record = reading.one(id)
        entries = changes_of(connection, id, limit=limit, before=before)
        names = _Names(context, connection)
        return [_entry(context, record, entry, names) for entry in entries if entry.action in _SHOWN]


_SHOWN = frozenset({"create", "change", "delete", "restore"})


class _Names:
    """Names of persons and apps."""

    def __init__(self, context: Context, connection: sa.Connection) -> None:
        self._organisation = organisation_of(context.workspace, connection)
        self._apps = plan_cache(context.workspace).latest().apps
        self._locale = context.locale

    def of(self, identity: str | None) -> str:
        if identity is None:
            return ""
        if identity.startswith("app:") and (app := self._apps.get(identity.removeprefix("app:"))):
            return str(text(app.manifest.get("title", app.key), self._locale))
        return self._organisation.name(identity) or ("" if identity.startswith("app:") else identity)


def _entry(context: Context, record: Record, entry: HistoryEntry, names: _Names) -> dict[str, Any]:
    return {
        "id": entry.id,
        "at": moment_text(entry.at),
        "actor": {"name": names.of(entry.actor)},
        "on_behalf_of": names.of(entry.on_behalf_of) or None,
        "provenance": entry.provenance,
        "action": entry.action,
        "changes": [
            _change(context, record.plan.fields[key], before, after, names)
            for key, before, after in _values(entry)
            if key in record.values
        ],
    }


def _values(entry: HistoryEntry) -> list[tuple[str, Any, Any]]:
    """(field, before, after) for each field that the entry tells of."""
    found: list[tuple[str, Any, Any]] = []
    for operation in entry.patch:
        if operation["path"]:
            found.append((operation["path"][0], operation.get("before"), operation.get("after")))
        else:
            found += [(key, None, value) for key, value in operation.get("after", {}).items()]
    return found


def _change(context: Context, field: FieldPlan, before: Any, after: Any, names: _Names) -> dict[str, Any]:
    return {
        "field": field.key,
        "title": text(field.title, context.locale),
        "before": before,
        "after": after,
        "before_text": _text(context, field, before, names),
        "after_text": _text(context, field, after, names),
    }


def _text(context: Context, field: FieldPlan, value: Any, names: _Names) -> str | None:
    """What people read; a value that no longer fits its field is shown as it is."""
    if value is None:
        return None
    if field.type.links == "person":
        return names.of(value)
    try:
        return field.type.text(field.load(value), field.settings, reader_of(context))
    except InvalidValue:
        return str(value)
