"""Where records lie: counted by the cells of a grid, through the actor's `Reading`, so that a million of them come as
a few hundred figures. Degrees are counted in millionths, which are whole numbers on both databases.
"""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from ...context import Context
from ...storage.json_sql import member
from ...storage.types import ExactDecimal
from ..errors import BadQuery
from ..querying.catalogue import Named
from ..querying.compiler import Reading
from ..querying.filters import named
from ..querying.question import Query
from ..reading import open_reading
from .figures import figure_of

_MOST_CELLS = 2000
_MILLION = 1_000_000
_TURN = 360 * _MILLION
MOST_ZOOM = 22
# A tile of a map is four cells wide.
_SPLIT = 2


@dataclass(frozen=True, slots=True)
class Where:
    """The fields that say where a record lies: an address, or latitude and longitude."""

    place: str | None = None
    latitude: str | None = None
    longitude: str | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """In degrees. West may lie beyond east where the box goes over the date line."""

    south: float
    west: float
    north: float
    east: float


def cells(
    context: Context,
    app: str,
    form: str,
    where: Where,
    zoom: int,
    *,
    box: Box | None = None,
    weight: str | None = None,
    query: Query | None = None,
) -> dict[str, Any]:
    """{"zoom", "cells": [{"latitude", "longitude", "count", "sum", "id"}], "total", "rest"}; the fullest first.

    Each cell's place is the mean of what lies in it; "id" is told of a record that lies alone. `zoom` as that of maps.
    Raises NotFound, UnknownField, BadQuery, LimitExceeded.
    """
    if not 0 <= zoom <= MOST_ZOOM:
        reason = {"zh-CN": f"缩放级别是 0 到 {MOST_ZOOM}", "en": f"a zoom is 0 to {MOST_ZOOM}"}
        raise BadQuery(pointer="/zoom", reason=reason)
    with open_reading(context, app, form) as reading:
        fields = _fields(reading, where)
        north, east = _point(reading, fields)
        size = max(1, _TURN >> (zoom + _SPLIT))
        count, id = sa.func.count(), reading.plan.table.c.id
        figure = figure_of(reading, f"{weight}:sum", "/weight") if weight else None
        summed = figure.elements[0] if figure else sa.null()
        keys = (north // size, east // size)
        statement = sa.select(
            sa.cast(sa.func.sum(north), sa.BigInteger),
            sa.cast(sa.func.sum(east), sa.BigInteger),
            count,
            sa.func.min(id),
            summed,
            sa.func.sum(count).over(),
        )
        statement = reading.matching(statement, query or Query()).where(north.is_not(None), east.is_not(None))
        for field in fields:
            if (scope := reading.visible(field.key)) is not None:
                statement = statement.where(scope)
        if box is not None:
            statement = statement.where(_inside(north, east, box))
        statement = statement.group_by(*keys).order_by(count.desc(), *keys).limit(_MOST_CELLS)
        rows = reading.rows(statement)
    found = [
        {
            "latitude": _degrees(norths, number, 90),
            "longitude": _degrees(easts, number, 180),
            "count": number,
            "sum": figure.told([total]) if figure else None,
            "id": first if number == 1 else None,
        }
        for norths, easts, number, first, total, _ in rows
    ]
    total = int(rows[0][-1]) if rows else 0
    return {"zoom": zoom, "cells": found, "total": total, "rest": total - sum(cell["count"] for cell in found)}


def _fields(reading: Reading, where: Where) -> list[Named]:
    """The one field, or latitude and longitude."""
    names = ["place"] if where.place is not None else ["latitude", "longitude"]
    found = []
    for name in names:
        key = getattr(where, name)
        one = named(reading.plan, reading.readable, key, f"/{name}", reading.derived)
        if one.system or not (one.type.located if name == "place" else keeps_degrees(one.column.type)):
            reason = {"zh-CN": f"「{key}」说不出位置", "en": f"{key} does not say where a record lies"}
            raise BadQuery(pointer=f"/{name}", reason=reason)
        found.append(one)
    return found


def keeps_degrees(type_: Any) -> bool:
    """Whether a column keeps numbers to the millionth."""
    return isinstance(type_, ExactDecimal) and 10**type_.scale == _MILLION


def _point(reading: Reading, fields: list[Named]) -> tuple[sa.ColumnElement[int], sa.ColumnElement[int]]:
    """Millionths of degrees from the south pole, and from the date line eastwards."""
    if len(fields) == 1:
        north, east = (_told(fields[0].column, name) for name in ("latitude", "longitude"))
    else:
        north, east = (_counted(reading, field.column) for field in fields)
    return north + 90 * _MILLION, east + 180 * _MILLION


def _told(column: sa.ColumnElement[Any], name: str) -> sa.ColumnElement[int]:
    degrees = sa.cast(member(column, name), sa.Double)
    return sa.cast(sa.func.round(degrees * _MILLION), sa.BigInteger)


def _counted(reading: Reading, column: sa.ColumnElement[Any]) -> sa.ColumnElement[int]:
    if reading.connection.dialect.name == "sqlite":
        return sa.type_coerce(column, sa.BigInteger)  # exact decimals are kept so
    return sa.cast(sa.type_coerce(column, sa.Numeric) * _MILLION, sa.BigInteger)


def _inside(north: sa.ColumnElement[int], east: sa.ColumnElement[int], box: Box) -> sa.ColumnElement[bool]:
    south, top = (round((angle + 90) * _MILLION) for angle in (box.south, box.north))
    west, right = (round((angle + 180) * _MILLION) for angle in (box.west, box.east))
    between = east.between(west, right) if west <= right else sa.or_(east >= west, east <= right)
    return sa.and_(north.between(south, top), between)


def _degrees(summed: int, count: int, origin: int) -> float:
    """The mean of what was summed up."""
    return round(summed / count / _MILLION - origin, 6)
