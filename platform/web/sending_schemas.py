"""Marshmallow schemas of what came back to senders, and of announcements as they are sent."""

from marshmallow import Schema, fields, validate

from .bodies import Body
from .message_schemas import MessageWaySchema

_KEY = validate.Regexp(r"[a-z][a-z0-9_]*\Z")


class SendingSchema(Schema):
    id = fields.String(required=True)
    title = fields.String(required=True)
    text = fields.String(required=True, allow_none=True, metadata={"description": "For who wrote or received it."})
    kind = fields.String(required=True)
    app = fields.String(required=True)
    sender = fields.String(required=True, allow_none=True)
    at = fields.AwareDateTime(required=True)
    confirm = fields.Boolean(required=True)
    answers = fields.List(fields.String(), required=True, metadata={"description": "Titles of what may be answered."})
    questions = fields.Integer(required=True, metadata={"description": "How many its quiz has."})
    receivers = fields.Integer(required=True)
    read = fields.Integer(required=True)
    given = fields.Integer(required=True)
    missing = fields.Integer(required=True)
    remind_after = fields.String(required=True, allow_none=True)
    reminders = fields.Integer(required=True)
    reminded_at = fields.AwareDateTime(required=True, allow_none=True)


class SendingsSchema(Schema):
    items = fields.List(fields.Nested(SendingSchema), required=True)
    next_cursor = fields.String(required=True, allow_none=True)


class ChosenSchema(Schema):
    title = fields.String(required=True)
    chosen = fields.List(fields.String(), required=True)
    right = fields.Boolean(required=True)


class SendingPersonSchema(Schema):
    id = fields.String(required=True)
    name = fields.String(required=True)
    department = fields.String(required=True, allow_none=True)
    state = fields.String(required=True, validate=validate.OneOf(["given", "missing", "closed"]))
    read_at = fields.AwareDateTime(required=True, allow_none=True)
    confirmed_at = fields.AwareDateTime(required=True, allow_none=True)
    answer = fields.String(required=True, allow_none=True)
    answered_at = fields.AwareDateTime(required=True, allow_none=True)
    attempts = fields.Integer(required=True, allow_none=True)
    score = fields.Integer(required=True, allow_none=True)
    chosen = fields.List(fields.Nested(ChosenSchema), required=True)
    ways = fields.List(fields.Nested(MessageWaySchema), required=True)


class SendingWithPersonsSchema(SendingSchema):
    persons = fields.List(fields.Nested(SendingPersonSchema), required=True)


class RemindedSchema(Schema):
    count = fields.Integer(required=True)


class SendingMadeSchema(Schema):
    id = fields.String(required=True)


class QuizOptionBody(Body):
    key = fields.String(required=True, validate=[_KEY, validate.Length(1, 60)])
    title = fields.String(required=True, validate=validate.Length(1, 200))


class QuizQuestionBody(Body):
    key = fields.String(required=True, validate=[_KEY, validate.Length(1, 60)])
    title = fields.String(required=True, validate=validate.Length(1, 400))
    options = fields.List(fields.Nested(QuizOptionBody), required=True, validate=validate.Length(2, 8))
    right = fields.List(fields.String(), required=True, validate=validate.Length(1, 8))


class QuizBody(Body):
    pass_mark = fields.Integer(load_default=100, validate=validate.Range(1, 100))
    questions = fields.List(fields.Nested(QuizQuestionBody), required=True, validate=validate.Length(1, 20))


class ReceiversBody(Body):
    everyone = fields.Boolean(load_default=False)
    persons = fields.List(fields.String(), load_default=list, validate=validate.Length(max=500))
    departments = fields.List(fields.String(), load_default=list, validate=validate.Length(max=100))
    roles = fields.List(fields.String(), load_default=list, validate=validate.Length(max=100))


class AnnouncementBody(Body):
    title = fields.String(required=True, validate=validate.Length(1, 200))
    text = fields.String(required=True, validate=validate.Length(1, 2000))
    to = fields.Nested(ReceiversBody, required=True)
    confirm = fields.Boolean(load_default=True)
    remind_after = fields.String(
        load_default=None, allow_none=True, validate=validate.Length(max=20), metadata={"description": "Such as P1D."}
    )
    quiz = fields.Nested(QuizBody, load_default=None, allow_none=True)
