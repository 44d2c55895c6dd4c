"""Timeline: records as bars over days, weeks or months, in lanes."""

from collections.abc import Mapping
from typing import Any

from ..forms import FormPlan
from ..records.querying.question import MAX_LIMIT
from .fitting import LANE, MOMENT, OPTIONS, TIME, has_options, is_lane, is_moment, is_time
from .selection import SelectionSchema, part, played, selected
from .spans import zoomed
from .view import Look, ViewType, view_type


@view_type("timeline")
class Timeline(ViewType):
    """Records as bars from `starts` to `ends`, or over a range of dates. `lane` is a field whose values are lanes one
    below the other; `color` is a stage or choice. To move or lengthen a bar is to change the record's dates."""

    label = {"zh-CN": "时间线", "en": "Timeline"}
    example_settings = {"starts": "due", "lane": "status", "zoom": "week", "columns": ["title"]}

    class Settings(SelectionSchema):
        starts = part(required=True)
        ends = part()
        lane = part()
        color = part()
        zoom = zoomed()

    def look(self, settings: Mapping[str, Any], form: FormPlan) -> Look:
        wanted = {
            "starts": (is_time, TIME),
            "ends": (is_moment, MOMENT),
            "lane": (is_lane, LANE),
            "color": (has_options, OPTIONS),
        }
        parts = played(settings, form, wanted)
        return selected(settings, form, MAX_LIMIT, parts=parts, needs=("starts",), options={"zoom": settings["zoom"]})
