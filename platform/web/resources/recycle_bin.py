"""The recycle bin of a form. Restoring is a deed of records: one by itself, several together."""

from flask import Response, request

from ...runtime import directory, records
from ...runtime.context import Context
from .. import policy
from ..answers import answers, json, query
from ..blueprint import Blueprint
from ..reading import flag, whole_number
from ..recycle_bin_schemas import DeletedPageSchema

blueprint = Blueprint("recycle_bin", __name__, url_prefix="/api/v1/apps/<app>/forms/<form>/deleted")

_QUERY = query(
    {"search": "Words in text fields", "cursor": "next_cursor of the page before"},
    {"limit": "1 to 200", "count": "1: count all that match"},
)


@blueprint.route("")
@answers(DeletedPageSchema, parameters=_QUERY)
@policy.person
def items(context: Context, app: str, form: str) -> Response:
    """What was deleted in the last 60 days, last deleted first; `updated_by` is who deleted it."""
    wanted = records.Query(
        search=request.args.get("search", ""),
        cursor=request.args.get("cursor") or None,
        limit=whole_number("limit", 50, 200),
        count=flag("count"),
    )
    page = records.deleted(context, app, form, wanted)
    merged = directory.merged_among(context, app, form, [record.id for record in page.items])
    dumped = records.dump_records(context, page.items)
    gone = [
        {**document, "deleted_at": record.deleted_at, "merged": record.id in merged}
        for document, record in zip(dumped, page.items, strict=True)
    ]
    return json({"items": gone, "next_cursor": page.next_cursor, "total": page.total, "total_exact": page.total_exact})
