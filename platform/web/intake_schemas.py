"""Marshmallow schemas of intakes, asked and answered. Address and secret are answered once, when they are made."""

from marshmallow import Schema, fields, validate

from .bodies import Body, ValuesBody
from .schemas import FormSchema


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
    form_title = fields.String(required=True)
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


class IntakeWrittenSchema(Schema):
    field = fields.String(required=True)
    title = fields.String(required=True)
    path = fields.String(
        required=True, allow_none=True, metadata={"description": "Null: every record gets this value."}
    )
    found = fields.Boolean(required=True, metadata={"description": "Whether the path leads to anything in the body."})
    shown = fields.String(required=True, allow_none=True)
    problem = fields.String(required=True, allow_none=True)


class IntakePreviewBody(Body):
    body = fields.Raw(required=True, allow_none=True)
    map = fields.Dict(
        keys=fields.String(),
        values=fields.String(validate=validate.Length(1, 1000)),
        load_default=None,
        allow_none=True,
        metadata={"description": "Field to path, in place of the intake's own."},
    )


class IntakePreviewSchema(Schema):
    fields_ = fields.List(fields.Nested(IntakeWrittenSchema), required=True, data_key="fields")


class IntakeTestBody(Body):
    body = fields.Raw(required=True, allow_none=True)


class IntakeMadeValueSchema(Schema):
    title = fields.String(required=True)
    shown = fields.String(required=True)


class IntakeTestSchema(Schema):
    ready = fields.Boolean(required=True, metadata={"description": "It takes what comes at present."})
    proved = fields.Boolean(
        required=True, allow_none=True, metadata={"description": "What its secret signs is let in; null: it has none."}
    )
    made = fields.Boolean(required=True, metadata={"description": "A record would be made; none is kept."})
    problem = fields.Dict(required=True, allow_none=True, metadata={"description": "A problem document."})
    values = fields.List(fields.Nested(IntakeMadeValueSchema), required=True)


class IntakeFieldSchema(Schema):
    field = fields.String(required=True)
    title = fields.String(required=True)


class IntakeShownSchema(IntakeSchema):
    fields_ = fields.List(
        fields.Nested(IntakeFieldSchema), required=True, data_key="fields", metadata={"description": "May be filled."}
    )
    map = fields.Dict(keys=fields.String(), values=fields.Raw(), required=True)
    sample = fields.Raw(required=True, metadata={"description": "A body it takes."})
    latest = fields.Raw(required=True, allow_none=True, metadata={"description": "The body that came last."})
    examples = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        required=True,
        metadata={"description": "How to send, by language; __ADDRESS__ and __SECRET__ stand for what was given."},
    )


class IntakeRetriedSchema(Schema):
    taken = fields.Integer(required=True)
    kept = fields.Integer(required=True, metadata={"description": "How much is kept still."})


class IntakeLinkSchema(Schema):
    id = fields.String(required=True)
    title = fields.String(required=True)
    parameters = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    path = fields.String(required=True, allow_none=True, metadata={"description": "null: it was withdrawn."})
    made_by = fields.String(required=True)
    made_at = fields.AwareDateTime(required=True)
    revoked_at = fields.AwareDateTime(required=True, allow_none=True)
    today = fields.Integer(required=True)
    all = fields.Integer(required=True, metadata={"description": "How many became records."})
    kept = fields.Integer(required=True)


class IntakeLinksSchema(Schema):
    items = fields.List(fields.Nested(IntakeLinkSchema), required=True)
    parameters = fields.List(fields.String(), required=True, metadata={"description": "What a link may say of itself."})
    origins = fields.List(fields.String(), required=True, metadata={"description": "Sites that may embed the form."})


class IntakeLinkBody(Body):
    title = fields.String(load_default="")
    parameters = fields.Dict(keys=fields.String(), values=fields.String(), load_default=dict)


class PublicStateSchema(Schema):
    state = fields.String(
        required=True, validate=validate.OneOf(["open", "early", "closed", "full", "paused", "revoked"])
    )


class PublicConsentSchema(Schema):
    hash = fields.String(required=True)
    text = fields.String(required=True)


class PublicFormSchema(PublicStateSchema):
    """Only what is open comes with a form and all that follows it."""

    title = fields.String()
    description = fields.String(allow_none=True)
    opens_at = fields.AwareDateTime(allow_none=True)
    origins = fields.List(fields.String(), metadata={"description": "Sites that may embed it."})
    zone = fields.String(metadata={"description": "Where its moments are told."})
    form = fields.Nested(FormSchema)
    thanks = fields.String(allow_none=True)
    consent = fields.Nested(PublicConsentSchema, allow_none=True)
    another = fields.Boolean()
    least_s = fields.Integer()
    parameters = fields.List(fields.String(), metadata={"description": "Parameters of the address that are taken."})
    ticket = fields.String(metadata={"description": "Sent with files and the answer."})


class PublicAnswerBody(ValuesBody):
    parameters = fields.Dict(keys=fields.String(), values=fields.String())
    consent = fields.String(allow_none=True, metadata={"description": "The hash of the text that was agreed to."})
    ticket = fields.String(required=True)
    website = fields.String(metadata={"description": "Nobody fills it in."})


class IntakeTokenInfoSchema(Schema):
    id = fields.String(required=True)
    title = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(["valid", "expired"]))
    made_by = fields.String(required=True)
    made_at = fields.AwareDateTime(required=True)
    expires_at = fields.AwareDateTime(required=True, allow_none=True)
    used_at = fields.AwareDateTime(required=True, allow_none=True, metadata={"description": "To five minutes."})


class IntakeTokensSchema(Schema):
    items = fields.List(fields.Nested(IntakeTokenInfoSchema), required=True)


class IntakeTokenBody(Body):
    title = fields.String(required=True)
    days = fields.Integer(load_default=None, allow_none=True, strict=True, metadata={"description": "Null: for good."})


class IntakeTokenSchema(Schema):
    token = fields.String(required=True, metadata={"description": "Shown once."})


class DroppedFileSchema(Schema):
    id = fields.String(required=True)
    file_name = fields.String(required=True)
    size = fields.Integer(required=True)
    state = fields.String(required=True, validate=validate.OneOf(["seen", "taking", "done", "failed", "repeated"]))
    rows = fields.Integer(required=True)
    done = fields.Integer(required=True, metadata={"description": "Rows dealt with so far."})
    taken = fields.Integer(required=True)
    refused = fields.Integer(required=True)
    problem = fields.String(required=True, allow_none=True)
    at = fields.AwareDateTime(required=True)
    ended_at = fields.AwareDateTime(required=True, allow_none=True)


class DroppedFilesSchema(Schema):
    folder = fields.String(required=True, metadata={"description": "Where files are put on the server."})
    items = fields.List(fields.Nested(DroppedFileSchema), required=True)
    next = fields.String(required=True, allow_none=True)


class RefusedRowSchema(Schema):
    row = fields.Integer(required=True)
    column = fields.String(required=True)
    value = fields.String(required=True)
    message = fields.String(required=True)


class RefusedRowsSchema(Schema):
    items = fields.List(fields.Nested(RefusedRowSchema), required=True)
