"""Marshmallow schemas of what people start by hand, as answers and bodies."""

from marshmallow import Schema, fields, validate

from .bodies import Body
from .message_schemas import MessageLinkSchema
from .schemas import FormFieldSchema


class StartOfferSchema(Schema):
    app = fields.String(required=True)
    workflow = fields.String(required=True)
    title = fields.String(required=True)
    hint = fields.String(required=True, allow_none=True)
    inputs = fields.List(fields.Nested(FormFieldSchema), required=True)
    menu = fields.Boolean(required=True, metadata={"description": "False: only buttons of forms start it."})
    state = fields.String(required=True, validate=validate.OneOf(["ready", "running", "unfit"]))


class StartOffersSchema(Schema):
    items = fields.List(fields.Nested(StartOfferSchema), required=True)


class StartedSchema(Schema):
    instance = fields.String(required=True)
    state = fields.String(required=True)
    record = fields.Nested(MessageLinkSchema, required=True, allow_none=True)


class StartBody(Body):
    record = fields.String(load_default=None, allow_none=True, validate=validate.Length(1, 26))
    inputs = fields.Dict(keys=fields.String(), load_default=dict)


class BulkStartBody(Body):
    """Which records: those of `ids`, or all that `filter` and `search` find."""

    inputs = fields.Dict(keys=fields.String(), load_default=dict)
    ids = fields.List(fields.String(validate=validate.Length(1, 26)), load_default=None, allow_none=True)
    filter = fields.Raw(load_default=None, allow_none=True)
    search = fields.String(load_default="")
