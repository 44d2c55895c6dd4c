"""An app from a spreadsheet: what its columns would be as fields, and the app made of those that are wanted."""

from typing import Any

from flask import Response, request

from ...builder.spreadsheets import Wish, make_app_from, propose, texts_of
from ...runtime.context import Context
from .. import policy
from ..answers import UPLOAD, answers, json, query
from ..blueprint import Blueprint
from ..bodies import SpreadsheetAppBody
from ..reading import whole_number
from ..spreadsheet_schemas import MadeAppSchema, ProposalSchema, SpreadsheetTextsSchema
from ..uploaded import uploaded_spreadsheet

blueprint = Blueprint("spreadsheets", __name__, url_prefix="/api/v1/spreadsheets")

_RIGHT = "apps.build"
_SHEET = query({"sheet": "Which sheet of a workbook"}, {"header_row": "In which row the names stand"})


@blueprint.route("/proposal", methods=["POST"])
@answers(ProposalSchema, requestBody=UPLOAD, parameters=_SHEET)
@policy.right(_RIGHT)
def proposal(context: Context) -> Response:
    """What a spreadsheet (multipart part "file") would be as a form. Nothing is kept of it."""
    content, name = uploaded_spreadsheet()
    header_row = whole_number("header_row", 0, 1000) or None
    return json(propose(context, content, name, sheet=request.args.get("sheet", ""), header_row=header_row))


@blueprint.route("/texts", methods=["POST"])
@answers(SpreadsheetTextsSchema, requestBody=UPLOAD, parameters=_SHEET)
@policy.right(_RIGHT)
def texts(context: Context) -> Response:
    """A spreadsheet (multipart part "file") as texts, its first 2,000 rows. Nothing is kept of it."""
    content, _ = uploaded_spreadsheet()
    header_row = whole_number("header_row", 0, 1000) or None
    return json(texts_of(content, sheet=request.args.get("sheet", ""), header_row=header_row))


@blueprint.route("/app", methods=["POST"])
@answers(MadeAppSchema, 201)
@policy.right(_RIGHT)
@blueprint.arguments(SpreadsheetAppBody)
def make(context: Context, body: dict[str, Any]) -> Response:
    """Make an app with one form of these fields, and a role that one holds; rows come in by an import. 409 where the
    app's key is taken."""
    form = make_app_from(context, Wish(body["key"], body["title"], body["fields_"]))
    return json({"app": body["key"], "form": form}, 201)
