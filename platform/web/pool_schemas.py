"""What pools answer and take, for OpenAPI."""

from marshmallow import Schema, fields, validate

from .bodies import Body
from .obligation_schemas import NamedIdSchema
from .schemas import RecordSchema

_STATE = validate.OneOf(["lying", "held"])


class PoolQuotaSchema(Schema):
    today = fields.Integer(required=True, metadata={"description": "Claimed since the workspace's day began."})
    per_day = fields.Integer(required=True, allow_none=True)
    held = fields.Integer(required=True)
    holding = fields.Integer(required=True, allow_none=True)
    left = fields.Integer(required=True, allow_none=True, metadata={"description": "So many more now; null: no limit."})


class PoolNameSchema(Schema):
    app = fields.String(required=True)
    key = fields.String(required=True)
    title = fields.String(required=True)


class PoolReasonSchema(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)


class PoolSchema(PoolNameSchema):
    description = fields.String(required=True, allow_none=True)
    form = fields.Nested(PoolNameSchema, required=True)
    holder = fields.String(required=True, metadata={"description": "The field that says who holds a record."})
    shows = fields.List(fields.String(), required=True, metadata={"description": "What is seen before a claim."})
    member = fields.Boolean(required=True, metadata={"description": "One may claim."})
    manager = fields.Boolean(required=True, metadata={"description": "One may assign."})
    reasons = fields.List(fields.Nested(PoolReasonSchema), required=True, metadata={"description": "Why one returns."})
    lying = fields.Integer(required=True)
    quota = fields.Nested(PoolQuotaSchema, required=True)
    collision = fields.Boolean(required=True, metadata={"description": "One may ask whether somebody has a company."})


class PoolsSchema(Schema):
    items = fields.List(fields.Nested(PoolSchema), required=True)


class PoolProtectionSchema(Schema):
    by = fields.String(required=True)
    until = fields.AwareDateTime(required=True, allow_none=True)
    why = fields.String(required=True, allow_none=True)


class PoolPlaceSchema(Schema):
    since = fields.AwareDateTime(required=True)
    days = fields.Integer(required=True)
    act = fields.String(required=True, metadata={"description": "How it came there: created, returned, recycled …"})
    cause = fields.String(required=True, allow_none=True)
    from_ = fields.String(required=True, allow_none=True, data_key="from", metadata={"description": "Who held it."})
    warned_at = fields.AwareDateTime(required=True, allow_none=True)
    protected = fields.Nested(PoolProtectionSchema, required=True, allow_none=True)


class PoolRecordSchema(Schema):
    record = fields.Nested(RecordSchema, required=True)
    place = fields.Nested(PoolPlaceSchema, required=True, allow_none=True)


class PoolPageSchema(Schema):
    items = fields.List(fields.Nested(PoolRecordSchema), required=True)
    next_cursor = fields.String(required=True, allow_none=True)
    total = fields.Integer(required=True, allow_none=True)
    total_exact = fields.Boolean(required=True)


class PoolStandingSchema(Schema):
    pool = fields.Nested(PoolNameSchema, required=True)
    state = fields.String(required=True, validate=_STATE)
    holder = fields.Nested(NamedIdSchema, required=True, allow_none=True)
    place = fields.Nested(PoolPlaceSchema, required=True, allow_none=True)
    due = fields.AwareDateTime(
        required=True, allow_none=True, metadata={"description": "When it is taken back unless somebody follows it up."}
    )
    acts = fields.List(fields.String(), required=True, metadata={"description": "What the reader may do with it."})
    reasons = fields.List(fields.Nested(PoolReasonSchema), required=True)
    quota = fields.Nested(PoolQuotaSchema, required=True, allow_none=True)


class RecordStandingSchema(Schema):
    standing = fields.Nested(
        PoolStandingSchema, required=True, allow_none=True, metadata={"description": "Null: in no pool of his."}
    )


class PoolActBody(Body):
    records = fields.List(fields.String(validate=validate.Length(1, 26)), required=True, validate=validate.Length(1))
    person = fields.String(load_default=None, allow_none=True, metadata={"description": "assign, transfer: to whom"})
    reason = fields.String(load_default=None, allow_none=True, metadata={"description": "return: one of the reasons"})
    comment = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=2000))
    until = fields.AwareDateTime(load_default=None, allow_none=True, metadata={"description": "protect: how long"})


class HandOverBody(Body):
    person = fields.String(required=True)
    to = fields.String(load_default=None, allow_none=True, metadata={"description": "Null: back into the pool."})
    comment = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=2000))


class PoolProblemSchema(Schema):
    code = fields.String(required=True)
    detail = fields.String(required=True)


class PoolDoneSchema(Schema):
    record = fields.String(required=True)
    problem = fields.Nested(
        PoolProblemSchema, required=True, allow_none=True, metadata={"description": "Null: it was done."}
    )


class PoolActsSchema(Schema):
    items = fields.List(fields.Nested(PoolDoneSchema), required=True)
    quota = fields.Nested(PoolQuotaSchema, required=True)


class MovedRecordSchema(Schema):
    id = fields.String(required=True)
    title = fields.String(required=True, allow_none=True)


class PoolMoveSchema(Schema):
    id = fields.String(required=True)
    record = fields.Nested(MovedRecordSchema, required=True)
    at = fields.AwareDateTime(required=True)
    act = fields.String(required=True)
    by = fields.String(required=True, allow_none=True, metadata={"description": "Null: nobody, it happened by itself."})
    person = fields.String(required=True, allow_none=True)
    from_ = fields.String(required=True, allow_none=True, data_key="from")
    cause = fields.String(required=True, allow_none=True)
    comment = fields.String(required=True, allow_none=True)


class PoolMovesSchema(Schema):
    items = fields.List(fields.Nested(PoolMoveSchema), required=True)
    next_cursor = fields.String(required=True, allow_none=True)


class PoolHoldingSchema(Schema):
    person = fields.Nested(NamedIdSchema, required=True)
    held = fields.Integer(required=True)
    active = fields.Boolean(required=True, metadata={"description": "False: who has left."})
    member = fields.Boolean(required=True, metadata={"description": "False: who is no member any more."})


class HoldingsSchema(Schema):
    items = fields.List(fields.Nested(PoolHoldingSchema), required=True)


class PoolCauseSchema(Schema):
    cause = fields.String(required=True)
    count = fields.Integer(required=True)


class AgeCountSchema(Schema):
    days = fields.Integer(required=True, metadata={"description": "So many days or more."})
    count = fields.Integer(required=True)


class ClaimCountSchema(Schema):
    person = fields.Nested(NamedIdSchema, required=True)
    day = fields.Date(required=True)
    count = fields.Integer(required=True)


class PoolFiguresSchema(Schema):
    days = fields.Integer(required=True)
    lying = fields.Integer(required=True)
    by_cause = fields.List(fields.Nested(PoolCauseSchema), required=True)
    by_age = fields.List(fields.Nested(AgeCountSchema), required=True)
    claims = fields.List(fields.Nested(ClaimCountSchema), required=True)
    claimed = fields.Integer(required=True)
    assigned = fields.Integer(required=True)
    returned = fields.Integer(required=True)
    recycled = fields.Integer(required=True)
    conflicts = fields.Integer(required=True, metadata={"description": "Claims that came too late."})
