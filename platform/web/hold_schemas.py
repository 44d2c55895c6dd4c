"""Marshmallow schemas of holds as answers. They describe, as those of `schemas.py`."""

from marshmallow import Schema, fields


class HoldSchema(Schema):
    id = fields.String(required=True)
    reason = fields.String(required=True)
    who = fields.String(required=True, metadata={"description": "Who may change it, and until when, in words."})
    fields_ = fields.List(
        fields.String(),
        required=True,
        data_key="fields",
        metadata={"description": "Titles of the fields that are held; none: the whole record."},
    )
    at = fields.AwareDateTime(required=True)
    until = fields.AwareDateTime(required=True, allow_none=True)
    may_release = fields.Boolean(required=True)
    may_change = fields.Boolean(required=True)


class HoldsSchema(Schema):
    items = fields.List(fields.Nested(HoldSchema), required=True)


class HeldRecordSchema(Schema):
    record = fields.String(required=True)
    reason = fields.String(required=True)


class HeldRecordsSchema(Schema):
    items = fields.List(fields.Nested(HeldRecordSchema), required=True)
