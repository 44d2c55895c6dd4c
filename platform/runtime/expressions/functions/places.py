"""Places on the earth, WGS-84 in degrees: how far apart, and whether inside an area."""

from decimal import Decimal
from math import asin, cos, floor, radians, sin, sqrt
from typing import Any

from ..faults import fault
from ..flattening import numbers_of
from ..operators import operator
from ..values import EXACT, Number

_EARTH_RADIUS_M = 6_371_008.8
_MOST_CORNERS = 1_000


@operator("distance", {"zh-CN": "距离", "en": "Distance"}, ["number"] * 4, "integer")
def distance(latitude: Number, longitude: Number, other_latitude: Number, other_longitude: Number) -> int | None:
    """In whole metres along the great circle (haversine, mean radius): within half a per cent of the true way."""
    north, other_north = float(latitude), float(other_latitude)
    east, other_east = float(longitude), float(other_longitude)
    if max(abs(north), abs(other_north)) > 90 or max(abs(east), abs(other_east)) > 180:
        return fault("out_of_range")
    between = sin((radians(other_north) - radians(north)) / 2) ** 2
    along = sin((radians(other_east) - radians(east)) / 2) ** 2
    half = between + cos(radians(north)) * cos(radians(other_north)) * along
    return floor(2 * _EARTH_RADIUS_M * asin(min(1.0, sqrt(half))) + 0.5)


@operator(
    "in_polygon", {"zh-CN": "在区域内", "en": "Inside an area"}, ["number", "number", "list"], "boolean", nulls="no"
)
def in_polygon(latitude: Number, longitude: Number, corners: list[Any]) -> bool:
    """`corners`: a list of [latitude, longitude], at least three. A place on the edge is inside. Exact, on the plane of
    degrees; an area does not reach across the date line."""
    pairs = [numbers_of(corner) if type(corner) is list else None for corner in corners]
    if not 3 <= len(pairs) <= _MOST_CORNERS or any(pair is None or len(pair) != 2 for pair in pairs):
        fault("type_mismatch")
        return False
    y, x = Decimal(latitude), Decimal(longitude)
    points = [(Decimal(pair[0]), Decimal(pair[1])) for pair in pairs if pair]
    inside = False
    for (y1, x1), (y2, x2) in zip(points, [*points[1:], points[0]], strict=True):
        side = EXACT.subtract(
            EXACT.multiply(EXACT.subtract(x2, x1), EXACT.subtract(y, y1)),
            EXACT.multiply(EXACT.subtract(x, x1), EXACT.subtract(y2, y1)),
        )
        if not side and min(y1, y2) <= y <= max(y1, y2) and min(x1, x2) <= x <= max(x1, x2):
            return True
        if (y1 > y) != (y2 > y) and (side > 0) == (y2 < y1):
            inside = not inside
    return inside
