"""Marshmallow schemas of ledgers as answers and bodies. They describe, as those of `schemas.py`."""

from marshmallow import Schema, fields, validate

from ..runtime.calendars.periods import UNITS


class LedgerSchema(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)
    description = fields.String(required=True, allow_none=True)
    unit = fields.String(required=True)
    decimals = fields.Integer(required=True)
    period = fields.String(
        required=True, validate=validate.OneOf(UNITS), metadata={"description": "What is closed at a time."}
    )
    form = fields.String(required=True, allow_none=True, metadata={"description": "Whose records have accounts."})
    sees_all = fields.Boolean(required=True)
    manages = fields.Boolean(required=True)
    own = fields.String(required=True, allow_none=True)


class LedgersSchema(Schema):
    items = fields.List(fields.Nested(LedgerSchema), required=True)


class LedgerAccountSchema(Schema):
    id = fields.String(required=True)
    name = fields.String(required=True)
    balance = fields.String(required=True)
    entries = fields.Integer(required=True)


class LedgerAccountsSchema(Schema):
    items = fields.List(fields.Nested(LedgerAccountSchema), required=True)
    next = fields.String(required=True, allow_none=True)


class EntryRecordSchema(Schema):
    app = fields.String(required=True)
    form = fields.String(required=True)
    id = fields.String(required=True)


class LedgerEntrySchema(Schema):
    id = fields.String(required=True)
    at = fields.AwareDateTime(required=True)
    amount = fields.String(required=True)
    balance = fields.String(required=True, metadata={"description": "Of the account after it."})
    reason = fields.String(required=True)
    period = fields.String(required=True)
    late_for = fields.String(required=True, allow_none=True)
    reverses = fields.String(required=True, allow_none=True)
    reversed = fields.Boolean(required=True)
    record = fields.Nested(EntryRecordSchema, required=True, allow_none=True)
    by = fields.String(required=True, allow_none=True, metadata={"description": "Null: a workflow."})


class StatementSchema(Schema):
    id = fields.String(required=True)
    name = fields.String(required=True)
    balance = fields.String(required=True)
    items = fields.List(fields.Nested(LedgerEntrySchema), required=True)
    next = fields.String(required=True, allow_none=True)


class ClosingSchema(Schema):
    period = fields.String(required=True)
    total = fields.String(required=True)
    entries = fields.Integer(required=True)
    at = fields.AwareDateTime(required=True)
    by = fields.String(required=True)


class ClosingsSchema(Schema):
    items = fields.List(fields.Nested(ClosingSchema), required=True)


class MadeEntrySchema(Schema):
    id = fields.String(required=True)


class ClosedSchema(Schema):
    period = fields.String(required=True)
    total = fields.String(required=True)
    entries = fields.Integer(required=True)


class EntryBody(Schema):
    amount = fields.Raw(required=True, metadata={"description": "A text such as 12.50; less than zero takes."})
    reason = fields.String(required=True, validate=validate.Length(1, 500))


class ReverseBody(Schema):
    reason = fields.String(required=True, validate=validate.Length(1, 500))


class CloseBody(Schema):
    period = fields.String(required=True, validate=validate.Length(1, 30))
