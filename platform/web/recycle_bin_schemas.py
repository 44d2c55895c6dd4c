"""Marshmallow schemas of the recycle bin as answers. They describe, as those of `schemas.py`."""

from marshmallow import fields

from .schemas import RecordPageSchema, RecordSchema


class DeletedRecordSchema(RecordSchema):
    deleted_at = fields.AwareDateTime(required=True)
    merged = fields.Boolean(
        required=True, metadata={"description": "It is part of another record now: undoing the merge brings it back."}
    )


class DeletedPageSchema(RecordPageSchema):
    items = fields.List(fields.Nested(DeletedRecordSchema), required=True)
