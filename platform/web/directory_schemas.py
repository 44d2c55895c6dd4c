"""Marshmallow schemas of the directory's requests and answers."""

from marshmallow import Schema, fields, validate

from .bodies import Body
from .schemas import ChoiceSchema, RecordSchema

_Id = validate.Length(1, 26)


class ScanSchema(Schema):
    state = fields.String(required=True, validate=validate.OneOf(["running", "done"]))
    at = fields.AwareDateTime(required=True)
    records = fields.Integer(required=True)


class DuplicateGroupSchema(Schema):
    records = fields.List(fields.Nested(RecordSchema), required=True)
    reasons = fields.List(fields.String(), required=True)
    score = fields.Integer(required=True)


class DuplicatesSchema(Schema):
    scan = fields.Nested(ScanSchema, required=True, allow_none=True)
    may_merge = fields.Boolean(required=True)
    items = fields.List(fields.Nested(DuplicateGroupSchema), required=True)


class DuplicateCountSchema(Schema):
    groups = fields.Integer(required=True)


class DismissBody(Body):
    records = fields.List(fields.String(validate=_Id), required=True, validate=validate.Length(2, 10))


class MergeBody(Body):
    winner = fields.String(required=True, validate=_Id)
    revisions = fields.Dict(
        keys=fields.String(validate=_Id),
        values=fields.Integer(),
        required=True,
        metadata={"description": "Every record that is merged, with the revision one has seen."},
    )
    chosen = fields.Dict(
        keys=fields.String(),
        values=fields.String(validate=_Id),
        load_default=dict,
        metadata={"description": "Field → the record whose value stays."},
    )


class UndoBody(Body):
    keep_changes = fields.Boolean(load_default=False)


class MergeSchema(Schema):
    id = fields.String(required=True)
    app = fields.String(required=True)
    form = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(["running", "done", "failed", "undoing", "undone"]))
    winner = fields.String(required=True)
    losers = fields.List(fields.String(), required=True)
    total = fields.Integer(required=True)
    done = fields.Integer(required=True)
    at = fields.AwareDateTime(required=True)
    by = fields.String(required=True, allow_none=True)
    problem = fields.String(required=True, allow_none=True)


class PastMergeSchema(Schema):
    id = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(["running", "done", "failed", "undoing", "undone"]))
    winner = fields.String(required=True)
    title = fields.String(required=True)
    names = fields.List(fields.String(), required=True)
    count = fields.Integer(required=True, metadata={"description": "How many records became one with it."})
    at = fields.AwareDateTime(required=True)
    by = fields.String(required=True)
    undoable = fields.Boolean(required=True)
    problem = fields.String(required=True, allow_none=True)


class PastMergesSchema(Schema):
    items = fields.List(fields.Nested(PastMergeSchema), required=True)


class CollisionBody(Body):
    name = fields.String(required=True, validate=validate.Length(1, 200))


class CollisionSchema(Schema):
    owned = fields.Boolean(required=True)
    owner = fields.String(required=True, allow_none=True)


class CollisionQuestionSchema(Schema):
    id = fields.String(required=True)
    at = fields.AwareDateTime(required=True)
    by = fields.String(required=True, allow_none=True)
    asked = fields.String(required=True)
    owned = fields.Boolean(required=True)


class CollisionQuestionsSchema(Schema):
    items = fields.List(fields.Nested(CollisionQuestionSchema), required=True)
    next_cursor = fields.String(required=True, allow_none=True)


class UnknownNameSchema(Schema):
    name = fields.String(required=True)
    count = fields.Integer(required=True)
    app = fields.String(required=True)
    form = fields.String(required=True)
    form_title = fields.String(required=True)
    used_by = fields.List(fields.String(), required=True)
    asked_at = fields.AwareDateTime(required=True)
    blocks_at = fields.AwareDateTime(required=True)
    blocked = fields.Boolean(required=True)
    may_create = fields.Boolean(required=True)
    suggestions = fields.List(fields.Nested(ChoiceSchema), required=True)


class DecideNameBody(Body):
    decision = fields.String(required=True, validate=validate.OneOf(["create", "same", "refuse"]))
    record = fields.String(load_default=None, allow_none=True, validate=_Id)
    values = fields.Dict(keys=fields.String(), load_default=None, allow_none=True)
    reason = fields.String(load_default="", validate=validate.Length(max=500))
