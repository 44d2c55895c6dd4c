"""Where the values of a field came from: typed, imported, by the API, a workflow, or worked out.

Counted on the newest records that the reader sees and that hold a value: the change record is read for just those.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from ...runtime.changes.tables import change, change_entry
from ...runtime.context import Context
from ...runtime.definitions import plan_cache
from ...runtime.errors import NotFound
from ...runtime.forms import form_plan
from ...runtime.records.querying.question import MAX_LIMIT, Query
from ...runtime.records.reading import open_reading
from .graph import graph_of
from .languages import FIELD
from .seeing import Sight

_LOOKED_AT = 2000
COMPUTED = "computed"
UNKNOWN = "unknown"


def values_of(context: Context, id: str) -> dict[str, Any]:
    """{"computed", "records", "exact", "looked_at", "by"}: "by" counts values by how they came, the most first.

    Raises NotFound."""
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
        graph = graph_of(plans)
        node = graph.nodes.get(id)
        if node is None or node.type != FIELD or not Sight(context, plans, graph).sees(id):
            raise NotFound
        form = form_plan(plans, node.app, node.key)
        field = form.fields.get(node.part) or form.columns.get(node.part)
        if field is None or field.computed or "not_empty" not in field.type.filters:
            return {"computed": True, "records": None, "exact": True, "looked_at": 0, "by": []}
        filled = {"field": node.part, "operator": "not_empty"}
        with open_reading(context, node.app, node.key, connection) as reading:
            total, exact = reading.count(Query(filter=filled))
            counted: Counter[str] = Counter()
            cursor, looked = None, 0
            while looked < _LOOKED_AT:
                page = reading.page(Query(filter=filled, sort=("-created_at",), limit=MAX_LIMIT, cursor=cursor))
                ids = [record.id for record in page.items]
                counted.update(_ways(connection, ids, node.part.split(".")))
                looked, cursor = looked + len(ids), page.next_cursor
                if cursor is None or not ids:
                    break
    return {
        "computed": False,
        "records": total,
        "exact": exact,
        "looked_at": looked,
        "by": [{"provenance": name, "values": count} for name, count in counted.most_common()],
    }


def _ways(connection: sa.Connection, ids: Sequence[str], path: Sequence[str]) -> list[str]:
    """How the value that each record holds came to be: by the last change that set it."""
    if not ids:
        return []
    query = (
        sa.select(change_entry.c.object_id, change.c.provenance, change_entry.c.patch)
        .join(change, change.c.id == change_entry.c.change_id)
        .where(change_entry.c.object_id.in_(ids))
        .order_by(change_entry.c.change_id, change_entry.c.ordinal)
    )
    found = dict.fromkeys(ids, UNKNOWN)
    for row in connection.execute(query):
        if any(_sets(operation, path) for operation in row.patch):
            found[row.object_id] = row.provenance
    return list(found.values())


def _sets(operation: Mapping[str, Any], path: Sequence[str]) -> bool:
    """Whether an operation gave the field a value: the whole record's, its own, or one of its lines'."""
    at = operation.get("path", ())
    if not at:
        return path[0] in (operation.get("after") or {})
    if at[0] != path[0] or operation.get("op") not in ("add", "set"):
        return False
    return len(path) == 1 or len(at) < 3 or at[2] == path[1]
