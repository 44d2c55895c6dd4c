"""Marshmallow schemas of messages, deliveries and channels as answers. They describe, as those of `schemas.py`."""

from marshmallow import Schema, fields, validate

from ..runtime.messages import WAYS, WishesSchema

_STATES = validate.OneOf(["waiting", "sent", "failed", "skipped"])


class MessageLinkSchema(Schema):
    app = fields.String(required=True)
    form = fields.String(metadata={"description": "Of the record that it is about."})
    record = fields.String()
    document = fields.String(metadata={"description": 'What is built that it is about, "form/request".'})


class MessageWaySchema(Schema):
    channel = fields.String(required=True)
    state = fields.String(required=True, validate=_STATES)
    reason = fields.String(required=True, allow_none=True)
    at = fields.AwareDateTime(required=True)


class MessageAnswerSchema(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)


class MessageQuestionSchema(Schema):
    answers = fields.List(fields.Nested(MessageAnswerSchema), required=True)
    until = fields.AwareDateTime(required=True, allow_none=True)
    answer = fields.String(required=True, allow_none=True)
    answered_at = fields.AwareDateTime(required=True, allow_none=True)
    state = fields.String(required=True, validate=validate.OneOf(["open", "answered", "over", "closed"]))


class QuizOptionSchema(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)


class QuizQuestionSchema(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)
    options = fields.List(fields.Nested(QuizOptionSchema), required=True)
    several = fields.Boolean(required=True, metadata={"description": "More than one option is right."})


class QuizSchema(Schema):
    """As its receiver sees it: never with what is right."""

    questions = fields.List(fields.Nested(QuizQuestionSchema), required=True)
    pass_mark = fields.Integer(required=True, metadata={"description": "Percent of the questions."})
    attempts = fields.Integer(required=True)
    score = fields.Integer(required=True, allow_none=True, metadata={"description": "Right ones at the last try."})
    wrong = fields.List(fields.String(), required=True, metadata={"description": "Questions wrong at the last try."})


class ReceiptSchema(Schema):
    confirmed_at = fields.AwareDateTime(required=True, allow_none=True)
    quiz = fields.Nested(QuizSchema, required=True, allow_none=True)


class MessageSchema(Schema):
    id = fields.String(required=True)
    key = fields.String(required=True)
    kind = fields.String(required=True)
    app = fields.String(required=True, metadata={"description": "The title of the app it comes from."})
    title = fields.String(required=True)
    text = fields.String(required=True)
    at = fields.AwareDateTime(required=True)
    read_at = fields.AwareDateTime(required=True, allow_none=True)
    snoozed_until = fields.AwareDateTime(required=True, allow_none=True)
    link = fields.Nested(MessageLinkSchema, required=True, allow_none=True)
    ways = fields.List(fields.Nested(MessageWaySchema), required=True)
    question = fields.Nested(MessageQuestionSchema, required=True, allow_none=True)
    confirmation = fields.Nested(ReceiptSchema, required=True, allow_none=True)


class SnoozeChoiceSchema(Schema):
    key = fields.String(required=True, validate=validate.OneOf(["later", "tomorrow", "working_day"]))
    at = fields.AwareDateTime(required=True)


class SnoozeChoicesSchema(Schema):
    choices = fields.List(fields.Nested(SnoozeChoiceSchema), required=True)
    latest = fields.AwareDateTime(required=True, allow_none=True, metadata={"description": "Never beyond that."})


class MessagesSchema(Schema):
    items = fields.List(fields.Nested(MessageSchema), required=True)
    unread = fields.Integer(required=True)
    next_cursor = fields.String(required=True, allow_none=True)


class RecordToldWaySchema(Schema):
    title = fields.String(required=True)
    state = fields.String(required=True, validate=_STATES)
    reason = fields.String(required=True, allow_none=True)


class RecordToldItemSchema(Schema):
    id = fields.String(required=True)
    title = fields.String(required=True)
    kind = fields.String(required=True)
    person = fields.String(required=True)
    at = fields.AwareDateTime(required=True)
    read_at = fields.AwareDateTime(required=True, allow_none=True)
    reminder = fields.Boolean(required=True)
    answer = fields.String(required=True, allow_none=True)
    answered_at = fields.AwareDateTime(required=True, allow_none=True)
    ways = fields.List(fields.Nested(RecordToldWaySchema), required=True)


class RecordToldSchema(Schema):
    items = fields.List(fields.Nested(RecordToldItemSchema), required=True)


class MessagesReadSchema(Schema):
    count = fields.Integer(required=True)


class NamedSchema(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)


class MessageClassSchema(NamedSchema):
    pressing = fields.Boolean(required=True)


class ReachedChannelSchema(NamedSchema):
    address_title = fields.String(required=True)
    address = fields.String(required=True, allow_none=True)


class EffectiveWishesSchema(WishesSchema):
    """With everything said."""

    ways = fields.Dict(
        keys=fields.String(),
        values=fields.Dict(keys=fields.String(), values=fields.String(validate=validate.OneOf(WAYS))),
        required=True,
    )


class MessageWishesSchema(Schema):
    classes = fields.List(fields.Nested(MessageClassSchema), required=True)
    channels = fields.List(fields.Nested(ReachedChannelSchema), required=True)
    own = fields.Nested(WishesSchema, required=True, metadata={"description": "What was said here, and nothing else."})
    holds = fields.Nested(EffectiveWishesSchema, required=True)


class ChannelSecretSchema(Schema):
    name = fields.String(required=True)
    title = fields.String(required=True)
    set = fields.Boolean(required=True)


class ChannelSchema(NamedSchema):
    connector = fields.String(required=True, metadata={"description": "The connector that carries it."})
    state = fields.String(required=True, validate=validate.OneOf(["off", "works", "broken"]))
    enabled = fields.Boolean(required=True)
    settings = fields.Dict(required=True)
    secrets = fields.List(fields.Nested(ChannelSecretSchema), required=True)
    broken_at = fields.AwareDateTime(required=True, allow_none=True)
    reason = fields.String(required=True, allow_none=True)
    waiting = fields.Integer(required=True)
    failed = fields.Integer(required=True)


class ChannelsSchema(Schema):
    items = fields.List(fields.Nested(ChannelSchema), required=True)


class DeliverySchema(Schema):
    id = fields.String(required=True)
    message = fields.String(required=True)
    kind = fields.String(required=True)
    person = fields.String(required=True)
    channel = fields.String(required=True)
    state = fields.String(required=True, validate=_STATES)
    digest = fields.Boolean(required=True)
    attempts = fields.Integer(required=True)
    at = fields.AwareDateTime(required=True)
    due_at = fields.AwareDateTime(required=True)
    settled_at = fields.AwareDateTime(required=True, allow_none=True)
    reason = fields.String(required=True, allow_none=True)
    link = fields.Nested(MessageLinkSchema, required=True, allow_none=True)


class DeliveriesSchema(Schema):
    items = fields.List(fields.Nested(DeliverySchema), required=True)
    next_cursor = fields.String(required=True, allow_none=True)
