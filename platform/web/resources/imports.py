"""Imports of spreadsheets: upload, match the columns, look, start, watch, see what could not be taken,
undo."""

import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import quote

from flask import Response

from ...runtime import imports
from ...runtime.context import Context
from .. import policy
from ..answers import UPLOAD, answers, json, query
from ..blueprint import Blueprint
from ..import_schemas import (
    ImportBody,
    ImportPreviewSchema,
    ImportProblemsSchema,
    ImportSchema,
    ImportsSchema,
    ImportStartBody,
)
from ..reading import whole_number
from ..uploaded import uploaded_spreadsheet

blueprint = Blueprint("imports", __name__, url_prefix="/api/v1")

_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FILE_NAME = {"zh-CN": "未导入的行.xlsx", "en": "rows not imported.xlsx"}


@blueprint.route("/apps/<app>/forms/<form>/imports", methods=["POST"])
@answers(ImportSchema, 201, requestBody=UPLOAD)
@policy.person
def create(context: Context, app: str, form: str) -> Response:
    """Take in a spreadsheet or csv (multipart part "file"). Nothing is imported until it is started."""
    drafted = imports.draft(context, app, form, *uploaded_spreadsheet())
    return _answer(context, drafted, 201)


@blueprint.route("/apps/<app>/forms/<form>/imports")
@answers(ImportsSchema)
@policy.person
def items(context: Context, app: str, form: str) -> Response:
    """One's own imports into the form, newest first."""
    return json({"items": imports.listed(context, app, form)})


@blueprint.route("/imports/<id>")
@answers(ImportSchema)
@policy.person
def show(context: Context, id: str) -> Response:
    """One's own import: how far it is."""
    return _answer(context, imports.get(context, id))


@blueprint.route("/imports/<id>", methods=["PATCH"])
@answers(ImportSchema)
@policy.person
@blueprint.arguments(ImportBody)
def change(context: Context, body: dict[str, Any], id: str) -> Response:
    """Say which column is which field (null: leave it out) and how, or which sheet and row of names to read."""
    return _answer(context, imports.set_up(context, id, **body))


@blueprint.route("/imports/<id>/preview")
@answers(ImportPreviewSchema)
@policy.person
def preview(context: Context, id: str) -> Response:
    """What would be done to the cells, and how many rows would come in."""
    return json(imports.preview(context, id))


@blueprint.route("/imports/<id>/start", methods=["POST"])
@answers(ImportSchema, 202)
@policy.person
@blueprint.arguments(ImportStartBody)
def start(context: Context, body: dict[str, Any], id: str) -> Response:
    """Begin to import. 409 for a file whose content came in before, unless `again` says that it is meant."""
    return _answer(context, imports.start(context, id, again=body.get("again", False)), 202)


@blueprint.route("/imports/<id>/pause", methods=["POST"])
@answers(ImportSchema)
@policy.person
def pause(context: Context, id: str) -> Response:
    """Stop for a while."""
    return _answer(context, imports.pause(context, id))


@blueprint.route("/imports/<id>/resume", methods=["POST"])
@answers(ImportSchema)
@policy.person
def resume(context: Context, id: str) -> Response:
    """Go on with a paused import."""
    return _answer(context, imports.resume(context, id))


@blueprint.route("/imports/<id>/cancel", methods=["POST"])
@answers(ImportSchema)
@policy.person
def cancel(context: Context, id: str) -> Response:
    """Take no more rows; what came in stays."""
    return _answer(context, imports.cancel(context, id))


@blueprint.route("/imports/<id>/undo", methods=["POST"])
@answers(ImportSchema, 202)
@policy.person
def undo(context: Context, id: str) -> Response:
    """Take the whole import back, but for what somebody changed since."""
    return _answer(context, imports.undo(context, id), 202)


@blueprint.route("/imports/<id>/problems")
@answers(ImportProblemsSchema, parameters=query(numbers={"limit": "1 to 1000"}))
@policy.person
def problems(context: Context, id: str) -> Response:
    """The rows that were not taken, with reasons."""
    return json({"items": imports.problems(context, id, limit=whole_number("limit", 100, 1000))})


@blueprint.route("/imports/<id>/problems.xlsx")
@answers()
@policy.person
def workbook(context: Context, id: str) -> Response:
    """The refused rows with their own columns and the reasons, to be mended and imported again."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "problems.xlsx"
        imports.problems_workbook(context, id, target)
        answer = Response(target.read_bytes(), content_type=_WORKBOOK)
    name = quote(_FILE_NAME.get(context.locale, _FILE_NAME["en"]))
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return answer


def _answer(context: Context, run: dict[str, Any], status: int = 200) -> Response:
    problem = run["problem"]
    return json(run | {"problem": problem and problem.get(context.locale, problem)}, status)
