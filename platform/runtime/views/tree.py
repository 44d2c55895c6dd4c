"""Tree: records under the record they belong to, by a reference of the form to itself."""

from collections.abc import Mapping
from typing import Any

from ..forms import FormPlan
from .fitting import PARENT, refers_to
from .selection import SelectionSchema, part, played, selected
from .view import Look, ViewType, view_type

_ROWS = 50


@view_type("tree")
class Tree(ViewType):
    """Records under one another: `parent` is the reference to the record above. What lies below is read on opening."""

    label = {"zh-CN": "树形", "en": "Tree"}
    example_settings = {"parent": "above", "columns": ["title", "status"]}

    class Settings(SelectionSchema):
        parent = part(required=True)

    def look(self, settings: Mapping[str, Any], form: FormPlan) -> Look:
        wanted = {"parent": (lambda field: refers_to(form, field), PARENT)}
        return selected(settings, form, _ROWS, parts=played(settings, form, wanted), needs=("parent",))
