"""Rollup: how many records of another form refer to this one, or the sum, mean, least or greatest of a field of theirs.

Counts, sums and means without a condition are kept by deltas that the writes of the other form append; whatever is
pending is added when it is read. The others are worked out when read. JSON: as the result; a sum or count of nothing
is 0, any other null.
"""

from marshmallow import Schema, fields, validate

from ..expressions.types import NUMBERS
from .base import Find, Prepared, field_type, field_types
from .derived import Typed, field_of, other_form, wrong
from .formula import Formula

_MEAN_PLACES = 6


@field_type("rollup")
class Rollup(Formula):
    """A figure over the records that refer to this one, such as the sum of a customer's orders."""

    label = {"zh-CN": "汇总", "en": "Rollup"}
    example_settings = {"form": "order", "by": "f_reference", "function": "count"}
    examples = {7: 7, 0: 0, None: None}
    rejects = ("seven", 1.5, True)
    derived = "rollup"
    in_lines = False

    class Settings(Schema):
        form = fields.String(required=True, metadata={"kind": "form", "subject": "row"})
        # The reference field of that form which points here.
        by = fields.String(required=True, metadata={"field": "row"})
        function = fields.String(load_default="count", validate=validate.OneOf(["count", "sum", "mean", "min", "max"]))
        field = fields.String(load_default=None, allow_none=True, metadata={"field": "row"})
        # Only records for which this holds; reads "row", the record of the other form, and "record".
        where = fields.Raw(load_default=None, allow_none=True, metadata={"expression": True})

    def prepare(self, settings: Prepared, find: Find) -> Prepared:
        """Adds `target`, `as`, and `kept`: whether deltas are kept for it."""
        form = other_form(settings, find)
        made = settings | {
            "target": (form.app, form.key),
            "kept": settings["where"] is None and settings["function"] in ("count", "sum", "mean"),
        }
        if settings["function"] == "count":
            integer = field_types.get("integer")
            return made | {"as": (integer, integer.prepare(integer.Settings().load({}), find))}
        if settings["field"] is None:
            raise wrong("/field", "请选择要汇总的字段", "name the field to sum up")
        source = field_of(form, settings["field"], find, "/field")
        return made | {"as": _result(settings["function"], source, find)}


def _result(function: str, source: Typed, find: Find) -> Typed:
    type_, own = source
    if function in ("sum", "mean") and type_.expression_type(own) not in NUMBERS:
        raise wrong("/field", "只有数字可以求和或平均", "only numbers have a sum or a mean")
    if function in ("min", "max") and not type_.sortable:
        raise wrong("/field", "这个字段没有最大和最小", "this field has no least or greatest")
    bare = {name: None for name in ("minimum", "maximum") if name in own}
    if function != "mean":
        return type_, own | bare
    decimal = field_types.get("decimal")
    return decimal, decimal.prepare(decimal.Settings().load({"places": _MEAN_PLACES}), find)
