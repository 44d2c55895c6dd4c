"""Marshmallow schemas of intakes, asked and answered. Address and secret are answered once, when they are made."""

from marshmallow import Schema, fields, validate

from .bodies import Body


class HookItemSchema(Schema):
    record = fields.String(required=True, allow_none=True, metadata={"description": "The id of what it became."})
    kept = fields.Boolean(required=True, metadata={"description": "It fits no record yet; somebody looks at it."})


class HookSchema(Schema):
    delivery = fields.String(required=True)
    items = fields.List(fields.Nested(HookItemSchema), required=True)


class IntakeSchema(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)
    description = fields.String(required=True, allow_none=True)
    channel = fields.String(required=True)
    channel_title = fields.String(required=True)
    form = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(["new", "on", "paused"]))
    addressed = fields.Boolean(required=True, metadata={"description": "It has an address."})
    secret_by = fields.String(required=True, allow_none=True)
    secret_at = fields.AwareDateTime(required=True, allow_none=True)
    overlap_until = fields.AwareDateTime(
        required=True, allow_none=True, metadata={"description": "So long the secret of before counts too."}
    )
    today = fields.Integer(required=True)
    week = fields.Integer(required=True, metadata={"description": "In seven days, today the last."})
    kept = fields.Integer(required=True, metadata={"description": "How much waits to be corrected."})


class IntakesSchema(Schema):
    items = fields.List(fields.Nested(IntakeSchema), required=True)


class IntakeAddressSchema(Schema):
    path = fields.String(required=True, metadata={"description": "Shown once; the one before leads nowhere now."})


class IntakeSecretBody(Body):
    overlap = fields.String(
        load_default="P1D", metadata={"description": "So long the secret of before counts too; PT0S: not at all."}
    )


class IntakeSecretSchema(Schema):
    secret = fields.String(required=True, metadata={"description": "Shown once."})


class IntakePausedBody(Body):
    paused = fields.Boolean(required=True)


class IntakeDeliveredItemSchema(Schema):
    body = fields.Raw(required=True, allow_none=True)
    record = fields.String(required=True, allow_none=True)
    problem = fields.Dict(required=True, allow_none=True, metadata={"description": "A problem document."})


class IntakeDeliverySchema(Schema):
    id = fields.String(required=True)
    sent_as = fields.String(required=True, metadata={"description": "The sender's own name of it."})
    at = fields.AwareDateTime(required=True)
    taken = fields.Integer(required=True)
    kept = fields.Integer(required=True)
    items = fields.List(fields.Nested(IntakeDeliveredItemSchema), required=True)


class IntakeDeliveriesSchema(Schema):
    items = fields.List(fields.Nested(IntakeDeliverySchema), required=True)
    next = fields.String(required=True, allow_none=True)


class IntakeRetryBody(Body):
    index = fields.Integer(required=True, strict=True, validate=validate.Range(min=0))
    body = fields.Raw(load_default=None, allow_none=True, metadata={"description": "In place of what came."})
