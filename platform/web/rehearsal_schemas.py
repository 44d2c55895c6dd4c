"""Marshmallow schemas of dry runs: what is asked before one, and what it comes to."""

from marshmallow import Schema, fields, validate

from ..runtime.workflows.rehearsing.wish import ACTS, DEFAULTS
from .bodies import Body
from .dispatch_schemas import DecisionSchema
from .history_schemas import HistoryChangeSchema
from .work_schemas import FlowInstanceSchema, TaskOptionSchema

DRAFTS = fields.Boolean(
    load_default=False,
    metadata={"description": "The app's other drafts hold too, but for forms: rankings, decision tables, messages."},
)
_KEY = validate.Length(1, 120)


class RehearsalFormSchema(Schema):
    app = fields.String(required=True)
    key = fields.String(required=True)


class RehearsalInputSchema(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)
    type = fields.String(required=True)


class RehearsalStepSchema(Schema):
    node = fields.String(required=True)
    title = fields.String(required=True)
    type = fields.String(required=True)
    calls = fields.Boolean(required=True, metadata={"description": "Another system answers, not people."})
    acts = fields.List(fields.String(validate=validate.OneOf(ACTS)), required=True)
    reasons = fields.List(fields.Nested(TaskOptionSchema), required=True)


class RehearsalQuestionSchema(Schema):
    app = fields.String(required=True)
    workflow = fields.String(required=True)
    title = fields.String(required=True)
    revision = fields.Integer(required=True)
    form = fields.Nested(RehearsalFormSchema, required=True, allow_none=True)
    inputs = fields.List(fields.Nested(RehearsalInputSchema), required=True)
    steps = fields.List(fields.Nested(RehearsalStepSchema), required=True)


class ReplyBody(Body):
    """How a step is answered: `act` by the person asked, or `status` and `body` by another system."""

    node = fields.String(required=True, validate=_KEY)
    visit = fields.Integer(load_default=None, allow_none=True, validate=validate.Range(1))
    after = fields.String(load_default="PT0S", metadata={"description": "An ISO 8601 duration."})
    act = fields.String(load_default=None, allow_none=True, validate=validate.OneOf(ACTS))
    values = fields.Dict(load_default=None, allow_none=True, metadata={"description": "Of the to-do's form."})
    reason = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=2000))
    status = fields.Integer(load_default=None, allow_none=True, validate=validate.Range(100, 599))
    body = fields.Raw(load_default=None, allow_none=True)


class RehearsalBody(Body):
    record = fields.String(load_default=None, allow_none=True, validate=validate.Length(1, 26))
    document = fields.Dict(load_default=None, allow_none=True, metadata={"description": "The workflow as drafted."})
    drafts = DRAFTS
    revision = fields.Integer(load_default=None, allow_none=True, validate=validate.Range(1))
    step = fields.String(
        load_default=None,
        allow_none=True,
        validate=_KEY,
        metadata={"description": "The step to be tried by itself, with what those before it tell on this record."},
    )
    inputs = fields.Dict(load_default=dict, metadata={"description": "Read as trigger.<name>."})
    replies = fields.List(fields.Nested(ReplyBody), load_default=list, validate=validate.Length(max=200))
    default = fields.String(load_default=DEFAULTS[0], validate=validate.OneOf(DEFAULTS))
    until = fields.String(load_default="P30D", metadata={"description": "How much time passes at most."})
    begin = fields.AwareDateTime(load_default=None, allow_none=True)


class RehearsedWriteSchema(Schema):
    at = fields.AwareDateTime(required=True)
    by = fields.String(required=True)
    action = fields.String(required=True)
    form = fields.String(required=True, metadata={"description": "app.form"})
    form_title = fields.String(required=True)
    record = fields.String(required=True)
    record_title = fields.String(required=True, allow_none=True)
    changes = fields.List(fields.Nested(HistoryChangeSchema), required=True)


class RehearsedMessageSchema(Schema):
    at = fields.AwareDateTime(required=True)
    node = fields.String(required=True)
    to = fields.String(required=True)
    title = fields.String(required=True, allow_none=True, metadata={"description": "None: not for these eyes."})
    text = fields.String(required=True, allow_none=True)
    channels = fields.List(fields.String(), required=True, metadata={"description": "Besides the inbox."})


class RehearsedCallSchema(Schema):
    at = fields.AwareDateTime(required=True)
    node = fields.String(required=True)
    connection = fields.String(required=True)
    method = fields.String(required=True, allow_none=True)
    request = fields.Dict(required=True, allow_none=True)
    answered = fields.Boolean(required=True)


class RehearsedDecisionSchema(Schema):
    at = fields.AwareDateTime(required=True)
    node = fields.String(required=True)
    decision = fields.Nested(DecisionSchema, required=True)


class RehearsedPointsSchema(Schema):
    at = fields.AwareDateTime(required=True)
    node = fields.String(required=True)
    ledger = fields.String(required=True)
    account = fields.String(required=True, allow_none=True)
    amount = fields.String(required=True)
    unit = fields.String(required=True)
    reason = fields.String(required=True)


class RehearsedStartSchema(Schema):
    at = fields.AwareDateTime(required=True)
    app = fields.String(required=True)
    workflow = fields.String(required=True)
    title = fields.String(required=True)


class RehearsalSchema(Schema):
    state = fields.String(required=True, validate=validate.OneOf(["waiting", "completed", "incident", "cancelled"]))
    cut = fields.String(
        required=True,
        allow_none=True,
        validate=validate.OneOf(["rounds", "time", "until"]),
        metadata={"description": "What ended it before nothing more would happen."},
    )
    began_at = fields.AwareDateTime(required=True)
    ended_at = fields.AwareDateTime(required=True, allow_none=True)
    now = fields.AwareDateTime(required=True, metadata={"description": "Where its time came to."})
    revision = fields.Integer(required=True)
    flow = fields.Nested(FlowInstanceSchema, required=True)
    called = fields.List(fields.Nested(FlowInstanceSchema), required=True)
    unfilled = fields.List(
        fields.String(), required=True, metadata={"description": "Steps that counted as done without their form."}
    )
    writes = fields.List(fields.Nested(RehearsedWriteSchema), required=True)
    messages = fields.List(fields.Nested(RehearsedMessageSchema), required=True)
    calls = fields.List(fields.Nested(RehearsedCallSchema), required=True)
    decisions = fields.List(fields.Nested(RehearsedDecisionSchema), required=True)
    points = fields.List(fields.Nested(RehearsedPointsSchema), required=True)
    starts = fields.List(fields.Nested(RehearsedStartSchema), required=True)
