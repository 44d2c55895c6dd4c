"""Marshmallow schemas of runs for a period as answers and bodies. They describe, as those of `schemas.py`."""

from marshmallow import Schema, fields, validate

from ..runtime.calendars.periods import UNITS
from ..runtime.workflows.period_runs.comparing import DIFFERENCES

_STATES = ("calculating", "ready", "writing", "done", "discarded", "superseded", "failed")


class PeriodValueSchema(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)
    type = fields.String(required=True)


class PeriodFormSchema(Schema):
    app = fields.String(required=True)
    key = fields.String(required=True)
    title = fields.String(required=True)


class PeriodSheetSchema(Schema):
    workflow = fields.String(required=True)
    node = fields.String(required=True)
    title = fields.String(required=True)
    flow = fields.String(required=True, metadata={"description": "The workflow's title."})
    unit = fields.String(required=True, validate=validate.OneOf(UNITS))
    form = fields.Nested(PeriodFormSchema, required=True)
    inputs = fields.List(fields.Nested(PeriodValueSchema), required=True)
    results = fields.List(fields.Nested(PeriodValueSchema), required=True)
    confirm = fields.String(required=True, validate=validate.OneOf(("always", "changes", "never")))
    manages = fields.Boolean(required=True)


class PeriodSheetsSchema(Schema):
    items = fields.List(fields.Nested(PeriodSheetSchema), required=True)


class RunCountsSchema(Schema):
    rows = fields.Integer(required=True)
    new = fields.Integer(required=True)
    changed = fields.Integer(required=True)
    same = fields.Integer(required=True)
    gone = fields.Integer(required=True)
    failed = fields.Integer(required=True)
    written = fields.Integer(required=True)
    unwritten = fields.Integer(required=True)


class RunTotalSchema(Schema):
    key = fields.String(required=True)
    now = fields.String(required=True)
    before = fields.String(required=True)


class PeriodRunSchema(Schema):
    id = fields.String(required=True)
    number = fields.Integer(required=True)
    state = fields.String(required=True, validate=validate.OneOf(_STATES))
    by_flow = fields.Boolean(required=True)
    expected = fields.Integer(required=True, allow_none=True)
    counts = fields.Nested(RunCountsSchema, required=True)
    totals = fields.List(fields.Nested(RunTotalSchema), required=True)
    started_at = fields.AwareDateTime(required=True)
    started_by = fields.String(required=True, allow_none=True)
    confirmed_at = fields.AwareDateTime(required=True, allow_none=True)
    confirmed_by = fields.String(required=True, allow_none=True)
    ended_at = fields.AwareDateTime(required=True, allow_none=True)
    problem = fields.String(required=True, allow_none=True)


class PeriodTimeSchema(Schema):
    key = fields.String(required=True)
    unit = fields.String(required=True)
    first = fields.Date(required=True)
    last = fields.Date(required=True)
    running = fields.Boolean(required=True)


class SheetPeriodSchema(PeriodTimeSchema):
    state = fields.String(required=True, validate=validate.OneOf(("open", "closed")))
    runs = fields.Integer(required=True)
    at = fields.AwareDateTime(required=True, allow_none=True)
    by = fields.String(required=True, allow_none=True)
    reason = fields.String(required=True, allow_none=True)
    current = fields.Nested(PeriodRunSchema, required=True, allow_none=True)
    written = fields.Nested(PeriodRunSchema, required=True, allow_none=True)


class SheetPeriodsSchema(PeriodSheetSchema):
    periods = fields.List(fields.Nested(SheetPeriodSchema), required=True)


class RunDetailSchema(PeriodRunSchema):
    sheet = fields.Nested(PeriodSheetSchema, required=True)
    period = fields.Nested(PeriodTimeSchema, required=True)
    closed = fields.Boolean(required=True)
    can_confirm = fields.Boolean(required=True)
    can_discard = fields.Boolean(required=True)
    others = fields.List(fields.Nested(PeriodRunSchema), required=True)


class RowValuesSchema(Schema):
    inputs = fields.Dict(keys=fields.String(), required=True)
    results = fields.Dict(keys=fields.String(), required=True)


class RowWriteSchema(Schema):
    key = fields.String(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(("post", "make", "set")))
    title = fields.String(required=True)
    amount = fields.String(required=True, allow_none=True)


class RunRowSchema(RowValuesSchema):
    id = fields.String(required=True)
    title = fields.String(required=True)
    difference = fields.String(required=True, validate=validate.OneOf(DIFFERENCES))
    before = fields.Nested(RowValuesSchema, required=True, allow_none=True)
    changed = fields.List(fields.String(), required=True, metadata={"description": "Inputs that differ from before."})
    writes = fields.List(fields.Nested(RowWriteSchema), required=True)
    written = fields.Boolean(required=True)
    problem = fields.String(required=True, allow_none=True)


class RunRowsSchema(Schema):
    items = fields.List(fields.Nested(RunRowSchema), required=True)
    next = fields.String(required=True, allow_none=True)


class RunPeriodBody(Schema):
    period = fields.String(required=True, validate=validate.Length(1, 24))


class RunMadeSchema(Schema):
    id = fields.String(required=True)


class ReopenBody(Schema):
    reason = fields.String(required=True, validate=validate.Length(1, 1000))
