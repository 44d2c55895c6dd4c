"""Formula: a value worked out from others, stored whenever the record is written or worked out whenever it is read.

Stored (`refresh` "on_write") and JSON: as the result's field type; null when empty or when the expression went wrong.
With "on_read" nothing is stored: the database works it out, so it is never older than what it reads.
"""

from typing import Any, ClassVar

import sqlalchemy as sa
from marshmallow import Schema, fields, validate
from sqlalchemy.types import TypeEngine

from ..errors import InvalidDefinition, InvalidValue, UnknownType
from ..expressions.types import Type
from .base import FieldType, Find, Prepared, Reader, field_type, field_types
from .fitting import Fit, fit_of
from .operators import ORDERED, WORDS, Operator


@field_type("formula")
class Formula(FieldType):
    """A value that is worked out, never typed."""

    label = {"zh-CN": "公式", "en": "Formula"}
    filters = tuple(dict.fromkeys((*WORDS, *ORDERED)))
    example_settings = {"result": "text", "expression": "low"}
    examples = {"low": "low", None: None}
    rejects: ClassVar[tuple[Any, ...]] = (5, True)
    computed = True

    class Settings(Schema):
        # A field type's key, and settings for it.
        result = fields.String(load_default="text", metadata={"field_type": True})
        result_settings = fields.Dict(load_default=dict)
        expression = fields.Raw(required=True, metadata={"expression": True})
        refresh = fields.String(load_default="on_write", validate=validate.OneOf(["on_write", "on_read"]))

    def prepare(self, settings: Prepared, find: Find) -> Prepared:
        """Adds `as`: the result's field type and its settings; with "on_read" `fit`, what its results are cut to."""
        try:
            result = field_types.get(settings["result"])
        except UnknownType as error:
            raise InvalidDefinition(pointer="/result", reason=error.message, **error.context) from None
        if result.computed or result.links:
            reason = {"zh-CN": "公式的结果不能是这种类型", "en": "a formula cannot have a result of this type"}
            raise InvalidDefinition(pointer="/result", reason=reason)
        loaded = result.prepare(result.Settings().load(settings["result_settings"]), find)
        made = settings | {"as": (result, loaded)}
        return made | {"fit": _fit(result, loaded)} if settings["refresh"] == "on_read" else made

    def column(self, settings: Prepared) -> TypeEngine[Any]:
        result, own = settings["as"]
        return result.column(own)

    def load(self, raw: Any, settings: Prepared) -> Any:
        """For filters only; a formula is never written from outside."""
        result, own = settings["as"]
        return result.load(raw, own)

    def dump(self, stored: Any, settings: Prepared) -> Any:
        result, own = settings["as"]
        return result.dump(stored, own)

    def text(self, stored: Any, settings: Prepared, reader: Reader) -> str:
        result, own = settings["as"]
        return result.text(stored, own, reader)

    def expression_type(self, settings: Prepared) -> Type:
        result, own = settings["as"]
        return result.expression_type(own)

    def settle(self, value: Any, settings: Prepared) -> Any:
        """Empty when the result does not fit, as for any error of an expression."""
        result, own = settings["as"]
        try:
            return result.settle(value, own)
        except InvalidValue:
            return None

    def order(self, column: sa.ColumnElement[Any], settings: Prepared) -> sa.ColumnElement[Any]:
        result, own = settings["as"]
        return result.order(column, own)

    def operators_for(self, settings: Prepared) -> tuple[str, ...]:
        result, own = settings["as"]
        return result.operators_for(own)

    def condition(
        self, column: sa.ColumnElement[Any], operator: Operator, raw: Any, settings: Prepared
    ) -> sa.ColumnElement[bool]:
        result, own = settings["as"]
        return result.condition(column, operator, raw, own)


def _fit(result: FieldType, settings: Prepared) -> Fit:
    if (found := fit_of(result, settings)) is None:
        reason = {
            "zh-CN": "读取时计算的公式，结果可以是数字、文字、选项、日期或是否",
            "en": "a formula that is worked out when read gives a number, a text, an option, a date, or yes or no",
        }
        raise InvalidDefinition(pointer="/result", reason=reason)
    return found
