"""Section: fields under one title, in one or two columns.

JSON: {"key", "section": title or null, "columns": 1 or 2, "fields": [field keys, and small items between them],
"description": words under the title, "collapsible": "open" or "closed" for one that people may fold}.
"""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, validate

from ..fields import FieldPlan
from ..locating import wrong
from .item import FORM, LayoutType, layout_type, words


@layout_type("section")
class Section(LayoutType):
    """Fields that belong together, under a title. It can be folded where the form is long."""

    label = {"zh-CN": "分组", "en": "Section"}
    within = (FORM, "tab")
    holds = "fields"
    takes_fields = True
    examples = (
        {"key": "a", "section": {"zh-CN": "客户", "en": "Customer"}, "columns": 2, "fields": ["title", "status"]},
        {"key": "a", "section": None, "fields": ["title", {"key": "b", "divider": None}]},
        {"key": "a", "section": "More", "description": "Rarely needed", "collapsible": "closed", "fields": ["title"]},
    )
    rejects = (
        {"key": "a", "section": "", "fields": ["title"]},
        {"key": "a", "section": "A", "columns": 3, "fields": ["title"]},
        {"key": "a", "section": "A", "fields": ["nothing"]},
        {"key": "a", "section": None, "collapsible": "closed", "fields": ["title"]},
        {"key": "a", "section": "A", "fields": ["title", "title"]},
    )

    class Settings(Schema):
        section = fields.Raw(required=True, allow_none=True, validate=words, metadata={"localized": True})
        columns = fields.Integer(load_default=1, strict=True, validate=validate.OneOf([1, 2]))
        description = fields.Raw(load_default=None, allow_none=True, validate=words, metadata={"localized": True})
        collapsible = fields.String(load_default=None, allow_none=True, validate=validate.OneOf(["open", "closed"]))

        class Meta:
            include = {"fields": fields.List(fields.Raw(), required=True)}

    def check(self, settings: Mapping[str, Any], fields: Mapping[str, FieldPlan]) -> None:
        if settings["collapsible"] and settings["section"] is None:
            raise wrong("/collapsible", "可折叠的分组需要标题", "a section that folds needs a title")
