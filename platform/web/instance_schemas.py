"""Marshmallow schemas of one run: the graph with what was travelled, what a step did, what happened. They describe."""

from marshmallow import Schema, fields, validate

from ..runtime.workflows.node import CLOCKS
from .work_schemas import FlowLimitSchema, FlowStepSchema, FlowWorkflowSchema


class InstanceRecordSchema(Schema):
    form = fields.String(required=True)
    id = fields.String(required=True)
    title = fields.String(required=True)


class NamedInstanceSchema(Schema):
    id = fields.String(required=True)
    title = fields.String(required=True)


class DeadlineSchema(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)
    clock = fields.String(required=True, validate=validate.OneOf(CLOCKS))
    leaves = fields.String(required=True, allow_none=True, metadata={"description": "What the step is left by then."})


class InstanceNodeSchema(FlowStepSchema):
    """A step as its last visit left it, or a scope of steps; `limits` are those of that visit."""

    type_title = fields.String(required=True, allow_none=True)
    shape = fields.String(required=True, validate=validate.OneOf(["step", "split", "join", "end", "scope"]))
    scope = fields.String(required=True, allow_none=True)
    visits = fields.Integer(required=True)
    deadlines = fields.List(fields.Nested(DeadlineSchema), required=True)


class WaySchema(Schema):
    from_ = fields.String(required=True, data_key="from")
    to = fields.String(required=True)
    titles = fields.List(fields.String(), required=True)
    times = fields.Integer(required=True, metadata={"description": "How often it was gone."})


class InstanceStartSchema(Schema):
    title = fields.String(required=True)
    at = fields.AwareDateTime(required=True)


class InstanceSchema(Schema):
    id = fields.String(required=True)
    app = fields.String(required=True)
    app_title = fields.String(required=True)
    workflow = fields.Nested(FlowWorkflowSchema, required=True)
    revision = fields.Integer(required=True)
    newest_revision = fields.Integer(required=True, allow_none=True)
    state = fields.String(required=True, validate=validate.OneOf(["waiting", "completed", "incident", "cancelled"]))
    started_at = fields.AwareDateTime(required=True)
    ended_at = fields.AwareDateTime(required=True, allow_none=True)
    initiator = fields.String(required=True, allow_none=True)
    record = fields.Nested(InstanceRecordSchema, required=True, allow_none=True)
    caller = fields.Nested(NamedInstanceSchema, required=True, allow_none=True)
    decision = fields.String(required=True, allow_none=True)
    may_manage = fields.Boolean(required=True)
    start = fields.Nested(InstanceStartSchema, required=True)
    nodes = fields.List(fields.Nested(InstanceNodeSchema), required=True)
    ways = fields.List(fields.Nested(WaySchema), required=True)
    event_count = fields.Integer(required=True)


class StepValueSchema(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)
    value = fields.Raw(required=True, allow_none=True)


class StepValuesSchema(Schema):
    count = fields.Integer(required=True)
    values = fields.List(
        fields.Nested(StepValueSchema),
        required=True,
        allow_none=True,
        metadata={"description": "None where they are not for the reader's eyes."},
    )


class StepActSchema(Schema):
    at = fields.AwareDateTime(required=True)
    kind = fields.String(required=True)
    by = fields.String(required=True, allow_none=True)
    rule = fields.String(required=True, allow_none=True)
    outcome = fields.String(required=True, allow_none=True)
    reason = fields.String(required=True, allow_none=True)


class StepTaskSchema(Schema):
    person = fields.String(required=True)
    state = fields.String(required=True)
    created_at = fields.AwareDateTime(required=True)
    seen_at = fields.AwareDateTime(required=True, allow_none=True)
    accepted_at = fields.AwareDateTime(required=True, allow_none=True)
    ended_at = fields.AwareDateTime(required=True, allow_none=True)


class StepWaySchema(Schema):
    channel = fields.String(required=True)
    state = fields.String(required=True)
    reason = fields.String(required=True, allow_none=True)
    at = fields.AwareDateTime(required=True)


class StepMessageSchema(Schema):
    person = fields.String(required=True)
    kind = fields.String(required=True)
    at = fields.AwareDateTime(required=True)
    read_at = fields.AwareDateTime(required=True, allow_none=True)
    title = fields.String(required=True, allow_none=True, metadata={"description": "Of the reader's own messages."})
    ways = fields.List(fields.Nested(StepWaySchema), required=True)


class StepCallSchema(Schema):
    connection = fields.String(required=True)
    state = fields.String(required=True)
    attempts = fields.Integer(required=True)
    status = fields.Integer(required=True, allow_none=True)
    at = fields.AwareDateTime(required=True)
    next_at = fields.AwareDateTime(required=True, allow_none=True)
    settled_at = fields.AwareDateTime(required=True, allow_none=True)
    error = fields.String(required=True, allow_none=True)


class RunsStateSchema(Schema):
    state = fields.String(required=True)
    count = fields.Integer(required=True)


class CalledRunSchema(Schema):
    number = fields.Integer(required=True)
    state = fields.String(required=True)
    id = fields.String(required=True, allow_none=True)


class CalledRunsSchema(Schema):
    title = fields.String(required=True)
    count = fields.Integer(required=True)
    states = fields.List(fields.Nested(RunsStateSchema), required=True)
    items = fields.List(fields.Nested(CalledRunSchema), required=True)


class StepOutcomeSchema(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)


class StepOutputSchema(Schema):
    node = fields.String(required=True)
    title = fields.String(required=True)
    key = fields.String(required=True)
    value = fields.Raw(required=True, allow_none=True)


class StepIncidentSchema(Schema):
    code = fields.String(required=True)
    detail = fields.String(required=True)
    outcomes = fields.List(fields.Nested(StepOutcomeSchema), required=True)
    outputs = fields.List(
        fields.Nested(StepOutputSchema),
        required=True,
        metadata={"description": "What steps have told, which the reader may correct."},
    )


class StepVisitSchema(Schema):
    visit = fields.Integer(required=True)
    state = fields.String(required=True, validate=validate.OneOf(["done", "now", "skipped", "incident"]))
    entered_at = fields.AwareDateTime(required=True)
    left_at = fields.AwareDateTime(required=True, allow_none=True)
    outcome = fields.String(required=True, allow_none=True)
    facts = fields.List(fields.String(), required=True)
    limits = fields.List(fields.Nested(FlowLimitSchema), required=True)
    parameters = fields.Nested(StepValuesSchema, required=True)
    told = fields.Nested(StepValuesSchema, required=True)
    acts = fields.List(fields.Nested(StepActSchema), required=True)
    tasks = fields.List(fields.Nested(StepTaskSchema), required=True)
    messages = fields.List(fields.Nested(StepMessageSchema), required=True)
    calls = fields.List(fields.Nested(StepCallSchema), required=True)
    runs = fields.Nested(CalledRunsSchema, required=True, allow_none=True)
    decision = fields.String(required=True, allow_none=True)
    incident = fields.Nested(StepIncidentSchema, required=True, allow_none=True)


class InstanceStepSchema(Schema):
    node = fields.String(required=True)
    title = fields.String(required=True)
    visits = fields.List(fields.Nested(StepVisitSchema), required=True)
    older = fields.Integer(required=True, metadata={"description": "Visits before those."})


class InstanceEventSchema(Schema):
    number = fields.Integer(required=True)
    at = fields.AwareDateTime(required=True)
    kind = fields.String(required=True)
    node = fields.String(required=True, allow_none=True)
    title = fields.String(required=True, allow_none=True)
    visit = fields.Integer(required=True, allow_none=True)
    words = fields.String(required=True)


class InstanceEventsSchema(Schema):
    items = fields.List(fields.Nested(InstanceEventSchema), required=True)
    next = fields.Integer(required=True, allow_none=True)
