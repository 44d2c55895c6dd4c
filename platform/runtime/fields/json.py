"""JSON: a document as another program gave it, checked against a JSON Schema where the settings have one.

Stored and JSON: the document itself; null when empty.
"""

from typing import Any

import jsonschema
import orjson
from marshmallow import Schema, ValidationError, fields, validate
from sqlalchemy.types import TypeEngine

from ..errors import InvalidValue
from ..expressions.types import Type
from ..storage.types import Document
from .base import FieldType, Find, Prepared, Reader, cell_text, field_type

_DEEPEST = 20
_MOST_BYTES = 1_000_000
# Patterns could be made to run for ever, and references to fetch.
_FORBIDDEN = frozenset({"pattern", "patternProperties", "$ref", "$dynamicRef", "$recursiveRef"})


def _schema(raw: Any) -> None:
    if raw is None:
        return
    try:
        jsonschema.Draft202012Validator.check_schema(raw)
    except jsonschema.SchemaError:
        raise ValidationError("a JSON Schema (2020-12)") from None
    if _names(raw) & _FORBIDDEN:
        raise ValidationError("a JSON Schema without pattern, patternProperties and $ref")


@field_type("json")
class Json(FieldType):
    """A JSON document, such as what another system sent."""

    label = {"zh-CN": "JSON", "en": "JSON"}
    filters = ("empty", "not_empty")
    example_settings = {"schema": {"properties": {"a": {"type": "array"}}, "additionalProperties": False}}
    examples = (
        ({"a": [1, 2.5, True, None, "文"]}, {"a": [1, 2.5, True, None, "文"]}),
        ([], []),
        (False, False),
        (0, 0),
        (None, None),
    )
    rejects = ({"a": 1}, [float("nan")], [2**70], ["\ud800"])
    sortable = False
    type = Type.ANY

    class Settings(Schema):
        schema = fields.Raw(load_default=None, allow_none=True, validate=_schema, metadata={"json_schema": True})
        most_bytes = fields.Integer(load_default=100_000, strict=True, validate=validate.Range(1, _MOST_BYTES))

    def prepare(self, settings: Prepared, find: Find) -> Prepared:
        """Adds `validator`, None without a schema."""
        schema = settings["schema"]
        return settings | {"validator": None if schema is None else jsonschema.Draft202012Validator(schema)}

    def column(self, settings: Prepared) -> TypeEngine[Any]:
        return Document()

    def load(self, raw: Any, settings: Prepared) -> Any:
        if raw is None:
            return None
        limit = settings["most_bytes"]
        if not _is_plain(raw, _DEEPEST) or len(_bytes(raw)) > limit:
            raise InvalidValue(
                expected={
                    "zh-CN": f"不超过 {limit} 字节、{_DEEPEST} 层的 JSON",
                    "en": f"JSON of up to {limit} bytes and {_DEEPEST} levels",
                }
            )
        if (validator := settings["validator"]) is not None:
            _check(validator, raw)
        return raw

    def text(self, stored: Any, settings: Prepared, reader: Reader) -> str:
        return "" if stored is None else _bytes(stored).decode()

    def read_cell(self, cell: Any, settings: Prepared) -> Any:
        text = cell_text(cell)
        try:
            return orjson.loads(text) if text else None
        except orjson.JSONDecodeError:
            raise InvalidValue(expected={"zh-CN": 'JSON，例如 {"a": 1}', "en": 'JSON, such as {"a": 1}'}) from None


def _check(validator: Any, raw: Any) -> None:
    """Raises InvalidValue that names the place, never the value."""
    error = next(validator.iter_errors(raw), None)
    if error is not None:
        place = "/" + "/".join(str(step) for step in error.absolute_path)
        raise InvalidValue(
            expected={
                "zh-CN": f"符合结构的 JSON：「{place}」处的 {error.validator} 不符",
                "en": f"JSON of the right shape; at {place} it breaks the rule {error.validator}",
            }
        )


def _is_plain(value: Any, depth: int) -> bool:
    """Whether the value is JSON that both databases keep as it is."""
    if depth < 0:
        return False
    if isinstance(value, dict):
        return all(isinstance(key, str) and _is_plain(one, depth - 1) for key, one in value.items())
    if isinstance(value, list):
        return all(_is_plain(one, depth - 1) for one in value)
    if isinstance(value, float):
        return value - value == 0
    if type(value) is int:
        return abs(value) < 2**63
    return isinstance(value, (str, bool)) or value is None


def _bytes(value: Any) -> bytes:
    try:
        return orjson.dumps(value)
    except orjson.JSONEncodeError:
        raise InvalidValue(
            expected={"zh-CN": "JSON，文字须为完整的 Unicode", "en": "JSON of whole Unicode texts"}
        ) from None


def _names(schema: Any) -> set[str]:
    """Every key in the schema, at any depth."""
    if isinstance(schema, dict):
        return set(schema).union(*(_names(one) for one in schema.values()))
    return set().union(*(_names(one) for one in schema)) if isinstance(schema, list) else set()
