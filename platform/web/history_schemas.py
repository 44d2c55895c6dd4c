"""Marshmallow schemas of histories as answers. They describe, as those of `schemas.py`."""

from marshmallow import Schema, fields


class ActorNameSchema(Schema):
    name = fields.String(required=True)


class HistoryChangeSchema(Schema):
    field = fields.String(required=True, allow_none=True)
    title = fields.String(required=True)
    before = fields.Raw(required=True, allow_none=True)
    after = fields.Raw(required=True, allow_none=True)
    before_text = fields.String(required=True, allow_none=True)
    after_text = fields.String(required=True, allow_none=True)


class HistoryWarningSchema(Schema):
    check = fields.String(required=True)
    words = fields.String(required=True)
    seen = fields.Boolean(required=True, metadata={"description": "Somebody confirmed it; otherwise nobody was there."})


class SourceSchema(Schema):
    """A spreadsheet and the row in it, an act of a pool, or a delivery to an intake."""

    import_ = fields.String(data_key="import")
    file = fields.String()
    row = fields.Integer()
    pool = fields.String(metadata={"description": "app.key"})
    act = fields.String()
    intake = fields.String(metadata={"description": "app.key"})
    delivery = fields.String()
    link = fields.String(metadata={"description": "Of a public form, by which it came."})
    link_title = fields.String(metadata={"description": "What the link is called, and its campaign."})
    consent = fields.String(metadata={"description": "The digest of the text that was agreed to."})


class HistoryEntrySchema(Schema):
    id = fields.String(required=True)
    at = fields.AwareDateTime(required=True)
    actor = fields.Nested(ActorNameSchema, required=True)
    provenance = fields.String(required=True)
    source = fields.Nested(SourceSchema, required=True, allow_none=True)
    action = fields.String(required=True)
    changes = fields.List(fields.Nested(HistoryChangeSchema), required=True)
    warned = fields.List(fields.Nested(HistoryWarningSchema), required=True)


class OriginSchema(Schema):
    at = fields.AwareDateTime(required=True)
    actor = fields.Nested(ActorNameSchema, required=True)
    provenance = fields.String(required=True)
    source = fields.Nested(SourceSchema, required=True, allow_none=True)


class OriginsSchema(Schema):
    fields_ = fields.Dict(keys=fields.String(), values=fields.Nested(OriginSchema), required=True, data_key="fields")


class HistorySchema(Schema):
    items = fields.List(fields.Nested(HistoryEntrySchema), required=True)
