"""Related list: the records of another form that refer to this one, shown and filled in place.

Nothing is stored, nothing is read along: pages ask the other form, under the reader's own rights on it. JSON: absent.
"""

from typing import Any

from marshmallow import Schema, fields, validate
from sqlalchemy.types import NullType, TypeEngine

from ..errors import InvalidValue
from .base import FieldType, Find, Prepared, field_type
from .derived import other_form, wrong

_MOST_COLUMNS = 20


@field_type("related_list")
class RelatedList(FieldType):
    """Records of another form that refer to this one, such as a customer's contacts."""

    label = {"zh-CN": "关联列表", "en": "Related list"}
    filters = ()
    example_settings = {"form": "order", "by": "f_reference"}
    examples = {None: None}
    rejects = ("x", 5, [])
    sortable = False
    computed = True
    derived = "related"
    in_lines = False

    class Settings(Schema):
        form = fields.String(required=True, metadata={"kind": "form", "subject": "row"})
        # The reference field of that form which points here.
        by = fields.String(required=True, metadata={"field": "row"})
        # The fields shown, in their order; none named shows the form's first ones.
        columns = fields.List(
            fields.String(metadata={"field": "row", "how": "shows"}),
            load_default=list,
            validate=validate.Length(max=_MOST_COLUMNS),
        )

    def prepare(self, settings: Prepared, find: Find) -> Prepared:
        """Adds `target`, (app, form)."""
        form = other_form(settings, find)
        known = {field.get("key") for field in form.document.get("fields", [])}
        for place, key in enumerate(settings["columns"]):
            if key not in known:
                raise wrong(f"/columns/{place}", f"表单没有字段「{key}」", f"the form has no field {key}")
        return settings | {"target": (form.app, form.key), "where": None}

    def column(self, settings: Prepared) -> TypeEngine[Any]:
        """It has none."""
        return NullType()

    def load(self, raw: Any, settings: Prepared) -> None:
        if raw is not None:
            raise InvalidValue(expected={"zh-CN": "列表中的记录", "en": "its records in the list itself"})
