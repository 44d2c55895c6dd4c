"""Marshmallow schemas of exports: bodies and answers."""

from marshmallow import Schema, fields, validate

from ..runtime.exports.lines import LINES
from ..runtime.exports.runs import FORMATS
from .bodies import Body
from .schemas import ProblemSchema


class ExportBody(Body):
    format = fields.String(required=True, validate=validate.OneOf(FORMATS))
    filter = fields.Raw(allow_none=True, metadata={"description": "As for records."})
    sort = fields.List(fields.String())
    search = fields.String(validate=validate.Length(max=200))
    columns = fields.List(fields.String(), metadata={"description": "Field keys in the order wanted; absent: all."})
    lines = fields.String(
        validate=validate.OneOf(LINES),
        metadata={"description": "Detail lines in one cell, or a row for each with the record repeated or said first."},
    )


class ExportSchema(Schema):
    id = fields.String(required=True)
    app = fields.String(required=True)
    form = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(["running", "done", "failed"]))
    format = fields.String(required=True)
    file_name = fields.String(required=True)
    done = fields.Integer(required=True)
    total = fields.Integer(required=True, allow_none=True)
    problem = fields.Nested(ProblemSchema, required=True, allow_none=True)
