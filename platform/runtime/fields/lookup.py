"""Lookup: a field of the record that a reference points to, such as the level of an order's customer.

Nothing is stored; it is read along, with the app's rights or the reader's. JSON: as the other field; null when the
reference is empty, the record deleted or, with the reader's rights, not for his eyes.
"""

from marshmallow import Schema, fields, validate

from .base import Find, Prepared, field_type
from .derived import field_of, other_form
from .formula import Formula


@field_type("lookup")
class Lookup(Formula):
    """A field of the record referred to, always as it is now."""

    label = {"zh-CN": "引用字段", "en": "Lookup"}
    example_settings = {"form": "firm", "through": "f_reference", "field": "name"}
    examples = {"Ningbo": "Ningbo", None: None}
    rejects = (5, True)
    derived = "lookup"
    in_lines = False

    class Settings(Schema):
        form = fields.String(required=True, metadata={"kind": "form", "subject": "row"})
        # The reference field here that points to that form.
        through = fields.String(required=True, metadata={"field": True})
        field = fields.String(required=True, metadata={"field": "row"})
        rights = fields.String(load_default="app", validate=validate.OneOf(["app", "reader"]))

    def prepare(self, settings: Prepared, find: Find) -> Prepared:
        """Adds `target`, (app, form), and `as`."""
        form = other_form(settings, find)
        return settings | {"target": (form.app, form.key), "as": field_of(form, settings["field"], find, "/field")}
