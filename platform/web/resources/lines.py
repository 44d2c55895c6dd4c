"""Lines of records: cells pasted from a spreadsheet, read before they are taken."""

from typing import Any

from flask import Response
from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate

from ...runtime.context import Context
from ...runtime.records.pasting import read_cells
from .. import policy
from ..answers import answers, json
from ..bodies import Body

blueprint = Blueprint("lines", __name__, url_prefix="/api/v1/apps/<app>/forms/<form>/lines/<field>")


class CellsBody(Body):
    columns = fields.List(fields.String(), required=True, validate=validate.Length(1, 60))
    rows = fields.List(fields.List(fields.String()), required=True)


class CellProblemSchema(Schema):
    row = fields.Integer(required=True)
    column = fields.String(required=True)
    text = fields.String(required=True)
    message = fields.String(required=True)


class CellsSchema(Schema):
    rows = fields.List(fields.Dict(), required=True, metadata={"description": "Column → value."})
    labels = fields.List(fields.Dict(), required=True, metadata={"description": "Column → name behind an id."})
    problems = fields.List(fields.Nested(CellProblemSchema), required=True)


@blueprint.route("/cells", methods=["POST"])
@answers(CellsSchema)
@policy.person
@blueprint.arguments(CellsBody)
def read(context: Context, body: dict[str, Any], app: str, form: str, field: str) -> Response:
    """What pasted cells mean as values of the columns. Nothing is written."""
    found = read_cells(context, app, form, field, body["columns"], body["rows"])
    problems = [
        {"row": row, "column": column, "text": text[:200], "message": error.sentence(context.locale)}
        for row, column, text, error in found.problems
    ]
    return json({"rows": found.rows, "labels": found.labels, "problems": problems})
