"""What answers about charts look like, for OpenAPI."""

from marshmallow import Schema, fields, validate

from .bodies import Body
from .metric_schemas import VERDICTS, LimitSchema, PeriodSchema

SHOWN = ["count", "amount", "share", "points", "duration"]
ITEM_KINDS = ["value", "empty", "rest", "all", "period", "measure", "stage", "total"]


class ChartFileBody(Body):
    settings = fields.Dict(required=True)
    title = fields.String(required=True, validate=validate.Length(1, 200), metadata={"description": "Names the file."})


class ChartTypeSchema(Schema):
    key = fields.String(required=True)
    label = fields.String(required=True)
    description = fields.String(required=True)
    lists = fields.Boolean(required=True, metadata={"description": "It can be drawn over the records of a form."})
    times = fields.Boolean(required=True, metadata={"description": "It is always about periods."})
    shares = fields.Boolean(required=True, metadata={"description": "It tells something of shares only."})
    settings = fields.Dict(required=True, metadata={"description": "The JSON Schema of its settings."})


class ChartTypesSchema(Schema):
    items = fields.List(fields.Nested(ChartTypeSchema), required=True)


class MeasureSchema(Schema):
    title = fields.String(required=True)
    unit = fields.String(required=True, allow_none=True)
    shown = fields.String(required=True, validate=validate.OneOf(SHOWN))
    good = fields.String(required=True, allow_none=True, validate=validate.OneOf(["high", "low"]))
    metric = fields.String(required=True, allow_none=True)


class AxisItemSchema(Schema):
    kind = fields.String(required=True, validate=validate.OneOf(ITEM_KINDS))
    key = fields.Raw(required=True, allow_none=True)
    label = fields.String(required=True, allow_none=True)
    period = fields.Nested(PeriodSchema, required=True, allow_none=True)
    parent = fields.Integer(required=True, allow_none=True, metadata={"description": "The item it stands under."})
    level = fields.Integer(required=True)


class AxisSchema(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)
    items = fields.List(fields.Nested(AxisItemSchema), required=True)


class DrillSchema(Schema):
    metric = fields.String(required=True, allow_none=True, metadata={"description": "None: of the form, by filter."})
    period = fields.String(required=True, allow_none=True)
    form = fields.String(required=True, allow_none=True)
    filter = fields.Raw(required=True, allow_none=True)

    class Meta:
        include = {"only": fields.Dict(keys=fields.String(), required=True)}


class CellSchema(Schema):
    at = fields.List(fields.Integer(), required=True, metadata={"description": "Its item on each axis."})
    measure = fields.Integer(required=True)
    value = fields.String(required=True, allow_none=True, metadata={"description": "None: no data."})
    records = fields.Integer(required=True)
    verdict = fields.String(required=True, validate=validate.OneOf(VERDICTS))
    target = fields.String(required=True, allow_none=True)
    limit = fields.Nested(LimitSchema, required=True, allow_none=True)
    marked = fields.Boolean(required=True, metadata={"description": "On the wrong side of the threshold."})
    drill = fields.Nested(DrillSchema, required=True, allow_none=True)


class GroundSchema(Schema):
    """Shapes, as the form's reader gets them."""

    app = fields.String(required=True)
    form = fields.String(required=True)
    areas = fields.String(required=True)


class FiguresSchema(Schema):
    app = fields.String(required=True)
    as_of = fields.AwareDateTime(required=True)
    periods = fields.List(fields.Nested(PeriodSchema), required=True, metadata={"description": "The first and last."})
    threshold = fields.String(required=True, allow_none=True)
    ground = fields.Nested(
        GroundSchema, required=True, allow_none=True, metadata={"description": "The areas that the first axis names."}
    )
    measures = fields.List(fields.Nested(MeasureSchema), required=True)
    axes = fields.List(fields.Nested(AxisSchema), required=True)
    cells = fields.List(fields.Nested(CellSchema), required=True)
