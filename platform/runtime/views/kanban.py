"""Kanban: a column for each stage or option, records as cards that move from one to the next."""

from collections.abc import Mapping
from typing import Any

from ..forms import FormPlan
from .fitting import NUMBER, OPTIONS, has_options, is_number
from .selection import SelectionSchema, part, played, selected
from .view import Look, ViewType, view_type

_CARDS = 30


@view_type("kanban")
class Kanban(ViewType):
    """Cards in columns by stage or option, with a count and, if wanted, a total for each column. To move a card is to
    change the record, so the moves of a stage and what it requires hold here too."""

    label = {"zh-CN": "看板", "en": "Kanban"}
    example_settings = {"by": "status", "columns": ["title"], "sort": [{"field": "title"}]}

    class Settings(SelectionSchema):
        by = part(required=True)
        total = part()

    def look(self, settings: Mapping[str, Any], form: FormPlan) -> Look:
        parts = played(settings, form, {"by": (has_options, OPTIONS), "total": (is_number, NUMBER)})
        return selected(settings, form, _CARDS, parts=parts, needs=("by",))
