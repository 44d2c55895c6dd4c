"""Marshmallow schemas of what a spreadsheet would be as a form."""

from marshmallow import Schema, fields

from .import_schemas import ImportSheetSchema


class ProposedFieldSchema(Schema):
    field = fields.Dict(required=True, metadata={"description": "As a form's document holds it."})
    unread = fields.Integer(required=True, metadata={"description": "How many of the cells it does not read."})


class ProposedColumnSchema(Schema):
    name = fields.String(required=True)
    samples = fields.List(fields.String(), required=True)
    filled = fields.Integer(required=True, metadata={"description": "Of the rows looked at."})
    fields_ = fields.List(
        fields.Nested(ProposedFieldSchema),
        required=True,
        data_key="fields",
        metadata={"description": "One for each type it may be, likeliest first."},
    )


class ProposedTypeSchema(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)


class ProposalSchema(Schema):
    title = fields.String(required=True)
    rows = fields.Integer(required=True)
    looked_at = fields.Integer(required=True)
    sheet = fields.Nested(ImportSheetSchema, required=True)
    columns = fields.List(fields.Nested(ProposedColumnSchema), required=True)
    types = fields.List(
        fields.Nested(ProposedTypeSchema),
        required=True,
        metadata={"description": "What a column may be taken for, in the order in which they are tried."},
    )


class MadeAppSchema(Schema):
    app = fields.String(required=True)
    form = fields.String(required=True)


class SpreadsheetTextsSchema(Schema):
    sheet = fields.Nested(ImportSheetSchema, required=True)
    names = fields.List(fields.String(), required=True)
    rows = fields.List(fields.List(fields.String()), required=True)
    count = fields.Integer(required=True, metadata={"description": "Of rows in the file; the first 2,000 are given."})
