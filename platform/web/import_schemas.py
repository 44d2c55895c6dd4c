"""Marshmallow schemas of imports: bodies and answers. Answers describe, as those of `schemas.py`."""

from marshmallow import Schema, fields, validate

from ..runtime.imports.options import LINES, MODES, WORKFLOWS
from .bodies import Body
from .schemas import ProblemSchema

_STATES = (
    "draft",
    "matching",
    "checking",
    "running",
    "paused",
    "done",
    "refused",
    "failed",
    "cancelled",
    "undoing",
    "undone",
)


class ImportTargetBody(Body):
    field = fields.String(required=True, allow_none=True)
    cleanings = fields.Dict(keys=fields.String(), values=fields.Raw(), metadata={"description": "Cleaning → choice."})
    names = fields.Dict(keys=fields.String(), values=fields.String(allow_none=True))


class ImportColumnBody(ImportTargetBody):
    name = fields.String(required=True)
    also = fields.List(fields.Nested(ImportTargetBody), metadata={"description": "Further fields it fills."})


class ImportOptionsBody(Body):
    mode = fields.String(validate=validate.OneOf(MODES))
    key = fields.String(allow_none=True)
    all_or_nothing = fields.Boolean()
    group = fields.String(
        allow_none=True,
        metadata={"description": "The field whose rows make one record with its lines; null: guessed, empty: none."},
    )
    lines = fields.String(validate=validate.OneOf(LINES))
    workflows = fields.String(validate=validate.OneOf(WORKFLOWS))
    where = fields.Raw(allow_none=True, metadata={"description": "An expression over record.*"})
    joined = fields.List(fields.String(), metadata={"description": "Fields that take all their columns together."})


class ImportBody(Body):
    columns = fields.List(fields.Nested(ImportColumnBody))
    options = fields.Nested(ImportOptionsBody)
    sheet = fields.String()
    header_row = fields.Integer(validate=validate.Range(1, 1000))


class ImportStartBody(Body):
    again = fields.Boolean()


class ImportOptionsSchema(Schema):
    mode = fields.String(required=True, validate=validate.OneOf(MODES))
    key = fields.String(required=True, allow_none=True)
    all_or_nothing = fields.Boolean(required=True)
    group = fields.String(required=True, allow_none=True)
    lines = fields.String(required=True, validate=validate.OneOf(LINES))
    workflows = fields.String(required=True, validate=validate.OneOf(WORKFLOWS))
    where = fields.Raw(required=True, allow_none=True)
    joined = fields.List(fields.String(), required=True)


class ImportTargetSchema(Schema):
    field = fields.String(required=True, allow_none=True)
    by = fields.String(required=True, allow_none=True)
    cleanings = fields.Dict(keys=fields.String(), values=fields.Raw(), required=True)
    names = fields.Dict(keys=fields.String(), values=fields.String(allow_none=True), required=True)


class ImportColumnSchema(ImportTargetSchema):
    name = fields.String(required=True)
    samples = fields.List(fields.String(), required=True)
    also = fields.List(fields.Nested(ImportTargetSchema), required=True)


class HeadRowSchema(Schema):
    row = fields.Integer(required=True)
    cells = fields.List(fields.String(), required=True)


class ImportSheetSchema(Schema):
    sheets = fields.List(fields.String(), required=True)
    sheet = fields.String(required=True)
    header_row = fields.Integer(required=True)
    head = fields.List(fields.Nested(HeadRowSchema), required=True)


class EarlierImportSchema(Schema):
    id = fields.String(required=True, allow_none=True)
    at = fields.String(required=True)
    file_name = fields.String(required=True)


class ImportSummarySchema(Schema):
    id = fields.String(required=True)
    app = fields.String(required=True)
    form = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(_STATES))
    file_name = fields.String(required=True)
    at = fields.String(required=True)
    rows = fields.Integer(required=True)
    done = fields.Integer(required=True)
    created = fields.Integer(required=True)
    updated = fields.Integer(required=True)
    failed = fields.Integer(required=True)
    undone = fields.Integer(required=True)
    kept = fields.Integer(required=True)
    undoable = fields.Boolean(required=True)


class FillableSchema(Schema):
    field = fields.String(required=True, metadata={"description": 'A field, or a column of its lines: "lines.price".'})
    title = fields.String(required=True)


class ImportSchema(ImportSummarySchema):
    targets = fields.List(fields.Nested(FillableSchema), required=True)
    columns = fields.List(fields.Nested(ImportColumnSchema), required=True)
    options = fields.Nested(ImportOptionsSchema, required=True)
    sheet = fields.Nested(ImportSheetSchema, required=True)
    keys = fields.List(fields.String(), required=True)
    moment_field = fields.String(required=True, allow_none=True)
    group = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "The field by which rows make one record; empty: none, null: each row is one."},
    )
    earlier = fields.Nested(EarlierImportSchema, required=True, allow_none=True)
    problems_url = fields.String(required=True, allow_none=True)
    problem = fields.Nested(ProblemSchema, required=True, allow_none=True)


class ImportsSchema(Schema):
    items = fields.List(fields.Nested(ImportSummarySchema), required=True)


class ImportProblemSchema(Schema):
    row = fields.Integer(required=True)
    column = fields.String(required=True, allow_none=True)
    value = fields.String(required=True, allow_none=True)
    message = fields.String(required=True)


class ImportProblemsSchema(Schema):
    items = fields.List(fields.Nested(ImportProblemSchema), required=True)


class CleaningExampleSchema(Schema):
    row = fields.Integer(required=True)
    before = fields.String(required=True)
    after = fields.String(required=True)


class CleaningChoiceSchema(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)


class CleaningSchema(Schema):
    kind = fields.String(required=True)
    title = fields.String(required=True)
    count = fields.Integer(required=True)
    examples = fields.List(fields.Nested(CleaningExampleSchema), required=True)
    choices = fields.List(fields.Nested(CleaningChoiceSchema), required=True)
    chosen = fields.Raw(required=True, metadata={"description": "true, false, or the key of a choice"})


class RefusalExampleSchema(Schema):
    row = fields.Integer(required=True)
    before = fields.String(required=True)
    reason = fields.String(required=True)


class RefusalSchema(Schema):
    count = fields.Integer(required=True)
    examples = fields.List(fields.Nested(RefusalExampleSchema), required=True)


class LikeSchema(Schema):
    id = fields.String(required=True)
    title = fields.String(required=True)


class NameSchema(Schema):
    name = fields.String(required=True)
    count = fields.Integer(required=True)
    how = fields.String(required=True)
    by = fields.String(required=True)
    id = fields.String(required=True, allow_none=True)
    like = fields.List(fields.Nested(LikeSchema), required=True)


class NamesSchema(Schema):
    found = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    rows = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    others = fields.List(fields.Nested(NameSchema), required=True)
    creates = fields.Boolean(required=True)
    kept = fields.Boolean(required=True, metadata={"description": "Another field keeps the name."})
    counted = fields.Boolean(required=True, metadata={"description": "Unknown names are counted and asked about."})
    required = fields.Boolean(required=True)


class PreviewColumnSchema(Schema):
    name = fields.String(required=True)
    columns = fields.List(fields.String(), required=True)
    field = fields.String(required=True)
    title = fields.String(required=True)
    kinds = fields.List(fields.Nested(CleaningSchema), required=True)
    refused = fields.Nested(RefusalSchema, required=True)
    names = fields.Nested(NamesSchema, required=True, allow_none=True)


class ReasonSchema(Schema):
    reason = fields.String(required=True)
    count = fields.Integer(required=True)


class ImportPreviewSchema(Schema):
    looked_at = fields.Integer(required=True)
    complete = fields.Boolean(required=True)
    ready = fields.Integer(required=True)
    refused = fields.Integer(required=True)
    records = fields.Integer(required=True, metadata={"description": "Records that the rows which are ready make."})
    columns = fields.List(fields.Nested(PreviewColumnSchema), required=True)
    reasons = fields.List(fields.Nested(ReasonSchema), required=True)
