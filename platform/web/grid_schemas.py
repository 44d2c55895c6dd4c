"""Bodies and answers of what grids send: pasted cells, and several records written together."""

from typing import Any

from marshmallow import Schema, fields, validate

from .bodies import Body

_CONFIRMED: dict[str, Any] = {
    "metadata": {"description": "Keys of checks whose warnings were seen; without it nobody is asked."},
}


class CellsBody(Body):
    columns = fields.List(fields.String(), required=True, validate=validate.Length(1, 60))
    rows = fields.List(fields.List(fields.String()), required=True)


class SeenBody(Body):
    id = fields.String(required=True)
    revision = fields.Integer(required=True, metadata={"description": "The revision that was seen."})


class PasteBody(CellsBody):
    onto = fields.List(
        fields.Nested(SeenBody, allow_none=True),
        required=True,
        metadata={"description": "For each row the record it changes; null for a new one."},
    )
    common = fields.Dict(keys=fields.String(), load_default=dict, metadata={"description": "Values of new records."})
    confirmed = fields.List(fields.String(), **_CONFIRMED)


class MeantSchema(Schema):
    id = fields.String(required=True)
    name = fields.String(required=True)


class CellProblemSchema(Schema):
    row = fields.Integer(required=True)
    column = fields.String(required=True)
    text = fields.String(required=True)
    message = fields.String(required=True)
    candidates = fields.List(
        fields.Nested(MeantSchema),
        required=True,
        metadata={"description": "Those a name may mean; the cell may hold the id of one instead."},
    )


class CellsSchema(Schema):
    rows = fields.List(fields.Dict(), required=True, metadata={"description": "Column → value."})
    labels = fields.List(fields.Dict(), required=True, metadata={"description": "Column → name behind an id."})
    problems = fields.List(fields.Nested(CellProblemSchema), required=True)


class ChangeDeedBody(SeenBody):
    values = fields.Dict(keys=fields.String(), required=True)


class DeedsBody(Body):
    create = fields.List(fields.Dict(keys=fields.String()), load_default=list)
    change = fields.List(fields.Nested(ChangeDeedBody), load_default=list)
    delete = fields.List(fields.Nested(SeenBody), load_default=list)
    restore = fields.List(fields.String(), load_default=list)
    confirmed = fields.List(fields.String(), **_CONFIRMED)


class WrittenSchema(Schema):
    id = fields.String(required=True)
    revision = fields.Integer(required=True)


class DoneSchema(Schema):
    created = fields.List(fields.Nested(WrittenSchema), required=True)
    changed = fields.List(fields.Nested(WrittenSchema), required=True)
    restored = fields.List(fields.Nested(WrittenSchema), required=True)


class PastedSchema(Schema):
    done = fields.Nested(DoneSchema, required=True, allow_none=True, metadata={"description": "Null: nothing written."})
    problems = fields.List(fields.Nested(CellProblemSchema), required=True)
