"""Marshmallow schemas of moving running instances to a newer revision."""

from marshmallow import Schema, fields, validate

from .bodies import Body


class MoveStepSchema(Schema):
    node = fields.String(required=True)
    title = fields.String(required=True)
    type = fields.String(required=True)


class MoveFromStepSchema(Schema):
    node = fields.String(required=True)
    title = fields.String(required=True)
    type = fields.String(required=True, allow_none=True)
    count = fields.Integer(required=True, metadata={"description": "Instances that stand there."})
    target = fields.String(
        required=True, allow_none=True, metadata={"description": "Where it goes on if nothing else is said."}
    )


class MoveFromSchema(Schema):
    revision = fields.Integer(required=True)
    count = fields.Integer(required=True)
    steps = fields.List(fields.Nested(MoveFromStepSchema), required=True)


class MoveOverviewSchema(Schema):
    app = fields.String(required=True)
    workflow = fields.String(required=True)
    title = fields.String(required=True)
    revision = fields.Integer(required=True)
    count = fields.Integer(required=True)
    more = fields.Boolean(required=True, metadata={"description": "There are more than `count`."})
    from_ = fields.List(fields.Nested(MoveFromSchema), required=True, data_key="from")
    steps = fields.List(fields.Nested(MoveStepSchema), required=True)


class MovePlanBody(Body):
    revision = fields.Integer(load_default=None, allow_none=True, validate=validate.Range(1))
    keys = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        load_default=dict,
        metadata={"description": "Step -> the step of the newer revision at which it goes on."},
    )
    recount = fields.Boolean(
        load_default=False, metadata={"description": "Deadlines count by the newer revision from when the step began."}
    )


class MovePreviewBody(MovePlanBody):
    cursor = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=26))


class MovedDeadlineSchema(Schema):
    title = fields.String(required=True)
    before = fields.AwareDateTime(required=True, allow_none=True)
    after = fields.AwareDateTime(required=True, allow_none=True)


class PreviewedInstanceSchema(Schema):
    id = fields.String(required=True)
    revision = fields.Integer(required=True)
    record = fields.String(required=True, allow_none=True)
    record_title = fields.String(required=True, allow_none=True)
    state = fields.String(required=True)
    after = fields.String(required=True, allow_none=True, metadata={"description": "The state it would have."})
    steps = fields.List(fields.String(), required=True)
    to = fields.List(fields.String(), required=True)
    problem = fields.String(required=True, allow_none=True)
    deadlines = fields.List(fields.Nested(MovedDeadlineSchema), required=True)


class MovePreviewSchema(Schema):
    items = fields.List(fields.Nested(PreviewedInstanceSchema), required=True)
    next_cursor = fields.String(required=True, allow_none=True)


class MoveBegunSchema(Schema):
    id = fields.String(required=True)


class RefusedInstanceSchema(Schema):
    id = fields.String(required=True)
    record_title = fields.String(required=True, allow_none=True)
    reason = fields.String(required=True)


class MoveProgressSchema(Schema):
    id = fields.String(required=True)
    app = fields.String(required=True)
    workflow = fields.String(required=True)
    title = fields.String(required=True)
    revision = fields.Integer(required=True)
    state = fields.String(required=True, validate=validate.OneOf(["running", "done"]))
    total = fields.Integer(required=True)
    moved = fields.Integer(required=True)
    refused = fields.Integer(required=True)
    by = fields.String(required=True, allow_none=True)
    at = fields.AwareDateTime(required=True)
    ended_at = fields.AwareDateTime(required=True, allow_none=True)
    items = fields.List(fields.Nested(RefusedInstanceSchema), required=True)
