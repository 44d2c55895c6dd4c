"""Marshmallow schemas of workflows and to-dos as answers. They describe, as those of `schemas.py`."""

from marshmallow import Schema, fields, validate

from ..runtime.workflows.node import CLOCKS
from .directory_schemas import UnknownNameSchema
from .dispatch_schemas import DecisionSchema
from .schemas import FormFieldSchema


class FlowWorkflowSchema(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)


class FlowLimitSchema(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)
    due_at = fields.AwareDateTime(required=True, allow_none=True)
    fired_at = fields.AwareDateTime(required=True, allow_none=True)
    passed = fields.Boolean(required=True, metadata={"description": "Not needed: what it waited for came first."})
    clock = fields.String(required=True, validate=validate.OneOf(CLOCKS))
    times = fields.Integer(required=True, metadata={"description": "How often it has fired."})
    times_in_all = fields.Integer(required=True)


class FlowStepSchema(Schema):
    node = fields.String(required=True)
    title = fields.String(required=True)
    type = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(["done", "now", "waiting", "skipped", "incident"]))
    entered_at = fields.AwareDateTime(required=True, allow_none=True)
    left_at = fields.AwareDateTime(required=True, allow_none=True)
    who = fields.List(fields.String(), required=True, allow_none=True)
    facts = fields.List(fields.String(), required=True)
    outcome = fields.String(required=True, allow_none=True)
    limits = fields.List(fields.Nested(FlowLimitSchema), required=True)


class FlowIncidentSchema(Schema):
    code = fields.String(required=True)
    detail = fields.String(required=True)


class FlowInstanceSchema(Schema):
    id = fields.String(required=True)
    workflow = fields.Nested(FlowWorkflowSchema, required=True)
    revision = fields.Integer(required=True)
    state = fields.String(required=True)
    started_at = fields.AwareDateTime(required=True)
    ended_at = fields.AwareDateTime(required=True, allow_none=True)
    steps = fields.List(fields.Nested(FlowStepSchema), required=True)
    decision = fields.Nested(DecisionSchema, required=True, allow_none=True)
    incident = fields.Nested(FlowIncidentSchema, required=True, allow_none=True)


class FlowSchema(Schema):
    instances = fields.List(fields.Nested(FlowInstanceSchema), required=True)


class TaskRecordSchema(Schema):
    app = fields.String(required=True)
    form = fields.String(required=True)
    id = fields.String(required=True)
    title = fields.String(required=True)


class FactSchema(Schema):
    title = fields.String(required=True)
    text = fields.String(required=True)
    verdict = fields.String(required=True, allow_none=True, validate=validate.OneOf(["good", "warning", "bad"]))
    type = fields.String(required=True)
    value = fields.Raw(required=True, allow_none=True)
    settings = fields.Dict(required=True, metadata={"description": "In lists without long ones, such as options."})


class TaskSchema(Schema):
    id = fields.String(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(["task", "approval", "name"]))
    title = fields.String(required=True)
    subtitle = fields.String(required=True, allow_none=True)
    app = fields.String(required=True)
    app_title = fields.String(required=True)
    workflow = fields.String(required=True)
    node = fields.String(required=True)
    node_title = fields.String(required=True)
    record = fields.Nested(TaskRecordSchema, required=True, allow_none=True)
    assignee = fields.String(required=True, allow_none=True)
    state = fields.String(required=True, validate=validate.OneOf(["delivered", "seen", "accepted", "done"]))
    outcome = fields.String(required=True, allow_none=True)
    created_at = fields.AwareDateTime(required=True)
    due_at = fields.AwareDateTime(required=True, allow_none=True)
    group = fields.String(required=True, validate=validate.OneOf(["overdue", "today", "later"]))
    revision = fields.Integer(required=True)
    facts = fields.List(fields.Nested(FactSchema), required=True)


class TaskOptionSchema(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)


class RecordDetailSchema(Schema):
    fields_ = fields.List(fields.Nested(FormFieldSchema), required=True, data_key="fields")
    values = fields.Dict(required=True)
    labels = fields.Dict(values=fields.String(allow_none=True), required=True)


class TaskDetailSchema(TaskSchema):
    form = fields.String(required=True, allow_none=True)
    initial_values = fields.Dict(required=True, allow_none=True)
    first_response = fields.List(fields.Nested(TaskOptionSchema), required=True)
    decline_reasons = fields.List(fields.Nested(TaskOptionSchema), required=True, allow_none=True)
    decisions = fields.List(
        fields.String(validate=validate.OneOf(["approve", "reject"])), required=True, allow_none=True
    )
    record_detail = fields.Nested(RecordDetailSchema, required=True, allow_none=True)
    flow = fields.Nested(FlowInstanceSchema, required=True, allow_none=True)
    name = fields.Nested(UnknownNameSchema, required=True, allow_none=True)


class TaskCountsSchema(Schema):
    mine = fields.Integer(required=True)
    started = fields.Integer(required=True)
    copied = fields.Integer(required=True)


class TasksSchema(Schema):
    items = fields.List(fields.Nested(TaskSchema), required=True)
    next_cursor = fields.String(required=True, allow_none=True)
    counts = fields.Nested(TaskCountsSchema, required=True)
