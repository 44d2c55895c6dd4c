"""The merges of a form, newest first, as far as one sees the records that stayed: to look back, and to undo."""

from typing import Any

import sqlalchemy as sa

from ..context import Context
from ..definitions import plan_cache
from ..forms import form_plan
from ..people import organisation_of
from ..records.querying.compiler import Reading
from ..records.reading import reading_of, title_of
from .entries import loaded
from .tables import directory_entry, record_merge

_MOST = 50
_t = record_merge


def merges(context: Context, app: str, form: str) -> list[dict[str, Any]]:
    """[{"id", "state", "winner", "title", "names", "count", "at", "by", "undoable", "problem"}]; `names` are those that
    the record got from the others. Empty for who reads nothing of the form. Raises NotFound."""
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
        plan = form_plan(plans, app, form)
        reading = reading_of(context, connection, plans, plan)
        if reading is None or plan.names is None:
            return []
        wanted = sa.select(_t).where(_t.c.form == plan.name).order_by(_t.c.id.desc()).limit(_MOST)
        rows = connection.execute(wanted).all()
        seen = {record.id: record for record in reading.some({row.winner for row in rows})}
        names = _names(connection, reading, plan.names.legal, set(seen))
        organisation = organisation_of(context.workspace, connection)
        return [
            {
                "id": row.id,
                "state": row.state,
                "winner": row.winner,
                "title": title_of(context, seen[row.winner]),
                "names": names.get(row.id, []),
                "count": len(row.losers),
                "at": row.at,
                "by": organisation.name(row.by) if row.by else "",
                "undoable": row.state == "done",
                "problem": row.problem and row.problem.get(context.locale),
            }
            for row in rows
            if row.winner in seen
        ]


def _names(connection: sa.Connection, reading: Reading, legal: str, winners: set[str]) -> dict[str, list[str]]:
    """Merge → the names that it gave to its winner, for who may read names at all."""
    if legal not in reading.readable:
        return {}
    e = directory_entry
    found: dict[str, list[str]] = {}
    for row in connection.execute(sa.select(e.c.record_id, e.c.added).where(e.c.record_id.in_(winners))):
        for name in loaded(row.record_id, row.added):
            if name.origin:
                found.setdefault(name.origin, []).append(name.text)
    return found
