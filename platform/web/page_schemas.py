"""Answers about pages, their blocks and homes."""

from marshmallow import Schema, fields, validate

from .bodies import Body
from .metric_schemas import PeriodSchema
from .schemas import ProblemSchema


class PageItemSchema(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)
    home = fields.Boolean(required=True, metadata={"description": "It is the home of a role that one has."})


class PagesSchema(Schema):
    items = fields.List(fields.Nested(PageItemSchema), required=True)


class PageOptionSchema(Schema):
    value = fields.String(required=True)
    label = fields.String(required=True)


class PageFilterSchema(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)
    control = fields.String(required=True, validate=validate.OneOf(["period", "options", "person"]))
    value = fields.String(required=True, allow_none=True, metadata={"description": "What is chosen at first."})
    options = fields.List(fields.Nested(PageOptionSchema), required=True)


class PageBlockSchema(Schema):
    key = fields.String(required=True)
    type = fields.String(required=True)
    title = fields.String(required=True, allow_none=True)
    width = fields.Integer(required=True, metadata={"description": "So many of twelve columns."})
    rows = fields.Integer(required=True)
    follows = fields.List(fields.String(), required=True, metadata={"description": "The filters that move it."})
    narrows = fields.Boolean(required=True, metadata={"description": "False: it has nothing a filter could move."})


class PageSchema(Schema):
    app = fields.String(required=True)
    key = fields.String(required=True)
    title = fields.String(required=True)
    description = fields.String(required=True, allow_none=True)
    filters = fields.List(fields.Nested(PageFilterSchema), required=True)
    blocks = fields.List(fields.Nested(PageBlockSchema), required=True)


class BlockAnswerSchema(Schema):
    key = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(["ready", "closed", "failed"]))
    answer = fields.Raw(required=True, allow_none=True, metadata={"description": "What its type of blocks answers."})
    problem = fields.Nested(ProblemSchema, required=True, allow_none=True)
    period = fields.String(required=True, allow_none=True, metadata={"description": "What its figures are about."})
    narrowed = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        required=True,
        metadata={"description": "Dimension → the value by which its figures are narrowed, as `only` of metrics."},
    )


class PageAnswersSchema(Schema):
    as_of = fields.AwareDateTime(required=True)
    filters = fields.Dict(keys=fields.String(), values=fields.String(allow_none=True), required=True)
    period = fields.Nested(PeriodSchema, required=True, allow_none=True)
    blocks = fields.List(fields.Nested(BlockAnswerSchema), required=True)


class HomeSchema(Schema):
    app = fields.String(required=True)
    app_title = fields.String(required=True)
    key = fields.String(required=True)
    title = fields.String(required=True)


class HomesSchema(Schema):
    items = fields.List(fields.Nested(HomeSchema), required=True)
    chosen = fields.String(required=True, allow_none=True, metadata={"description": "app.key"})


class HomeBody(Body):
    page = fields.String(required=True, metadata={"description": "One of one's homes, app.key."})
