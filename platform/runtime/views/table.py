"""Table: records as rows, chosen columns, a filter, an order and so many rows a page."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from marshmallow import fields, validate

from ..forms import FormPlan
from ..records.querying.question import MAX_LIMIT
from .dressing import DressSchema, dressed
from .selection import SelectionSchema, selected
from .view import Look, ViewType, view_type


@view_type("table")
class Table(ViewType):
    """Records as rows. Without columns of its own it shows all fields."""

    label = {"zh-CN": "表格", "en": "Table"}
    example_settings = {
        "columns": ["title", "status"],
        "filter": {"field": "title", "operator": "not_empty"},
        "sort": [{"field": "title", "descending": True}],
        "page_rows": 20,
        "group": ["status"],
        "totals": [{"field": "title", "aggregate": "filled"}],
        "colors": [
            {"when": {"field": "due", "operator": "empty"}, "hue": 2, "title": {"zh-CN": "没有日期", "en": "No date"}}
        ],
    }

    class Settings(DressSchema, SelectionSchema):  # their members in the order of their drawing: what, then how
        page_rows = fields.Integer(load_default=50, strict=True, validate=validate.Range(1, MAX_LIMIT))

    def look(self, settings: Mapping[str, Any], form: FormPlan) -> Look:
        return replace(selected(settings, form, settings["page_rows"]), dress=dressed(settings, form))
