"""Marshmallow schemas of what an app could take into a package. They describe, as those of `schemas.py`."""

from marshmallow import Schema, fields


class PackedDocumentSchema(Schema):
    kind = fields.String(required=True)
    kind_title = fields.String(required=True)
    key = fields.String(required=True)
    title = fields.String(required=True)


class ConstantSchema(Schema):
    kind = fields.String(required=True)
    key = fields.String(required=True)
    pointer = fields.String(required=True)
    type = fields.String(required=True, metadata={"description": "Of the parameter that it could be."})
    value = fields.Raw(required=True)
    document = fields.String(required=True, metadata={"description": "What the document is called."})
    place = fields.String(required=True, metadata={"description": "Where it stands, in words."})


class PackedFormSchema(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)
    records = fields.Integer(required=True)


class NamedHereSchema(Schema):
    document = fields.String(required=True)
    place = fields.String(required=True)
    name = fields.String(required=True)


class PackingSchema(Schema):
    title = fields.String(required=True)
    summary = fields.String(required=True)
    version = fields.String(required=True)
    documents = fields.List(fields.Nested(PackedDocumentSchema), required=True)
    constants = fields.List(
        fields.Nested(ConstantSchema), required=True, metadata={"description": "What may become a parameter."}
    )
    forms = fields.List(
        fields.Nested(PackedFormSchema), required=True, metadata={"description": "Whose records may go along."}
    )
    named = fields.List(
        fields.Nested(NamedHereSchema),
        required=True,
        metadata={"description": "Persons and departments of this company that have to be named otherwise first."},
    )
