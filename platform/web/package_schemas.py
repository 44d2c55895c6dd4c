"""Marshmallow schemas of packages and long operations as answers. They describe, as those of `schemas.py`."""

from marshmallow import Schema, fields, validate

from .schemas import ProblemSchema

STATES = ("waiting", "running", "done", "failed")


class OperationRefSchema(Schema):
    operation = fields.String(required=True)


class OperationSchema(Schema):
    id = fields.String(required=True)
    kind = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    done = fields.Integer(required=True)
    total = fields.Integer(required=True, allow_none=True)
    label = fields.String(required=True, allow_none=True)
    result = fields.Raw(required=True, allow_none=True)
    problem = fields.Nested(ProblemSchema, required=True, allow_none=True)


class RequirementSchema(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)
    range = fields.String(required=True)
    installed = fields.String(required=True, allow_none=True)
    satisfied = fields.Boolean(required=True)


class ParameterOptionSchema(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)


class ParameterSchema(Schema):
    key = fields.String(required=True)
    type = fields.String(required=True)
    title = fields.String(required=True)
    summary = fields.String(required=True, allow_none=True)
    group = fields.String(required=True, allow_none=True)
    unit = fields.String(required=True, allow_none=True)
    default = fields.Raw(required=True, allow_none=True)
    value = fields.Raw(required=True, allow_none=True)
    options = fields.List(fields.Nested(ParameterOptionSchema), required=True)
    minimum = fields.String()
    maximum = fields.String()


class ConsentSchema(Schema):
    id = fields.String(required=True)
    kind = fields.String(required=True)
    key = fields.String(required=True)
    title = fields.String(required=True)
    detail = fields.String(required=True, allow_none=True)


class SampleDataSchema(Schema):
    form = fields.String(required=True, allow_none=True)
    title = fields.String(required=True)
    rows = fields.Integer(required=True)


class PackageSchema(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)
    summary = fields.String(required=True)
    category = fields.String(required=True)
    version = fields.String(required=True)
    installed_version = fields.String(required=True, allow_none=True)
    contents = fields.Dict(values=fields.Integer(), required=True)
    requires = fields.List(fields.Nested(RequirementSchema), required=True)
    parameters = fields.List(fields.Nested(ParameterSchema), required=True)
    asks_for = fields.List(fields.Nested(ConsentSchema), required=True)
    scenarios = fields.Integer(required=True)
    sample_data = fields.List(fields.Nested(SampleDataSchema), required=True)


class ParametersSchema(Schema):
    items = fields.List(fields.Nested(ParameterSchema), required=True)


class PackagesSchema(Schema):
    items = fields.List(fields.Nested(PackageSchema), required=True)
