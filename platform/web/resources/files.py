"""Files: taking in uploads, and giving them out as attachments that no browser runs."""

from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import quote

import sqlalchemy as sa
from flask import Response, request
from flask_smorest import Blueprint

from ...runtime import files, records
from ...runtime.context import Context
from ...runtime.errors import InvalidValue, NotFound
from .. import policy
from ..answers import UPLOAD, answers, json
from ..schemas import FileSchema

blueprint = Blueprint("files", __name__, url_prefix="/api/v1/files")

_CHUNK_BYTES = 64 * 1024


@blueprint.route("", methods=["POST"])
@answers(FileSchema, 201, requestBody=UPLOAD)
@policy.person
def create(context: Context) -> Response:
    """Upload a file. It is its uploader's alone until a record's field holds it, and removed after a day without."""
    uploaded = request.files.get("file")
    if uploaded is None:
        raise InvalidValue(pointer="/file", expected={"zh-CN": "一个附件", "en": "a file"})
    stored = files.upload(context, uploaded.stream, uploaded.filename or "")
    return json(stored.dump(), 201)


@blueprint.route("/<id>")
@answers()
@policy.person
def show(context: Context, id: str) -> Response:
    """The bytes, for who may see a field that holds the file, and for its uploader while it is fresh."""
    with context.workspace.database.read() as connection:
        stored = files.find(connection, id)
        if stored is None or not _may_read(context, connection, id):
            raise NotFound
    file = files.open_file(context, stored)
    answer = Response(_chunks(file), content_type=stored.media_type)
    answer.call_on_close(file.close)
    answer.headers["Content-Length"] = str(stored.size_bytes)
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(stored.name, safe='')}"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox; frame-ancestors 'none'"
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while chunk := file.read(_CHUNK_BYTES):
            yield chunk


def _may_read(context: Context, connection: sa.Connection, id: str) -> bool:
    return files.may_attach(context, connection, id) or any(
        _shows(context, connection, use, id) for use in files.uses(connection, id)
    )


def _shows(context: Context, connection: sa.Connection, use: files.Use, id: str) -> bool:
    """True when the record that holds the file shows it to the actor, in the field that holds it."""
    if use.object_kind != "record":
        return False
    app, _, form = use.object_key.partition(".")
    try:
        record = records.get(context, app, form, use.object_id, connection=connection)
    except NotFound:
        return False
    key, _, column = use.field.partition(".")
    held = record.values.get(key) or ()
    return id in held if not column else any(id in (line.get(column) or ()) for line in held)
