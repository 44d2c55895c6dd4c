"""Answers about views and groups of records."""

from marshmallow import Schema, fields, validate

from .bodies import Body


class SavedSchema(Schema):
    mine = fields.Boolean(required=True)
    owner = fields.String(required=True)
    shared = fields.Dict(
        required=True,
        allow_none=True,
        metadata={"description": '{"all": true}, {"roles": ["app.role", …]}, or null for its owner alone.'},
    )


class ViewSchema(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)
    type = fields.String(required=True)
    columns = fields.List(fields.String(), required=True)
    parts = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        required=True,
        metadata={"description": "Which field plays which part, such as `by` of a kanban and `starts` of a calendar."},
    )
    options = fields.Dict(
        required=True,
        metadata={"description": "What else the view is drawn by, such as `zoom` of a timeline."},
    )
    filter = fields.Raw(required=True, allow_none=True)
    sort = fields.List(fields.String(), required=True)
    limit = fields.Integer(required=True)
    layout = fields.Dict(
        required=True,
        metadata={"description": "How a table is dressed: group, totals, widths, frozen, row_height, colors, actions."},
    )
    saved = fields.Nested(SavedSchema, required=True, allow_none=True, metadata={"description": "A person's view."})
    problem = fields.String(
        required=True, allow_none=True, metadata={"description": "Why one's own view does not fit the form any more."}
    )
    first = fields.Boolean(required=True, metadata={"description": "Whether the reader begins with it."})


class ViewsSchema(Schema):
    items = fields.List(fields.Nested(ViewSchema), required=True)


class JourneyLaneSchema(Schema):
    app = fields.String(required=True)
    form = fields.String(required=True)
    title = fields.String(required=True)
    count = fields.Integer(required=True, metadata={"description": "How many of all the cases found came so far."})


class JourneyMarkSchema(Schema):
    title = fields.String(required=True)
    tone = fields.String(required=True)


class JourneyCellSchema(Schema):
    id = fields.String(required=True, allow_none=True)
    title = fields.String(required=True)
    stage = fields.String(required=True, allow_none=True)
    moment = fields.String(required=True, allow_none=True)
    count = fields.Integer(required=True)
    marks = fields.List(fields.Nested(JourneyMarkSchema), required=True)


class JourneyRowSchema(Schema):
    id = fields.String(required=True)
    title = fields.String(required=True)
    cells = fields.List(
        fields.Nested(JourneyCellSchema, allow_none=True),
        required=True,
        metadata={"description": "One for each lane; null where nothing is."},
    )


class JourneySchema(Schema):
    lanes = fields.List(fields.Nested(JourneyLaneSchema), required=True)
    rows = fields.List(fields.Nested(JourneyRowSchema), required=True)
    next_cursor = fields.String(required=True, allow_none=True)


class PlaceCellSchema(Schema):
    latitude = fields.Float(required=True)
    longitude = fields.Float(required=True)
    count = fields.Integer(required=True)
    sum = fields.Raw(required=True, allow_none=True, metadata={"description": "As the summed field's values."})
    id = fields.String(required=True, allow_none=True, metadata={"description": "Of a record that lies alone."})


class PlaceCellsSchema(Schema):
    zoom = fields.Integer(required=True, metadata={"description": "As asked for."})
    cells = fields.List(fields.Nested(PlaceCellSchema), required=True)
    total = fields.Integer(required=True)
    rest = fields.Integer(required=True)


class AreaSchema(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)
    names = fields.List(fields.String(), required=True, metadata={"description": "In every language."})
    geometry = fields.Dict(required=True, metadata={"description": "GeoJSON: a Polygon or a MultiPolygon."})


class AreasSchema(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)
    areas = fields.List(fields.Nested(AreaSchema), required=True)


class FigureGroupSchema(Schema):
    value = fields.Raw(required=True, allow_none=True)
    label = fields.String(required=True, allow_none=True)
    count = fields.Integer(required=True)
    figures = fields.Dict(required=True)


class ColumnFiguresSchema(Schema):
    """Figures of all records, or by group."""

    figures = fields.Dict(metadata={"description": 'Such as {"budget:sum": "1200.00"}.'})
    items = fields.List(fields.Nested(FigureGroupSchema))
    rest = fields.Integer()
    total = fields.Integer()


class AstraySchema(Schema):
    unseen = fields.List(fields.String(), required=True, metadata={"description": "Ids, at most 200."})
    circled = fields.List(fields.String(), required=True, metadata={"description": "Ids, at most 200."})
    more = fields.Boolean(required=True)


class ExtentSchema(Schema):
    id = fields.String(required=True)
    starts = fields.String(required=True, metadata={"description": "When the first begins, or from when to when."})
    latest = fields.String(required=True, allow_none=True, metadata={"description": "When the last begins."})
    ends = fields.String(required=True, allow_none=True, metadata={"description": "The latest end."})


class ExtentsSchema(Schema):
    """Only of records below which something has days."""

    items = fields.List(fields.Nested(ExtentSchema), required=True)


class HoldingSchema(Schema):
    items = fields.Dict(required=True, metadata={"description": "Record id → places of the conditions that hold."})


class SaveViewBody(Body):
    title = fields.String(required=True, validate=validate.Length(1, 200))
    type = fields.String(required=True, validate=validate.Length(1, 60))
    settings = fields.Dict(required=True, metadata={"description": "As in view documents."})


class ChangeViewBody(Body):
    """What is left out stays."""

    title = fields.String(validate=validate.Length(1, 200))
    settings = fields.Dict()
    shared = fields.Dict(
        allow_none=True, metadata={"description": '{"all": true}, {"roles": ["app.role", …]}, or null.'}
    )


class FirstViewBody(Body):
    view = fields.String(required=True, allow_none=True, validate=validate.Length(1, 120))


class HoldingBody(Body):
    ids = fields.List(fields.String(validate=validate.Length(1, 26)), required=True)
    conditions = fields.List(fields.Raw(), required=True)


class SavedViewRefSchema(Schema):
    key = fields.String(required=True)
