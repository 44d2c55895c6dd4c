"""Answers about views and groups of records."""

from marshmallow import Schema, fields


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


class ViewsSchema(Schema):
    items = fields.List(fields.Nested(ViewSchema), required=True)


class GroupSchema(Schema):
    value = fields.Raw(required=True, allow_none=True)
    count = fields.Integer(required=True)
    sum = fields.Raw(required=True, allow_none=True, metadata={"description": "As the summed field's values."})


class GroupsSchema(Schema):
    items = fields.List(fields.Nested(GroupSchema), required=True)
    rest = fields.Integer(required=True)
    total = fields.Integer(required=True)


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
    geometry = fields.Dict(required=True, metadata={"description": "GeoJSON: a Polygon or a MultiPolygon."})


class AreasSchema(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)
    areas = fields.List(fields.Nested(AreaSchema), required=True)
