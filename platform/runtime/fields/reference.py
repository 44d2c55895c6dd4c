"""Reference: a record of a form, here or of another app.

Stored: the record's id. JSON: the id; null when empty. That the record exists and may be seen is checked when written.
"""

from typing import Any

from marshmallow import Schema, fields, validate
from sqlalchemy.types import TypeEngine

from ..errors import InvalidDefinition, InvalidValue
from ..identifiers import is_id
from ..storage.types import id_text
from .base import FieldType, Find, Prepared, field_type
from .operators import CHOSEN


@field_type("reference")
class Reference(FieldType):
    """A record of another form, such as an order's customer."""

    label = {"zh-CN": "关联记录", "en": "Reference"}
    filters = CHOSEN
    example_settings = {"form": "customer"}
    examples = {"01kdaaaaaaaaaaaaaaaaaaaaaa": "01kdaaaaaaaaaaaaaaaaaaaaaa", None: None}
    rejects = ("C00001", "", 5, True, "01KDAAAAAAAAAAAAAAAAAAAAAA")
    links = "record"

    class Settings(Schema):
        form = fields.String(required=True, metadata={"kind": "form"})
        # What happens to this record when the other one is deleted.
        on_delete = fields.String(load_default="refuse", validate=validate.OneOf(["refuse", "empty", "cascade"]))

    def prepare(self, settings: Prepared, find: Find) -> Prepared:
        """Adds `target`: (app, form)."""
        name = settings["form"]
        if (document := find("form", name)) is None:
            reason = {"zh-CN": f"没有名为「{name}」的表单", "en": f"there is no form named {name}"}
            raise InvalidDefinition(pointer="/form", reason=reason)
        return settings | {"target": (document.app, document.key)}

    def column(self, settings: Prepared) -> TypeEngine[Any]:
        return id_text()

    def load(self, raw: Any, settings: Prepared) -> str | None:
        if raw is None or is_id(raw):
            return raw
        raise InvalidValue(expected={"zh-CN": "一条已有的记录", "en": "an existing record"})
