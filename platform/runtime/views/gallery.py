"""Gallery: records as cards, with a picture of their own where they have one."""

from collections.abc import Mapping
from typing import Any

from ..forms import FormPlan
from .fitting import FILES, has_files
from .selection import SelectionSchema, part, played, selected
from .view import Look, ViewType, view_type

_CARDS = 60


@view_type("gallery")
class Gallery(ViewType):
    """Cards side by side. `picture` is a field of files; its first picture stands at the head of the card."""

    label = {"zh-CN": "画册", "en": "Gallery"}
    example_settings = {"columns": ["title", "status"], "sort": [{"field": "title"}]}

    class Settings(SelectionSchema):
        picture = part()

    def look(self, settings: Mapping[str, Any], form: FormPlan) -> Look:
        return selected(settings, form, _CARDS, parts=played(settings, form, {"picture": (has_files, FILES)}))
