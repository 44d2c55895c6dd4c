"""Marshmallow schemas of documents and their drafts as answers. They describe, as those of `schemas.py`."""

from marshmallow import Schema, fields, validate

from ..runtime.workflows.rehearsing.wish import ACTS


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
    open_comments = fields.Integer(required=True)


class BuiltAppSchema(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)
    version = fields.String(required=True)


class KindSchema(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)
    may = fields.Boolean(required=True, metadata={"description": "Whether who asks may draft documents of it."})


class DocumentsSchema(Schema):
    app = fields.Nested(BuiltAppSchema, required=True)
    kinds = fields.List(fields.Nested(KindSchema), required=True)
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
    place = fields.String(required=True, metadata={"description": "The same in words; empty for the whole document."})
    code = fields.String(required=True)
    detail = fields.String(required=True)


class DraftProblemsSchema(Schema):
    items = fields.List(fields.Nested(DraftProblemSchema), required=True)


class PublishedSchema(Schema):
    published = fields.Integer(required=True, metadata={"description": "How many documents."})


class ContentSchema(Schema):
    kind = fields.String(required=True)
    key = fields.String(required=True)
    document = fields.Dict(required=True)


class ContentsSchema(Schema):
    items = fields.List(fields.Nested(ContentSchema), required=True)


class AppSettingsSchema(Schema):
    values = fields.Dict(
        required=True,
        metadata={"description": "title, summary, menu, parameters, and what it reads and writes elsewhere."},
    )
    version = fields.String(required=True)
    schema = fields.Dict(required=True, metadata={"description": "The JSON Schema of the values, with words."})


class PilotDepartmentSchema(Schema):
    id = fields.String(required=True)
    name = fields.String(required=True)


class RunningPilotSchema(Schema):
    departments = fields.List(fields.Nested(PilotDepartmentSchema), required=True)
    began_at = fields.AwareDateTime(required=True)
    began_by = fields.String(required=True)
    documents = fields.Integer(required=True)
    behind = fields.Integer(required=True, metadata={"description": "How many documents differ from the drafts."})


class PilotSchema(Schema):
    pilot = fields.Nested(RunningPilotSchema, required=True, allow_none=True)


class DraftSentenceSchema(Schema):
    path = fields.List(fields.String(), required=True, metadata={"description": "Names and keys, to the place."})
    words = fields.String(required=True)


class DocumentChangeSchema(Schema):
    kind = fields.String(required=True)
    key = fields.String(required=True)
    title = fields.String(required=True)
    act = fields.String(required=True, metadata={"enum": ["new", "changed", "withdrawn"]})
    version = fields.Integer(required=True, metadata={"description": "Of the draft: publishing wants it back."})
    changes = fields.List(fields.Nested(DraftSentenceSchema), required=True)


class ImpactSchema(Schema):
    kind = fields.String(required=True)
    key = fields.String(required=True)
    field = fields.String(required=True)
    words = fields.String(required=True)
    count = fields.Integer(required=True)
    exact = fields.Boolean(required=True)


class DraftChangesSchema(Schema):
    items = fields.List(fields.Nested(DocumentChangeSchema), required=True)
    impacts = fields.List(
        fields.Nested(ImpactSchema),
        required=True,
        allow_none=True,
        metadata={"description": "Records and runs that the changes are about; null while there are problems."},
    )
    scenarios = fields.Integer(required=True, metadata={"description": "There are so many to run before."})


class OutcomeSchema(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)
    optional = fields.Boolean(required=True, metadata={"description": "It needs no way of its own."})


class OutlinedStepSchema(Schema):
    shape = fields.String(required=True, metadata={"enum": ["step", "split", "join", "end", "scope"]})
    takes_limits = fields.Boolean(required=True)
    outcomes = fields.List(fields.Nested(OutcomeSchema), required=True)
    sends = fields.Boolean(required=True, metadata={"description": "Another system answers here, not people."})
    replies = fields.List(fields.String(validate=validate.OneOf(ACTS)), required=True)


class OutlineSchema(Schema):
    nodes = fields.Dict(
        keys=fields.String(),
        values=fields.Nested(OutlinedStepSchema),
        required=True,
        metadata={"description": "Steps and scopes by key."},
    )


class TrialSectionSchema(Schema):
    title = fields.String(required=True)
    columns = fields.List(fields.String(), required=True)
    rows = fields.List(fields.List(fields.String()), required=True)
    empty = fields.String(required=True, metadata={"description": "What it means that there are no rows."})
    marked = fields.List(fields.Integer(), required=True, metadata={"description": "Places of rows that stand out."})


class TrialSchema(Schema):
    """What a document makes of what was given, in the reader's language."""

    sections = fields.List(fields.Nested(TrialSectionSchema), required=True)


class CommentSchema(Schema):
    id = fields.String(required=True)
    part = fields.String(required=True, allow_none=True, metadata={"description": "The way to a part of it, by keys."})
    text = fields.String(required=True)
    by = fields.String(required=True)
    mine = fields.Boolean(required=True)
    at = fields.AwareDateTime(required=True)
    settled_by = fields.String(required=True, allow_none=True, metadata={"description": "Empty while it is open."})
    settled_at = fields.AwareDateTime(required=True, allow_none=True)


class CommentsSchema(Schema):
    items = fields.List(fields.Nested(CommentSchema), required=True)
