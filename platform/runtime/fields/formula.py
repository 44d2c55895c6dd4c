"""Formula: a value worked out from others and stored whenever the record is written.

Stored and JSON: as the result's field type; null when empty or when the expression went wrong.
"""

from typing import Any, ClassVar

import sqlalchemy as sa
from marshmallow import Schema, fields
from sqlalchemy.types import TypeEngine

from ..errors import InvalidDefinition, InvalidValue, UnknownType
from ..expressions.types import Type
from .base import FieldType, Find, Prepared, Reader, field_type, field_types
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

    def prepare(self, settings: Prepared, find: Find) -> Prepared:
        """Adds `as`: the result's field type and its settings."""
        try:
            result = field_types.get(settings["result"])
        except UnknownType as error:
            raise InvalidDefinition(pointer="/result", reason=error.message, **error.context) from None
        if result.computed or result.links:
            reason = {"zh-CN": "公式的结果不能是这种类型", "en": "a formula cannot have a result of this type"}
            raise InvalidDefinition(pointer="/result", reason=reason)
        loaded = result.prepare(result.Settings().load(settings["result_settings"]), find)
        return settings | {"as": (result, loaded)}

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
