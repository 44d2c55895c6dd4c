"""Marshmallow schemas of documents and their drafts as answers. They describe, as those of `schemas.py`."""

from marshmallow import Schema, fields


class ListedDraftSchema(Schema):
    version = fields.Integer(required=True)
    changed_at = fields.DateTime(required=True)
    changed_by = fields.String(required=True)
    holder = fields.String(required=True, allow_none=True, metadata={"description": "Who works on it now."})
    mine = fields.Boolean(required=True, metadata={"description": "That is who asks."})
    withdraws = fields.Boolean(required=True, metadata={"description": "What is published will hold no more."})


class DraftSchema(Schema):
    document = fields.Dict(required=True, metadata={"description": "{} withdraws what is published."})
    base = fields.Integer(required=True, metadata={"description": "The revision it was begun on; 0: a new document."})
    version = fields.Integer(required=True)
    undo = fields.Integer(required=True, metadata={"description": "How many steps can be taken back."})
    redo = fields.Integer(required=True)
    changed_at = fields.DateTime(required=True)
    changed_by = fields.String(required=True)
    holder = fields.String(required=True, allow_none=True)
    mine = fields.Boolean(required=True)


class ListedDocumentSchema(Schema):
    kind = fields.String(required=True)
    key = fields.String(required=True)
    title = fields.String(required=True)
    revision = fields.Integer(required=True, metadata={"description": "Of what is published; 0: nothing yet."})
    draft = fields.Nested(ListedDraftSchema, required=True, allow_none=True)


class DocumentsSchema(Schema):
    items = fields.List(fields.Nested(ListedDocumentSchema), required=True)


class DocumentSchema(Schema):
    kind = fields.String(required=True)
    key = fields.String(required=True)
    title = fields.String(required=True)
    revision = fields.Integer(required=True)
    published = fields.Dict(required=True, allow_none=True)
    draft = fields.Nested(DraftSchema, required=True, allow_none=True)


class RevisionSchema(Schema):
    number = fields.Integer(required=True)
    at = fields.DateTime(required=True)
    by = fields.String(required=True)
    current = fields.Boolean(required=True)


class RevisionsSchema(Schema):
    items = fields.List(fields.Nested(RevisionSchema), required=True)


class DraftProblemSchema(Schema):
    kind = fields.String(required=True)
    app = fields.String(required=True)
    key = fields.String(required=True)
    pointer = fields.String(required=True, metadata={"description": "JSON pointer into the document."})
    code = fields.String(required=True)
    detail = fields.String(required=True)


class DraftProblemsSchema(Schema):
    items = fields.List(fields.Nested(DraftProblemSchema), required=True)


class PublishedSchema(Schema):
    published = fields.Integer(required=True, metadata={"description": "How many documents."})
