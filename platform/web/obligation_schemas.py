"""What answers about obligations look like, for OpenAPI."""

from marshmallow import Schema, fields, validate

from ..runtime.metrics.obligations import STATES
from .metric_schemas import PeriodSchema


class ObligationSchema(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)
    description = fields.String(required=True, allow_none=True)
    words = fields.String(required=True, allow_none=True, metadata={"description": "Who owes what by when."})
    each = fields.String(required=True)
    about_records = fields.Boolean(
        required=True, metadata={"description": "Something is owed for each of some records."}
    )
    permitted = fields.Boolean(required=True, metadata={"description": "False: it reads what the reader may not see."})


class ObligationsSchema(Schema):
    items = fields.List(fields.Nested(ObligationSchema), required=True)


class NamedIdSchema(Schema):
    id = fields.String(required=True)
    name = fields.String(required=True, allow_none=True)


class OwedRecordSchema(Schema):
    app = fields.String(required=True)
    form = fields.String(required=True)
    id = fields.String(required=True)
    title = fields.String(required=True, allow_none=True)


class MeetingRecordsSchema(Schema):
    app = fields.String(required=True)
    form = fields.String(required=True)
    filter = fields.Raw(required=True, metadata={"description": "Finds the records that meet it."})


class DutySchema(Schema):
    person = fields.Nested(NamedIdSchema, required=True)
    department = fields.Nested(NamedIdSchema, required=True, allow_none=True)
    record = fields.Nested(OwedRecordSchema, required=True, allow_none=True)
    period = fields.Nested(PeriodSchema, required=True)
    due = fields.AwareDateTime(required=True)
    done = fields.Integer(required=True, metadata={"description": "So many records meet it."})
    at_least = fields.Integer(required=True)
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    records = fields.Nested(MeetingRecordsSchema, required=True)


class DutyCountsSchema(Schema):
    missing = fields.Integer(required=True)
    open = fields.Integer(required=True)
    late = fields.Integer(required=True)
    on_time = fields.Integer(required=True)


class DutiesSchema(Schema):
    period = fields.Nested(PeriodSchema, required=True)
    as_of = fields.AwareDateTime(required=True)
    counts = fields.Nested(DutyCountsSchema, required=True)
    items = fields.List(fields.Nested(DutySchema), required=True)
    next_cursor = fields.String(required=True, allow_none=True)
