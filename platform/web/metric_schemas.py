"""What answers about metrics look like, for OpenAPI."""

from marshmallow import Schema, fields, validate

VERDICTS = ["green", "yellow", "red", "none"]


class DimensionSchema(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)


class MetricSchema(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)
    unit = fields.String(required=True, allow_none=True)
    shown = fields.String(required=True, validate=validate.OneOf(["count", "amount", "share", "duration"]))
    good = fields.String(required=True, allow_none=True, validate=validate.OneOf(["high", "low"]))
    obligation = fields.String(
        required=True, allow_none=True, metadata={"description": "app.key of the obligation whose duties it counts."}
    )
    by_period = fields.Boolean(required=True, metadata={"description": "False: it tells how things stand now."})
    dimensions = fields.List(fields.Nested(DimensionSchema), required=True)
    description = fields.String(required=True, allow_none=True)
    source_note = fields.String(required=True, allow_none=True)
    permitted = fields.Boolean(
        required=True, metadata={"description": "False: it uses data that the reader may not see."}
    )


class MetricsSchema(Schema):
    items = fields.List(fields.Nested(MetricSchema), required=True)


class PeriodSchema(Schema):
    key = fields.String(required=True)
    unit = fields.String(required=True)
    first = fields.Date(required=True)
    last = fields.Date(required=True)
    running = fields.Boolean(required=True)


class ChangeSchema(Schema):
    by = fields.String(required=True)
    share = fields.String(required=True, allow_none=True)


class ComparedSchema(Schema):
    period = fields.String(
        required=True, allow_none=True, metadata={"description": "None: that year has no such period."}
    )
    value = fields.String(required=True, allow_none=True)
    change = fields.Nested(ChangeSchema, required=True, allow_none=True)


class LimitSchema(Schema):
    of = fields.List(
        fields.String(allow_none=True), required=True, metadata={"description": "For these values; empty: for all."}
    )
    since = fields.Date(required=True, allow_none=True)
    until = fields.Date(required=True, allow_none=True, metadata={"description": "The last day."})


class FigureSchema(Schema):
    period = fields.String(required=True, allow_none=True)
    kind = fields.String(required=True, validate=validate.OneOf(["all", "value", "empty", "rest"]))
    key = fields.Raw(required=True, allow_none=True, metadata={"description": "The dimension's value."})
    label = fields.String(required=True, allow_none=True)
    value = fields.String(required=True, allow_none=True, metadata={"description": "None: no data."})
    records = fields.Integer(required=True)
    verdict = fields.String(required=True, validate=validate.OneOf(VERDICTS))
    target = fields.String(required=True, allow_none=True)
    limit = fields.Nested(
        LimitSchema, required=True, allow_none=True, metadata={"description": "For what and since when the target is."}
    )
    compared = fields.Nested(ComparedSchema, required=True, allow_none=True)


class MetricValueSchema(Schema):
    metric = fields.Nested(MetricSchema, required=True)
    as_of = fields.AwareDateTime(required=True)
    periods = fields.List(fields.Nested(PeriodSchema), required=True)
    by = fields.String(required=True, allow_none=True)
    figures = fields.List(fields.Nested(FigureSchema), required=True)


class SentenceSchema(Schema):
    about = fields.String(required=True)
    text = fields.String(required=True)


class NamedFieldSchema(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)


class NamedFormSchema(Schema):
    app = fields.String(required=True)
    key = fields.String(required=True)
    title = fields.String(required=True)


class LeftOutSchema(Schema):
    counted = fields.Integer(required=True)
    outside_filter = fields.Integer(required=True)
    moment_empty = fields.Integer()
    other_period = fields.Integer()
    value_empty = fields.Integer(required=True)


class LineageSchema(Schema):
    metric = fields.String(required=True)
    title = fields.String(required=True)
    form = fields.Nested(NamedFormSchema, required=True, allow_none=True)
    sentences = fields.List(fields.Nested(SentenceSchema), required=True)
    fields_ = fields.List(fields.Nested(NamedFieldSchema), required=True, data_key="fields")
    left_out = fields.Nested(LeftOutSchema, required=True, allow_none=True)
    parts = fields.List(fields.Nested("LineageSchema"), required=True)


class MetricDefinitionSchema(Schema):
    metric = fields.Nested(MetricSchema, required=True)
    lineage = fields.Nested(LineageSchema, required=True)


class FigureRecordSchema(Schema):
    id = fields.String(required=True)
    title = fields.String(required=True, allow_none=True)


class FigureRecordsSchema(Schema):
    app = fields.String(required=True)
    form = fields.String(required=True)
    filter = fields.Raw(required=True, allow_none=True, metadata={"description": "Finds these records of the form."})
    items = fields.List(fields.Nested(FigureRecordSchema), required=True)
    next_cursor = fields.String(required=True, allow_none=True)
    total = fields.Integer(required=True)
    total_exact = fields.Boolean(required=True)


class AlarmFindingSchema(Schema):
    period = fields.Nested(PeriodSchema, required=True)
    label = fields.String(required=True, allow_none=True, metadata={"description": "What the value was called."})
    value = fields.String(required=True, allow_none=True)
    verdict = fields.String(required=True, validate=validate.OneOf(VERDICTS))
    in_a_row = fields.Integer(required=True)
    state = fields.String(required=True, validate=validate.OneOf(["raised", "recovered"]))
    at = fields.AwareDateTime(required=True)


class AlarmSchema(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)
    by = fields.String(required=True, allow_none=True)
    period = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(["yellow", "red"]))
    in_a_row = fields.Integer(required=True)
    missing = fields.String(required=True, validate=validate.OneOf(["skip", "breaks", "counts"]))
    again = fields.String(required=True, validate=validate.OneOf(["every", "once_until_recovered"]))
    grace_days = fields.Integer(required=True)
    findings = fields.List(fields.Nested(AlarmFindingSchema), required=True)


class AlarmsSchema(Schema):
    items = fields.List(fields.Nested(AlarmSchema), required=True)
