"""Marshmallow schemas of connections, asked and answered. No answer holds a secret; no example shows one."""

from marshmallow import Schema, fields, validate

from .bodies import Body


class ConnectionBody(Body):
    settings = fields.Dict(required=True, metadata={"description": "As `schema` describes them."})
    secrets = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        load_default=dict,
        metadata={
            "description": "Secrets to be set, by name; those left out stay as they are. They are never answered."
        },
    )
    enabled = fields.Boolean(required=True)


class SecretMarkSchema(Schema):
    name = fields.String(required=True)
    title = fields.String(required=True)
    needed = fields.Boolean(required=True, metadata={"description": "Nothing is sent without it, by these settings."})
    set_by = fields.String(required=True, allow_none=True)
    set_at = fields.AwareDateTime(required=True, allow_none=True)


class ConnectionProblemSchema(Schema):
    code = fields.String(required=True)
    detail = fields.String(required=True)


class ConnectionSchema(Schema):
    app = fields.String(required=True)
    key = fields.String(required=True)
    app_title = fields.String(required=True, allow_none=True)
    title = fields.String(required=True)
    help = fields.String(required=True, allow_none=True)
    connector = fields.String(required=True)
    connector_title = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(["new", "on", "off", "broken"]))
    settings = fields.Dict(required=True)
    schema = fields.Dict(required=True)
    secrets = fields.List(fields.Nested(SecretMarkSchema), required=True)
    revision = fields.Integer(required=True, metadata={"description": "0: never set up."})
    changed_by = fields.String(required=True, allow_none=True)
    changed_at = fields.AwareDateTime(required=True, allow_none=True)
    tested_at = fields.AwareDateTime(required=True, allow_none=True)
    problem = fields.Nested(ConnectionProblemSchema, required=True, allow_none=True)


class ConnectionsSchema(Schema):
    items = fields.List(fields.Nested(ConnectionSchema), required=True)
