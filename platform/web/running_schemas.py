"""Marshmallow schemas of what runs: figures, instances, stopped jobs. They describe, as those of `schemas.py`."""

from marshmallow import Schema, fields


class EndedHourSchema(Schema):
    hour = fields.AwareDateTime(required=True)
    count = fields.Integer(required=True)


class RunningWorkflowSchema(Schema):
    app = fields.String(required=True)
    app_title = fields.String(required=True)
    workflow = fields.String(required=True)
    title = fields.String(required=True)
    waiting = fields.Integer(required=True)
    incident = fields.Integer(required=True)


class QueueSchema(Schema):
    due = fields.Integer(required=True, metadata={"description": "Jobs whose moment has come; 10001 for more."})
    behind_s = fields.Float(required=True, metadata={"description": "How long the oldest of them has waited."})
    leased = fields.Integer(required=True)
    stopped = fields.Integer(required=True)
    slow_wait_s = fields.Float(
        required=True, allow_none=True, metadata={"description": "95 of the last 100 jobs waited less."}
    )


class BrokenChannelSchema(Schema):
    channel = fields.String(required=True)
    title = fields.String(required=True)
    since = fields.AwareDateTime(required=True)
    reason = fields.String(required=True, allow_none=True)


class RunningSchema(Schema):
    waiting = fields.Integer(required=True)
    incident = fields.Integer(required=True)
    ended = fields.List(fields.Nested(EndedHourSchema), required=True)
    queue = fields.Nested(QueueSchema, required=True)
    channels = fields.List(
        fields.Nested(BrokenChannelSchema), required=True, metadata={"description": "Those that nothing goes through."}
    )
    workflows = fields.List(fields.Nested(RunningWorkflowSchema), required=True)


class StandingNodeSchema(Schema):
    node = fields.String(required=True)
    title = fields.String(required=True)
    stopped = fields.Boolean(required=True)


class RunningInstanceSchema(Schema):
    id = fields.String(required=True)
    app = fields.String(required=True)
    workflow = fields.String(required=True)
    title = fields.String(required=True)
    state = fields.String(required=True)
    form = fields.String(required=True, allow_none=True)
    record = fields.String(required=True, allow_none=True)
    record_title = fields.String(required=True, allow_none=True)
    nodes = fields.List(fields.Nested(StandingNodeSchema), required=True)
    started_at = fields.AwareDateTime(required=True)
    ended_at = fields.AwareDateTime(required=True, allow_none=True)


class RunningInstancesSchema(Schema):
    items = fields.List(fields.Nested(RunningInstanceSchema), required=True)
    next_cursor = fields.String(required=True, allow_none=True)


class RunningStepSchema(Schema):
    node = fields.String(required=True)
    title = fields.String(required=True)
    waiting = fields.Integer(required=True)
    incident = fields.Integer(required=True)
    stay_s = fields.Float(
        required=True, allow_none=True, metadata={"description": "Median stay in the runs that ended last."}
    )


class RunningStepsSchema(Schema):
    items = fields.List(fields.Nested(RunningStepSchema), required=True)


class JobKindSchema(Schema):
    kind = fields.String(required=True)
    counts = fields.List(fields.Integer(), required=True, metadata={"description": "In pieces of equal length."})
    stopped = fields.Integer(required=True)
    slow_wait_s = fields.Float(required=True)


class JobKindsSchema(Schema):
    since = fields.AwareDateTime(required=True)
    until = fields.AwareDateTime(required=True)
    items = fields.List(fields.Nested(JobKindSchema), required=True)


class StoppedJobSchema(Schema):
    id = fields.String(required=True)
    kind = fields.String(required=True)
    app = fields.String(required=True, allow_none=True)
    since = fields.AwareDateTime(required=True, allow_none=True)
    attempts = fields.Integer(required=True)
    code = fields.String(required=True)
    detail = fields.String(required=True)


class StoppedJobsSchema(Schema):
    items = fields.List(fields.Nested(StoppedJobSchema), required=True)
