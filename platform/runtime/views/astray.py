"""Records that have no place in a tree: the reader does not see the one above them, or they stand in a circle.

Only the reader's own rows are walked, so that nothing tells of what lies above.
"""

from typing import Any

import sqlalchemy as sa

from ..context import Context
from ..errors import NotFound
from ..records import Query
from ..records.querying.compiler import Reading
from ..records.reading import open_reading
from .fitting import refers_to

_MOST = 200
# Records that stand above others and below one, from which circles are looked for, and how far.
_MOST_WALKED = 20_000
_FARTHEST = 32


def astray(context: Context, app: str, form: str, parent: str, query: Query) -> dict[str, Any]:
    """{"unseen": [id], "circled": [id], "more"}: of each at most 200; `more` when there are others.

    Raises NotFound, and for a filter as a page of records does.
    """
    with open_reading(context, app, form) as reading:
        field = reading.plan.fields.get(parent)
        if field is None or parent not in reading.readable or not refers_to(reading.plan, field):
            raise NotFound
        unseen = _found(reading, query, _unseen(reading, parent))
        circled = _found(reading, query, _circled(reading, parent))
    more = max(len(unseen), len(circled)) > _MOST
    return {"unseen": unseen[:_MOST], "circled": circled[:_MOST], "more": more}


def _found(reading: Reading, query: Query, condition: sa.ColumnElement[bool]) -> list[str]:
    id = reading.plan.table.c.id
    statement = reading.matching(sa.select(id), query).where(condition).order_by(id.desc()).limit(_MOST + 1)
    return [row[0] for row in reading.rows(statement)]


def _unseen(reading: Reading, parent: str) -> sa.ColumnElement[bool]:
    """A record stands above it, but none that the reader sees."""
    above = reading.plan.table.c[parent]
    seen = reading.rows_showing(())
    assert seen is not None  # the id is seen in every row
    there = sa.exists(sa.select(sa.literal(1)).select_from(seen).where(seen.c.id == above))
    shown = reading.visible(parent)
    return sa.and_(above.is_not(None), ~there, sa.true() if shown is None else shown)


def _circled(reading: Reading, parent: str) -> sa.ColumnElement[bool]:
    """The way up from it leads back to it. What stands in a circle is above one record and below another."""
    rows = reading.rows_showing([parent])
    if rows is None:
        return sa.false()
    rows_above = rows.alias()
    below = sa.select(rows.c[parent]).where(rows.c[parent].is_not(None))
    first = sa.select(rows_above.c.id.label("begin"), rows_above.c[parent].label("at"), sa.literal(1).label("far"))
    first = first.where(rows_above.c[parent].is_not(None), rows_above.c.id.in_(below)).limit(_MOST_WALKED)
    walk = sa.select(first.subquery()).cte("walk", recursive=True)
    step = rows.alias()
    further = sa.select(walk.c.begin, step.c[parent], walk.c.far + 1).join(step, step.c.id == walk.c.at)
    further = further.where(step.c[parent].is_not(None), walk.c.at != walk.c.begin, walk.c.far < _FARTHEST)
    walk = walk.union_all(further)
    return reading.plan.table.c.id.in_(sa.select(walk.c.begin).where(walk.c.at == walk.c.begin))
