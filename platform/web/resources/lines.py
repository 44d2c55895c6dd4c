"""Lines of records: cells pasted from a spreadsheet, read before they are taken."""

from typing import Any

from flask import Response

from ...runtime.context import Context
from ...runtime.records.bulk.pasting import read_cells
from .. import policy
from ..answers import answers, json
from ..blueprint import Blueprint
from ..grid_schemas import CellsBody, CellsSchema
from ..pasted import told

blueprint = Blueprint("lines", __name__, url_prefix="/api/v1/apps/<app>/forms/<form>/lines/<field>")


@blueprint.route("/cells", methods=["POST"])
@answers(CellsSchema)
@policy.person
@blueprint.arguments(CellsBody)
def read(context: Context, body: dict[str, Any], app: str, form: str, field: str) -> Response:
    """What pasted cells mean as values of the columns. Nothing is written."""
    found = read_cells(context, app, form, field, body["columns"], body["rows"])
    return json({"rows": found.rows, "labels": found.labels, "problems": told(context, found)})
