"""Grids of records: several written at once, and cells pasted into them; all of it or nothing."""

from dataclasses import asdict
from typing import Any

from flask import Response

from ...runtime import records
from ...runtime.context import Context
from ...runtime.errors import InvalidValue
from ...runtime.records.bulk.pasting import paste_records
from .. import policy
from ..answers import answers, json
from ..blueprint import Blueprint
from ..grid_schemas import DeedsBody, DoneSchema, PasteBody, PastedSchema
from ..pasted import told

blueprint = Blueprint("grids", __name__, url_prefix="/api/v1/apps/<app>/forms/<form>")


@blueprint.route("/together", methods=["POST"])
@answers(DoneSchema)
@policy.person
@blueprint.arguments(DeedsBody)
def write(context: Context, body: dict[str, Any], app: str, form: str) -> Response:
    """Create, change, delete and restore records, all or none. Refusals point at the deed: /change/3/values/price."""
    deeds = records.Deeds(
        create=body["create"],
        change=[(one["id"], one["revision"], one["values"]) for one in body["change"]],
        delete=[(one["id"], one["revision"]) for one in body["delete"]],
        restore=body["restore"],
        confirmed=body.get("confirmed"),
    )
    return json(_done(records.write_together(context, app, form, deeds)))


@blueprint.route("/cells", methods=["POST"])
@answers(PastedSchema)
@policy.person
@blueprint.arguments(PasteBody)
def paste(context: Context, body: dict[str, Any], app: str, form: str) -> Response:
    """Rows of cells become records, all of them or, with the cells that are wrong, none."""
    onto, rows = body["onto"], body["rows"]
    if len(onto) != len(rows):
        raise InvalidValue(pointer="/onto", expected={"zh-CN": "每行一项", "en": "one item for each row"})
    seen = [None if one is None else (one["id"], one["revision"]) for one in onto]
    found, done = paste_records(context, app, form, body["columns"], rows, seen, body["common"], body.get("confirmed"))
    return json({"done": done and _done(done), "problems": told(context, found)})


def _done(done: records.Done) -> dict[str, Any]:
    return {name: [{"id": id, "revision": revision} for id, revision in some] for name, some in asdict(done).items()}
