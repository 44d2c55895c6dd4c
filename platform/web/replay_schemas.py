"""Marshmallow schemas of replays: past runs of a workflow through another version of it."""

from marshmallow import Schema, fields, validate

from ..runtime.workflows.rehearsing.wish import DEFAULTS
from .bodies import Body
from .rehearsal_schemas import DRAFTS


class ReplayBody(Body):
    since = fields.AwareDateTime(required=True, metadata={"description": "Runs that began at this moment or later."})
    document = fields.Dict(load_default=None, allow_none=True, metadata={"description": "The workflow as drafted."})
    drafts = DRAFTS
    default = fields.String(
        load_default=DEFAULTS[0],
        validate=validate.OneOf(DEFAULTS),
        metadata={"description": "What people do at steps where nobody was asked then."},
    )
    cursor = fields.String(load_default=None, allow_none=True, validate=validate.Length(1, 26))


class ReplayedSideSchema(Schema):
    outcome = fields.String(required=True, allow_none=True, metadata={"description": "How the step was left."})
    who = fields.List(fields.String(), required=True, metadata={"description": "Names of those asked."})


class ReplayedDifferenceSchema(Schema):
    node = fields.String(required=True)
    title = fields.String(required=True)
    before = fields.Nested(
        ReplayedSideSchema, required=True, allow_none=True, metadata={"description": "None: nobody came there."}
    )
    after = fields.Nested(ReplayedSideSchema, required=True, allow_none=True)


class ReplayedEffectSchema(Schema):
    kind = fields.String(required=True, validate=validate.OneOf(["write", "message", "points", "call"]))
    about = fields.String(
        required=True,
        metadata={"description": "The record written to, who gets the message or the points, or the connection."},
    )
    title = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "Of a field, a message or a ledger; None: not for these eyes, or a call."},
    )
    before = fields.String(required=True, allow_none=True, metadata={"description": "None: not written, not sent."})
    after = fields.String(required=True, allow_none=True)


class ReplayedChoiceSchema(Schema):
    before = fields.String(required=True, allow_none=True)
    after = fields.String(required=True, allow_none=True)


class ReplayedSchema(Schema):
    instance = fields.String(required=True)
    record = fields.String(required=True, allow_none=True)
    record_title = fields.String(required=True, allow_none=True)
    started_at = fields.AwareDateTime(required=True)
    left_out = fields.String(
        required=True,
        allow_none=True,
        validate=validate.OneOf(["gone", "refused"]),
        metadata={"description": "Why it was not replayed: the record is gone or not for these eyes, or see reason."},
    )
    reason = fields.String(required=True, allow_none=True)
    cut = fields.String(
        required=True, allow_none=True, metadata={"description": "What cut it short: rounds, time, until."}
    )
    drifted = fields.Boolean(
        required=True,
        metadata={"description": "The version of then would not do today what it did: people, seats, other records."},
    )
    differences = fields.List(
        fields.Nested(ReplayedDifferenceSchema),
        required=True,
        metadata={"description": "Between the version of then and the draft, under the same circumstances."},
    )
    effects = fields.List(
        fields.Nested(ReplayedEffectSchema),
        required=True,
        metadata={"description": "Values left in fields and messages sent, where the two differ."},
    )
    chosen = fields.Nested(
        ReplayedChoiceSchema,
        required=True,
        allow_none=True,
        metadata={"description": "Whom the last dispatch chose, where that differs."},
    )


class ReplaySchema(Schema):
    """A part of the runs, newest first."""

    total = fields.Integer(required=True, metadata={"description": "How many runs there are since then."})
    items = fields.List(fields.Nested(ReplayedSchema), required=True)
    next_cursor = fields.String(required=True, allow_none=True)
