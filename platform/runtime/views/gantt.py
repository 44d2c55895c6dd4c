"""Gantt: work as bars under one another, with what must come before what."""

from collections.abc import Mapping
from typing import Any

from ..forms import FormPlan
from ..records.querying.question import MAX_LIMIT
from .fitting import MOMENT, OPTIONS, PARENT, PERCENT, TIME, has_options, is_moment, is_time, is_whole, refers_to
from .selection import SelectionSchema, part, played, selected
from .spans import zoomed
from .view import Look, ViewType, view_type


@view_type("gantt")
class Gantt(ViewType):
    """Bars from `starts` to `ends`, or over a range of dates. `parent` is a reference to the record a bar is part of;
    `after` to the one that must be done before it begins; `progress` says in percent how much is done. What comes
    after a bar is shifted with it only when the person asks for it."""

    label = {"zh-CN": "甘特图", "en": "Gantt"}
    example_settings = {"starts": "due", "parent": "above", "zoom": "week", "columns": ["title", "status"]}

    class Settings(SelectionSchema):
        starts = part(required=True)
        ends = part()
        parent = part()
        after = part()
        progress = part()
        color = part()
        zoom = zoomed()

    def look(self, settings: Mapping[str, Any], form: FormPlan) -> Look:
        wanted = {
            "starts": (is_time, TIME),
            "ends": (is_moment, MOMENT),
            "parent": (lambda field: refers_to(form, field), PARENT),
            "after": (lambda field: refers_to(form, field), PARENT),
            "progress": (is_whole, PERCENT),
            "color": (has_options, OPTIONS),
        }
        parts = played(settings, form, wanted)
        return selected(settings, form, MAX_LIMIT, parts=parts, needs=("starts",), options={"zoom": settings["zoom"]})
