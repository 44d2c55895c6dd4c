"""Imports of spreadsheets: upload, match the columns, start, watch, see what could not be taken."""

from typing import Any
from urllib.parse import quote

from flask import Response, request
from flask_smorest import Blueprint

from ...runtime.context import Context
from ...runtime.errors import InvalidValue
from ...runtime.files import LARGEST_BYTES, clean_name
from ...runtime.files.errors import FileTooLarge
from ...runtime.records import imports
from .. import policy
from ..answers import UPLOAD, answers, json, query
from ..bodies import ImportBody
from ..package_schemas import ImportProblemsSchema, ImportSchema
from ..reading import whole_number

blueprint = Blueprint("imports", __name__, url_prefix="/api/v1")

_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FILE_NAME = {"zh-CN": "未导入的行.xlsx", "en": "rows not imported.xlsx"}


@blueprint.route("/apps/<app>/forms/<form>/imports", methods=["POST"])
@answers(ImportSchema, 201, requestBody=UPLOAD)
@policy.person
def create(context: Context, app: str, form: str) -> Response:
    """Take in a spreadsheet or csv (multipart part "file"). Nothing is imported until it is started."""
    uploaded = request.files.get("file")
    if uploaded is None:
        raise InvalidValue(pointer="/file", expected={"zh-CN": "一个表格文件", "en": "a spreadsheet"})
    content = uploaded.stream.read(LARGEST_BYTES + 1)
    if len(content) > LARGEST_BYTES:
        raise FileTooLarge(limit=LARGEST_BYTES // (1024 * 1024))
    drafted = imports.draft(context, app, form, content, clean_name(uploaded.filename or ""))
    return _answer(context, drafted, 201)


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
    """Say which column is which field (null: leave it out), and whether new records start workflows."""
    return _answer(context, imports.set_columns(context, id, body["columns"], body["start_workflows"]))


@blueprint.route("/imports/<id>/start", methods=["POST"])
@answers(ImportSchema, 202)
@policy.person
def start(context: Context, id: str) -> Response:
    """Begin to import."""
    return _answer(context, imports.start(context, id), 202)


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
    """The same as a workbook."""
    answer = Response(imports.problems_workbook(context, id), content_type=_WORKBOOK)
    name = quote(_FILE_NAME.get(context.locale, _FILE_NAME["en"]))
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return answer


def _answer(context: Context, run: dict[str, Any], status: int = 200) -> Response:
    problem = run["problem"]
    return json(run | {"problem": problem and problem.get(context.locale, problem)}, status)
