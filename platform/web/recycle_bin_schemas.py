"""Marshmallow schemas of the recycle bin as answers. They describe, as those of `schemas.py`."""

from marshmallow import Schema, fields

from .schemas import RecordSchema


class DeletedRecordSchema(RecordSchema):
    deleted_at = fields.AwareDateTime(required=True)
    merged = fields.Boolean(
        required=True, metadata={"description": "It is part of another record now: undoing the merge brings it back."}
    )


class DeletedPageSchema(Schema):
    items = fields.List(fields.Nested(DeletedRecordSchema), required=True)
    next_cursor = fields.String(required=True, allow_none=True)
    total = fields.Integer(required=True, allow_none=True)
    total_exact = fields.Boolean(required=True)
