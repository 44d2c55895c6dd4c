"""Calendar: records on the days of a month, a week or a day."""

from collections.abc import Mapping
from typing import Any

from ..forms import FormPlan
from ..records.querying.question import MAX_LIMIT
from .fitting import MOMENT, OPTIONS, TIME, has_options, is_moment, is_time
from .selection import SelectionSchema, part, played, selected
from .view import Look, ViewType, view_type


@view_type("calendar")
class Calendar(ViewType):
    """Records on their day: by a date, a moment or a range of dates, or from one date to another (`starts`, `ends`).
    `color` is a stage or choice whose options tell the records apart."""

    label = {"zh-CN": "日历", "en": "Calendar"}
    example_settings = {"starts": "due", "columns": ["title"]}

    class Settings(SelectionSchema):
        starts = part(required=True)
        ends = part()
        color = part()

    def look(self, settings: Mapping[str, Any], form: FormPlan) -> Look:
        wanted = {"starts": (is_time, TIME), "ends": (is_moment, MOMENT), "color": (has_options, OPTIONS)}
        return selected(settings, form, MAX_LIMIT, parts=played(settings, form, wanted), needs=("starts",))
