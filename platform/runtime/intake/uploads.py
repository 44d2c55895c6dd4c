"""Files that somebody who is not known puts for an answer: his visit's alone until he sends it, few, of plain kinds."""

from dataclasses import replace
from datetime import timedelta
from typing import IO

import sqlalchemy as sa

from .. import files
from ..context import Context
from ..errors import NotFound
from ..files.tables import file
from .errors import TooMuch
from .rates import digest_of_name
from .tickets import read_ticket
from .visiting import Visit, check_open

_MOST_EACH = 40
_MOST_TOGETHER = 2_000
_MOST_BYTES = 2 * 1024**3
_DAY = timedelta(days=1)
_KINDS = ("image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf")
_OFFICE = "application/vnd.openxmlformats-officedocument."


def put_file(visit: Visit, ticket: object, stream: IO[bytes], name: str) -> files.StoredFile:
    """A file for an answer to come; nobody may fetch it before, and it is swept away when nothing is sent in a day.

    Raises NotOpen, BadRequest, NotFound where none is asked for, FileUnfit, TooMuch, and what `files.upload` raises.
    """
    check_open(visit)
    context, plan = visit.context, visit.plan
    if not any(plan.form.fields[key].type.links == "file" for key in plan.fields):
        raise NotFound
    visitor = visitor_of(visit, ticket)
    all_of_it, _, _ = visitor.partition(":")
    same_sender, _, _ = visitor.rpartition(":")
    with context.workspace.database.read() as connection:
        _check_room(context, connection, all_of_it, _MOST_TOGETHER, plan.actor.identity)
        _check_room(context, connection, same_sender, _MOST_EACH)
    largest_mb = plan.settings["largest_mb"]
    acting = replace(context, actor=replace(context.actor, visit=visitor))
    return files.upload(acting, stream, name, largest_bytes=largest_mb * 1024 * 1024, accepts=_is_plain)


def visitor_of(visit: Visit, ticket: object) -> str:
    """Whose uploads are the visit's: "intake:sender:visit", digests. Raises BadRequest."""
    known = read_ticket(visit.context, visit.link.id, ticket)
    return f"visit-{digest_of_name(visit.plan.name)[:16]}:{known.visit}"


def _is_plain(media_type: str) -> bool:
    return media_type in _KINDS or media_type.startswith(_OFFICE)


def _check_room(context: Context, connection: sa.Connection, prefix: str, most: int, also: str | None = None) -> None:
    """Raises TooMuch when those whose name begins so put that many within a day, or too many bytes."""
    theirs = (file.c.uploaded_by >= f"{prefix}:") & (file.c.uploaded_by < f"{prefix};")
    mine = theirs if also is None else theirs | (file.c.uploaded_by == also)
    query = sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(file.c.size_bytes), 0))
    count, size_bytes = connection.execute(query.where(mine, file.c.at > context.now() - _DAY)).one()
    if count >= most or size_bytes >= _MOST_BYTES:
        raise TooMuch(retry_after_s=3600)
