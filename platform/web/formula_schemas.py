"""Answers about formulas and decision tables while they are being written."""

from marshmallow import Schema, fields

from .schemas import ProblemErrorSchema


class PositionSchema(Schema):
    line = fields.Integer(required=True)
    column = fields.Integer(required=True)
    length = fields.Integer(required=True)
    start = fields.Integer(required=True)


class FormulaErrorSchema(Schema):
    code = fields.String(required=True)
    detail = fields.String(required=True)
    pointer = fields.String(required=True, allow_none=True)
    position = fields.Nested(PositionSchema, required=True, allow_none=True)


class FormulaSchema(Schema):
    """A formula as the editor wrote it: its tree, or what is wrong with it and where."""

    tree = fields.Raw(required=True, allow_none=True)
    type = fields.String(required=True, allow_none=True)
    text = fields.String(required=True, allow_none=True)
    value = fields.Raw(required=True, allow_none=True)
    faults = fields.List(fields.String(), required=True)
    errors = fields.List(fields.Nested(FormulaErrorSchema), required=True)


class FormulaValueSchema(Schema):
    value = fields.Raw(required=True, allow_none=True)
    faults = fields.List(fields.String(), required=True)


class StepNameSchema(Schema):
    """A name that a formula of a step may read."""

    path = fields.String(required=True)
    written = fields.String(required=True, metadata={"description": "How formula text says it."})
    type = fields.String(required=True)
    step = fields.String(required=True, allow_none=True, metadata={"description": "The step that tells it."})
    step_title = fields.String(required=True, allow_none=True)


class StepNamesSchema(Schema):
    names = fields.List(fields.Nested(StepNameSchema), required=True)


class DecisionReviewSchema(Schema):
    """What the author of a decision table should know before publishing it."""

    errors = fields.List(fields.Nested(ProblemErrorSchema), required=True)
    overlaps = fields.List(
        fields.List(fields.String()), required=True, metadata={"description": "Pairs of rows that one case can meet."}
    )
    gaps = fields.List(fields.String(), required=True, metadata={"description": "Cases that no row covers, in words."})


class FormulaTextSchema(Schema):
    text = fields.String(required=True)


class FormulaNameSchema(Schema):
    """A name that formula text may use."""

    written = fields.String(required=True, metadata={"description": "With its braces."})
    key = fields.String(required=True)
    type = fields.String(required=True)


class FormulaFunctionSchema(Schema):
    """A function of formula text, under its names in the reader's language and the other one."""

    name = fields.String(required=True)
    other = fields.String(required=True)
    title = fields.String(required=True)
    takes = fields.List(fields.String(), required=True, metadata={"description": "The last is repeated."})
    least = fields.Integer(required=True)
    most = fields.Integer(required=True, allow_none=True)
    gives = fields.String(required=True)


class FormulaWordsSchema(Schema):
    names = fields.List(fields.Nested(FormulaNameSchema), required=True)
    functions = fields.List(fields.Nested(FormulaFunctionSchema), required=True)
