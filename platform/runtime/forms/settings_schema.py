"""A marshmallow schema of settings as JSON Schema, for the published schema of forms and the builder's panels."""

from typing import Any

from marshmallow import Schema, fields, validate

_TYPES: tuple[tuple[type[fields.Field[Any]], str | tuple[str, ...]], ...] = (
    (fields.Boolean, "boolean"),
    (fields.Integer, "integer"),
    (fields.String, "string"),
    (fields.Dict, "object"),
    (fields.Decimal, ("string", "number")),
)


def settings_schema(schema: Schema) -> dict[str, Any]:
    """JSON Schema of the objects that `schema` loads; unknown members are refused."""
    properties = {name: _property(declared) for name, declared in schema.fields.items()}
    required = [name for name, declared in schema.fields.items() if declared.required]
    made = {"type": "object", "properties": properties, "required": required, "additionalProperties": False}
    # What holds between members, where a schema says so in the words of JSON Schema.
    between = getattr(schema, "between", None)
    return made if between is None else made | {"allOf": between()}


def _property(declared: fields.Field[Any]) -> dict[str, Any]:
    made = _shape(declared)
    for validator in declared.validators:
        made |= _limits(declared, validator)
    if declared.allow_none and "type" in made:
        made["type"] = [*([said] if isinstance(said := made["type"], str) else said), "null"]
    made |= {f"x-{name}": value for name, value in declared.metadata.items()}
    if isinstance(declared.load_default, (bool, int, str)):
        made["default"] = declared.load_default
    return made


def _shape(declared: fields.Field[Any]) -> dict[str, Any]:
    if isinstance(declared, fields.Nested):
        return settings_schema(declared.schema)
    if isinstance(declared, fields.List):
        return {"type": "array", "items": _property(declared.inner)}
    if isinstance(declared, fields.Dict) and declared.key_field is not None and declared.key_field.metadata:
        return {"type": "object", "propertyNames": _property(declared.key_field)}
    found = next((name for kind, name in _TYPES if isinstance(declared, kind)), None)
    return {} if found is None else {"type": found if isinstance(found, str) else list(found)}


def _limits(declared: fields.Field[Any], validator: Any) -> dict[str, Any]:
    if isinstance(validator, validate.Range):
        limits = {"minimum": validator.min, "maximum": validator.max}
    elif isinstance(validator, validate.Length):
        unit = "Items" if isinstance(declared, fields.List) else "Length"
        limits = {f"min{unit}": validator.min, f"max{unit}": validator.max}
    elif isinstance(validator, validate.OneOf):
        return {"enum": list(validator.choices)}
    elif isinstance(validator, validate.Regexp):
        return {"pattern": validator.regex.pattern}
    else:
        return {}
    return {name: limit for name, limit in limits.items() if limit is not None}
