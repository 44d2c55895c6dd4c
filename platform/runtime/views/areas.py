"""Areas: shapes on the globe that maps and charts stand on, such as the regions of a sales force.

A document of kind "areas": {"key", "title", "areas": [{"key", "title", "geometry"}]}. A geometry is a Polygon or a
MultiPolygon of GeoJSON, in degrees of WGS-84, longitude first. Keys of areas are those of the options that stand for
them in a field, where there is one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..context import Context
from ..definitions import Definition, Plans, plan_cache
from ..definitions.pieces import KEY, WORDS, document_schema
from ..errors import NotFound
from ..forms.locating import located, wrong
from ..localized import LOCALES, Localized, text
from ..people import access_to

_MOST_POSITIONS = 200_000


@dataclass(frozen=True, slots=True)
class Area:
    key: str
    title: Localized
    geometry: Mapping[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class AreasPlan:
    """Immutable."""

    app: str
    key: str
    title: Localized
    areas: tuple[Area, ...]


def areas_plan(plans: Plans, app: str, key: str) -> AreasPlan:
    """The compiled areas. Raises NotFound, InvalidDefinition."""
    return plans.once(("areas", app, key), lambda: _compile(plans.get("areas", app, key)))


def areas_shown(context: Context, app: str, form: str, key: str) -> dict[str, Any]:
    """{"key", "title", "areas": [{"key", "title", "names", "geometry"}]} for who may read the form; names: what an area
    is called in every language. Raises NotFound."""
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
    if not access_to(context, plans, app, form).may("read"):
        raise NotFound
    home, _, own = key.rpartition(".")
    plan = areas_plan(plans, home or app, own)
    areas = [
        {
            "key": one.key,
            "title": text(one.title, context.locale),
            "names": sorted({text(one.title, locale) for locale in LOCALES}),
            "geometry": one.geometry,
        }
        for one in plan.areas
    ]
    return {"key": key, "title": text(plan.title, context.locale), "areas": areas}


def areas_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of documents of kind "areas"."""
    # A package's decimals are read as texts, so that none of them is rounded on the way.
    angle = {"type": ["number", "string"], "pattern": r"^-?\d{1,3}(\.\d{1,15})?$"}
    position = {"type": "array", "minItems": 2, "maxItems": 3, "items": angle}
    polygon = {"type": "array", "minItems": 1, "items": {"type": "array", "minItems": 4, "items": position}}
    return document_schema(
        "areas",
        ["areas"],
        {
            "areas": {
                "type": "array",
                "minItems": 1,
                "items": {
                    "type": "object",
                    "required": ["key", "title", "geometry"],
                    "additionalProperties": False,
                    "properties": {
                        "key": KEY,
                        "title": WORDS,
                        "geometry": {
                            "type": "object",
                            "required": ["type", "coordinates"],
                            "additionalProperties": False,
                            "properties": {
                                "type": {"enum": ["Polygon", "MultiPolygon"]},
                                "coordinates": {"type": "array"},
                            },
                            "if": {"properties": {"type": {"const": "Polygon"}}},
                            "then": {"properties": {"coordinates": polygon}},
                            "else": {"properties": {"coordinates": {"type": "array", "minItems": 1, "items": polygon}}},
                        },
                    },
                },
            },
        },
    )


def _compile(definition: Definition) -> AreasPlan:
    document = definition.document
    with located(""):
        areas = tuple(
            Area(one["key"], one["title"], _geometry(one["geometry"], f"/areas/{index}/geometry"))
            for index, one in enumerate(document["areas"])
        )
        if len({area.key for area in areas}) < len(areas):
            raise wrong("/areas", "同一个区域写了两次", "an area is there twice")
        positions = sum(len(ring) for area in areas for polygon in _polygons(area.geometry) for ring in polygon)
        if positions > _MOST_POSITIONS:
            raise wrong(
                "/areas",
                f"边界共 {positions} 个点，最多 {_MOST_POSITIONS} 个，先简化再导入",
                f"its borders have {positions} positions, at most {_MOST_POSITIONS} are read; simplify them first",
            )
    return AreasPlan(definition.app, definition.key, document["title"], areas)


def _geometry(geometry: Mapping[str, Any], pointer: str) -> dict[str, Any]:
    """With its positions as numbers."""
    polygons = [[[_position(one, pointer) for one in ring] for ring in polygon] for polygon in _polygons(geometry)]
    if any(ring[0] != ring[-1] for polygon in polygons for ring in polygon):
        raise wrong(
            pointer,
            "边界没有闭合：最后一个点要与第一个点相同",
            "its border is open: the last position must be the first again",
        )
    return {"type": geometry["type"], "coordinates": polygons[0] if geometry["type"] == "Polygon" else polygons}


def _polygons(geometry: Mapping[str, Any]) -> list[Any]:
    coordinates = geometry["coordinates"]
    return [coordinates] if geometry["type"] == "Polygon" else coordinates


def _position(raw: Any, pointer: str) -> list[float]:
    longitude, latitude = float(raw[0]), float(raw[1])
    if abs(longitude) > 180 or abs(latitude) > 90:
        raise wrong(
            pointer,
            "经度在前，±180 以内；纬度在后，±90 以内",
            "longitude comes first, within ±180, then latitude, within ±90",
        )
    return [longitude, latitude]
