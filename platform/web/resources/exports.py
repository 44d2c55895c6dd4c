"""Exports of lists: ask, watch, fetch."""

from typing import Any
from urllib.parse import quote

from flask import Response, send_file

from ...runtime import exports
from ...runtime.context import Context
from ...runtime.records import Query
from .. import policy
from ..answers import answers, json
from ..blueprint import Blueprint
from ..export_schemas import ExportBody, ExportSchema

blueprint = Blueprint("exports", __name__, url_prefix="/api/v1")

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TYPES = {"xlsx": XLSX, "csv": "text/csv; charset=utf-8"}


@blueprint.route("/apps/<app>/forms/<form>/exports", methods=["POST"])
@answers(ExportSchema, 202)
@policy.person
@blueprint.arguments(ExportBody)
def create(context: Context, body: dict[str, Any], app: str, form: str) -> Response:
    """Ask for the rows of a list as a file; a job writes it."""
    columns = body.get("columns")
    query = Query(
        filter=body.get("filter"),
        sort=tuple(body.get("sort") or ()),
        search=body.get("search") or "",
        fields=None if columns is None else tuple(columns),
    )
    return _answer(context, exports.ask(context, app, form, query, body["format"], body.get("lines", "cell")), 202)


@blueprint.route("/exports/<id>")
@answers(ExportSchema)
@policy.person
def show(context: Context, id: str) -> Response:
    """One's own export: how far it is."""
    return _answer(context, exports.get(context, id))


@blueprint.route("/exports/<id>/file")
@answers()
@policy.person
def file(context: Context, id: str) -> Response:
    """The file, for whom it was made and as long as he may export."""
    name, path = exports.file_of(context, id)
    answer = send_file(path.absolute(), mimetype=_TYPES[name.rpartition(".")[2]], max_age=0)
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _answer(context: Context, run: dict[str, Any], status: int = 200) -> Response:
    return json(run | {"problem": run["problem"] and run["problem"].get(context.locale, run["problem"])}, status)
