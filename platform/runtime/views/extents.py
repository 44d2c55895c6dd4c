"""From when to when the work below a record lasts, for those that have no days of their own: a plan sums them up.

What has days of its own stands for all that lies below it. Only rows that the reader sees are walked, and of their days
only those that he sees.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import sqlalchemy as sa

from ..context import Context
from ..errors import LimitExceeded, NotFound
from ..forms import FieldPlan
from ..records import Query
from ..records.querying.catalogue import Named
from ..records.querying.compiler import Reading
from ..records.querying.filters import named
from ..records.querying.question import MAX_LIMIT
from ..records.reading import open_reading
from .fitting import is_moment, is_time, refers_to

# As far as circles are looked for (`astray.py`); a plan is never so deep.
_FARTHEST = 32
_DAY = 10


def extents(
    context: Context, app: str, form: str, parts: Mapping[str, str], ids: Sequence[str], query: Query
) -> dict[str, Any]:
    """{"items": [{"id", "starts", "latest", "ends"}]} for those of the ids below which there is something with days:
    when the first begins, when the last begins, and the latest end. A range of dates is told as one, in `starts`.
    `parts`: the fields that play `parent`, `starts` and, if any, `ends`.

    Raises NotFound, UnknownField, LimitExceeded, and for a filter as a page of records does.
    """
    if len(ids) > MAX_LIMIT:
        raise LimitExceeded(what={"zh-CN": "一次汇总的记录数", "en": "records summed up at once"}, limit=MAX_LIMIT)
    with open_reading(context, app, form) as reading:
        playing = {name: _playing(reading, name, key) for name, key in parts.items()}
        rows = reading.rows(_summed(reading, playing, ids, query))
    return {"items": [_told(row, playing["starts"], playing.get("ends")) for row in rows]}


def _playing(reading: Reading, name: str, key: str) -> Named:
    found = named(reading.plan, reading.readable, key, f"/{name}", reading.derived)
    field = reading.plan.fields.get(found.key)
    fits: Mapping[str, Callable[[FieldPlan], bool]] = {
        "parent": partial(refers_to, reading.plan),
        "starts": is_time,
        "ends": is_moment,
    }
    if found.system or field is None or not fits[name](field):
        raise NotFound
    return found


def _summed(reading: Reading, playing: Mapping[str, Named], ids: Sequence[str], query: Query) -> sa.Select[Any]:
    """(id, first start, last start, last end) of what lies below each of the ids."""
    parent, starts, ends = playing["parent"], playing["starts"], playing.get("ends")
    begin = _seen(reading, starts)
    if _is_range(starts):
        end: sa.ColumnElement[Any] = sa.func.substr(begin, _DAY + 2)
    else:
        end = sa.null() if ends is None else _seen(reading, ends)
    columns = [reading.plan.table.c.id.label("id"), parent.column.label("above"), begin.label("begin")]
    among = reading.matching(sa.select(*columns, end.label("end")), query)
    if (shown := reading.visible(parent.key)) is not None:
        among = among.where(shown)
    rows, deeper = among.subquery(), among.subquery()
    first = sa.select(rows.c.above.label("top"), rows.c.id, rows.c.begin, rows.c.end, sa.literal(1).label("far"))
    walk = first.where(rows.c.above.in_(ids)).cte("below", recursive=True)
    further = sa.select(walk.c.top, deeper.c.id, deeper.c.begin, deeper.c.end, walk.c.far + 1)
    further = further.join(deeper, deeper.c.above == walk.c.id).where(walk.c.begin.is_(None), walk.c.far < _FARTHEST)
    walk = walk.union_all(further)
    low, high = sa.func.min(walk.c.begin), sa.func.max(walk.c.begin)
    return (
        sa.select(walk.c.top, low, high, sa.func.max(walk.c.end)).group_by(walk.c.top).where(walk.c.begin.is_not(None))
    )


def _seen(reading: Reading, field: Named) -> sa.ColumnElement[Any]:
    """Its values, as far as the reader sees them."""
    scope = reading.visible(field.key)
    return field.column if scope is None else sa.type_coerce(sa.case((scope, field.column)), field.column.type)


def _is_range(field: Named) -> bool:
    return "overlaps" in field.filters


def _told(row: Sequence[Any], starts: Named, ends: Named | None) -> dict[str, Any]:
    id, low, high, last = row
    if _is_range(starts):
        return {"id": id, "starts": f"{low[:_DAY]}/{last}", "latest": None, "ends": None}
    told = [starts.type.dump(moment, starts.settings) for moment in (low, high)]
    end = None if ends is None or last is None else ends.type.dump(last, ends.settings)
    return {"id": id, "starts": told[0], "latest": told[1], "ends": end}
