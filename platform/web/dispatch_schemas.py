"""Marshmallow schemas of dispatch decisions as answers and bodies."""

from marshmallow import Schema, fields, validate


class ScoreTermSchema(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)
    weight = fields.String(required=True)


class ScorePartSchema(ScoreTermSchema):
    value = fields.String(required=True, allow_none=True)
    score = fields.String(required=True)


class CandidateSchema(Schema):
    person = fields.String(required=True)
    person_id = fields.String(required=True)
    place = fields.Integer(required=True, allow_none=True)
    score = fields.String(required=True, metadata={"description": "Empty where the reader may not see how it came."})
    chosen = fields.Boolean(required=True)
    considered = fields.Boolean(required=True, metadata={"description": "Among those who could be chosen."})
    parts = fields.List(fields.Nested(ScorePartSchema), required=True)


class ExcludedSchema(Schema):
    person = fields.String(required=True)
    person_id = fields.String(required=True)
    reason = fields.String(required=True)
    until = fields.AwareDateTime(required=True, allow_none=True)


class OtherRuleSchema(Schema):
    title = fields.String(required=True)
    person = fields.String(required=True, allow_none=True)
    score = fields.String(required=True, allow_none=True)


class DeviationNoteSchema(Schema):
    title = fields.String(required=True, allow_none=True, metadata={"description": "Empty: a person noted it."})
    by = fields.String(required=True, allow_none=True)
    reason = fields.String(required=True, allow_none=True)


class ReadValueSchema(Schema):
    title = fields.String(required=True)
    text = fields.String(required=True)


class DecisionSchema(Schema):
    """Who was chosen and why, as far as the reader may see it."""

    id = fields.String(required=True)
    at = fields.AwareDateTime(required=True)
    rule = fields.String(required=True)
    because = fields.List(fields.Nested(ReadValueSchema), required=True)
    cause = fields.String(required=True, allow_none=True)
    number = fields.String(required=True, allow_none=True, metadata={"description": "Drawn; the same for everybody."})
    as_of = fields.AwareDateTime(required=True, allow_none=True)
    by = fields.String(required=True, allow_none=True)
    reason = fields.String(required=True, allow_none=True)
    count = fields.Integer(required=True, metadata={"description": "Of candidates; the first are listed."})
    terms = fields.List(fields.Nested(ScoreTermSchema), required=True)
    candidates = fields.List(fields.Nested(CandidateSchema), required=True)
    excluded = fields.List(fields.Nested(ExcludedSchema), required=True)
    left_out = fields.Integer(required=True)
    others = fields.List(fields.Nested(OtherRuleSchema), required=True)
    deviations = fields.List(fields.Nested(DeviationNoteSchema), required=True)
    may_override = fields.Boolean(required=True)


class WhyNotSchema(Schema):
    sentences = fields.List(fields.String(), required=True)


class TryBody(Schema):
    weights = fields.Dict(
        required=True,
        keys=fields.String(validate=validate.Length(max=120)),
        values=fields.Float(validate=validate.Range(-1000, 1000)),
    )


class TriedCandidateSchema(Schema):
    person = fields.String(required=True)
    person_id = fields.String(required=True)
    score = fields.String(required=True)
    was = fields.Integer(required=True, metadata={"description": "The place it had."})


class TriedSchema(Schema):
    candidates = fields.List(fields.Nested(TriedCandidateSchema), required=True)


class OverrideBody(Schema):
    person = fields.String(required=True, validate=validate.Length(1, 40))
    reason = fields.String(required=True, validate=validate.Length(1, 2000))


class NoteBody(Schema):
    reason = fields.String(required=True, validate=validate.Length(1, 2000))


class ListedDeviationSchema(Schema):
    title = fields.String(required=True)
    reason = fields.String(required=True, allow_none=True)
    by = fields.String(required=True, allow_none=True)
    days = fields.Integer(required=True, metadata={"description": "Days in a row with one under the same rule."})


class ListedDecisionSchema(Schema):
    id = fields.String(required=True)
    at = fields.AwareDateTime(required=True)
    app = fields.String(required=True)
    form = fields.String(required=True)
    record = fields.String(required=True)
    record_title = fields.String(required=True)
    person = fields.String(required=True, allow_none=True)
    rule = fields.String(required=True)
    cause = fields.String(required=True, allow_none=True)
    by = fields.String(required=True, allow_none=True)
    reason = fields.String(required=True, allow_none=True)
    deviations = fields.List(fields.Nested(ListedDeviationSchema), required=True)


class DeviationRuleSchema(Schema):
    title = fields.String(required=True)
    largest_a_day = fields.Integer(required=True)
    days_in_a_row = fields.Integer(required=True)


class CauseCountSchema(Schema):
    cause = fields.String(required=True)
    title = fields.String(required=True)
    count = fields.Integer(required=True)


class DecisionsSchema(Schema):
    items = fields.List(fields.Nested(ListedDecisionSchema), required=True)
    next_cursor = fields.String(required=True, allow_none=True)
    causes = fields.List(fields.Nested(CauseCountSchema), required=True)
    deviation_rules = fields.List(
        fields.Nested(DeviationRuleSchema),
        required=True,
        metadata={"description": "By which deviations are noted, and what deviating=largest and =in_a_row count."},
    )
