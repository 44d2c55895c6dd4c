"""Address: province, city, district and the rest, and where it lies.

Stored and JSON: {"province", "city", "district", "detail", "latitude", "longitude", "datum"}, of which only those that
are known stand; degrees are texts with six decimals, always in WGS-84 ("datum" says so; GCJ-02 and BD-09 are converted
when read); null when empty.
"""

import re
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from marshmallow import Schema, fields
from sqlalchemy.types import TypeEngine

from ..errors import InvalidValue
from ..expressions.types import Type
from ..storage.json_sql import member
from ..storage.types import Document
from .base import FieldType, Prepared, Reader, cell_text, field_type, is_storable
from .coordinates import DATUMS, Place, to_wgs84
from .operators import Operator

_PARTS = ("province", "city", "district", "detail")
_KEYS = frozenset({*_PARTS, "latitude", "longitude", "datum"})
_LONGEST = 200
_DEGREES = re.compile(r"-?\d{1,3}(\.\d{1,15})?", re.ASCII)
_POINT = re.compile(r"[(（]?\s*(-?\d{1,2}\.\d{1,15})\s*[,，]\s*(-?\d{1,3}\.\d{1,15})\s*[)）]?", re.ASCII)
_TEXT = re.compile(
    r"(?P<province>[^省市区县]{2,8}(?:省|自治区|特别行政区)|(?:北京|上海|天津|重庆)市?)?"
    r"(?P<city>[^省市区县]{2,12}?(?:市|自治州|地区|盟))?"
    r"(?P<district>[^省市区县]{1,12}?(?:区|县|旗|市))?"
    r"(?P<detail>.*)",
    re.DOTALL,
)


@field_type("address")
class Address(FieldType):
    """Where something is, in words and on the map."""

    label = {"zh-CN": "地址", "en": "Address"}
    filters = ("contains", "not_contains", "in_box", "empty", "not_empty")
    example_settings = {"datum": "WGS-84"}
    examples = (
        (
            {"province": "浙江省", "city": "宁波市", "district": "鄞州区", "detail": "学士路655号"},
            {"province": "浙江省", "city": "宁波市", "district": "鄞州区", "detail": "学士路655号"},
        ),
        (
            {"detail": "50%_ Harbour Rd", "latitude": "29.868336", "longitude": "121.543990", "datum": "WGS-84"},
            {"detail": "50%_ Harbour Rd", "latitude": "29.868336", "longitude": "121.543990", "datum": "WGS-84"},
        ),
        (None, None),
    )
    rejects = (
        "宁波",
        5,
        [],
        {"street": "x"},
        {"detail": 5},
        {"detail": "a\0"},
        {"latitude": "29.8"},
        {"latitude": "91", "longitude": "0"},
        {"latitude": "29.8", "longitude": "121.5", "datum": "XY"},
        {"detail": "x" * 201},
    )
    sortable = False
    located = True
    type = Type.ANY

    class Settings(Schema):
        # The datum in which coordinates without one are meant, in a spreadsheet.
        datum = fields.String(load_default="WGS-84", validate=lambda datum: datum in DATUMS)

    def column(self, settings: Prepared) -> TypeEngine[Any]:
        return Document()

    def load(self, raw: Any, settings: Prepared) -> dict[str, str] | None:
        if raw is None:
            return None
        if not isinstance(raw, dict) or not set(raw) <= _KEYS:
            raise InvalidValue(
                expected={"zh-CN": "省、市、区和详细地址", "en": "an address of province, city, district and detail"}
            )
        found = {part: text for part in _PARTS if (text := _words(raw.get(part)))}
        return (found | _point(raw)) or None

    def text(self, stored: Any, settings: Prepared, reader: Reader) -> str:
        if stored is None:
            return ""
        words = "".join(stored.get(part, "") for part in _PARTS)
        if "latitude" not in stored:
            return words
        return f"{words} ({stored['latitude']}, {stored['longitude']})".strip()

    def read_cell(self, cell: Any, settings: Prepared) -> Any:
        """A cell holds an address in words, "latitude, longitude", or both."""
        text = cell_text(cell)
        point = _POINT.search(text)
        words = (text[: point.start()] + text[point.end() :] if point else text).strip()[: 5 * _LONGEST]
        parts = _TEXT.fullmatch(words)
        found = {part: value.strip() for part, value in parts.groupdict().items() if value} if parts and words else {}
        if point:
            found |= {"latitude": point[1], "longitude": point[2], "datum": settings["datum"]}
        return found or None

    def condition(
        self, column: sa.ColumnElement[Any], operator: Operator, raw: Any, settings: Prepared
    ) -> sa.ColumnElement[bool]:
        """Words are looked for in the address as people read it, without its coordinates."""
        if operator.key == "in_box":
            return _in_box(column, raw)
        if operator.takes != "text":
            return super().condition(column, operator, raw, settings)
        value = self.filter_value(operator, raw, settings)
        words = sa.case((column.is_not(None), _concatenated(column)))
        return operator.sql(words, value)


def _concatenated(column: sa.ColumnElement[Any]) -> sa.ColumnElement[str]:
    first, *rest = (sa.func.coalesce(member(column, part), "") for part in _PARTS)
    joined: sa.ColumnElement[str] = first
    for part in rest:
        joined = joined.concat(part)
    return joined


def _in_box(column: sa.ColumnElement[Any], raw: Any) -> sa.ColumnElement[bool]:
    """Within [south, west, north, east]; over the date line where west lies beyond east."""
    ends = raw if isinstance(raw, list) and len(raw) == 4 else [None] * 4
    read = [_degrees(end, most) for end, most in zip(ends, (90, 180, 90, 180), strict=True)]
    angles = [angle for angle in read if angle is not None]
    if len(angles) < 4 or angles[0] > angles[2]:
        raise InvalidValue(
            expected={
                "zh-CN": "四个角度：南、西、北、东，例如 29, 121, 30, 122",
                "en": "four angles: south, west, north, east, such as 29, 121, 30, 122",
            }
        )
    south, west, north, east = angles
    latitude, longitude = (sa.cast(member(column, name), sa.Double) for name in ("latitude", "longitude"))
    across = longitude.between(west, east) if west <= east else sa.or_(longitude >= west, longitude <= east)
    return sa.and_(latitude.between(south, north), across)


def _words(raw: Any) -> str:
    if raw is None:
        return ""
    if not isinstance(raw, str) or len(raw) > _LONGEST or not is_storable(raw):
        raise InvalidValue(
            expected={
                "zh-CN": f"每部分不超过 {_LONGEST} 字的地址",
                "en": f"an address, each part of up to {_LONGEST} characters",
            }
        )
    return raw.strip()


def _point(raw: dict[str, Any]) -> dict[str, str]:
    """The coordinates in WGS-84; empty when there are none."""
    latitude, longitude, datum = (raw.get(key) for key in ("latitude", "longitude", "datum"))
    if latitude is None and longitude is None:
        return {}
    north, east = _degrees(latitude, 90), _degrees(longitude, 180)
    if north is None or east is None or datum not in (None, *DATUMS):
        raise InvalidValue(
            expected={
                "zh-CN": "纬度和经度，例如 29.868336 和 121.543990，坐标系为 WGS-84、GCJ-02 或 BD-09",
                "en": "latitude and longitude, such as 29.868336 and 121.543990, in WGS-84, GCJ-02 or BD-09",
            }
        )
    place = to_wgs84(Place(north, east), datum or "WGS-84")
    shown = [format(Decimal(repr(angle)).quantize(Decimal("0.000001")), "f") for angle in place]
    return {"latitude": shown[0], "longitude": shown[1], "datum": "WGS-84"}


def _degrees(raw: Any, most: int) -> float | None:
    text = repr(raw) if type(raw) in (int, float) else raw
    if not isinstance(text, str) or not _DEGREES.fullmatch(text) or abs(float(text)) > most:
        return None
    return float(text)
