"""Map: records where they lie, near ones together, or as heat."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields

from ..forms import FormPlan
from ..forms.locating import wrong
from .fitting import DEGREES, NUMBER, OPTIONS, PLACE, has_options, is_degrees, is_number, is_place
from .selection import SelectionSchema, part, played, selected
from .view import Look, ViewType, view_type

_ROWS = 50


@view_type("map")
class Map(ViewType):
    """Records on a map, by an address (`place`) or by `latitude` and `longitude`. Near ones stand together with their
    number; `heat` begins with a heat map, by number or by the sum of `weight`. `areas` are shapes to stand on; where
    `area` is the field whose options they are, choosing one filters by it, else by its bounds."""

    label = {"zh-CN": "地图", "en": "Map"}
    example_settings = {"place": "spot", "columns": ["title", "status"], "heat": True}

    class Settings(SelectionSchema):
        place = part()
        latitude = part()
        longitude = part()
        weight = part()
        area = part()
        areas = fields.String(load_default=None, allow_none=True, metadata={"kind": "areas"})
        heat = fields.Boolean(load_default=False, truthy={True}, falsy={False})

    def look(self, settings: Mapping[str, Any], form: FormPlan) -> Look:
        wanted = {
            "place": (is_place, PLACE),
            "latitude": (is_degrees, DEGREES),
            "longitude": (is_degrees, DEGREES),
            "weight": (is_number, NUMBER),
            "area": (has_options, OPTIONS),
        }
        parts = played(settings, form, wanted)
        needs = tuple(name for name in ("place", "latitude", "longitude") if name in parts)
        if needs not in (("place",), ("latitude", "longitude")):
            raise wrong(
                "/place",
                "说明记录在哪里：一个地址字段，或纬度和经度两个小数字段",
                "say where a record lies: by an address, or by latitude and longitude, two decimals",
            )
        options = {"heat": settings["heat"], "areas": settings["areas"]}
        return selected(settings, form, _ROWS, parts=parts, needs=needs, options=options)
