"""Change drafts: each save is a step that can be undone and redone, and says which version it was made of."""

import re
from typing import Any

import orjson
import sqlalchemy as sa

from ...runtime.context import Context
from ...runtime.definitions import plans_in
from ...runtime.definitions.tables import definition
from ...runtime.errors import InvalidDefinition, LimitExceeded, NotFound
from ...runtime.storage import Transaction
from ..kinds import definition_kinds
from ..patching import applied, difference, inverse
from .errors import DraftChanged, NothingToUndo
from .holding import check_holder
from .rights import check_right
from .rows import Place, add_step, draft_row, drop_draft, put_draft, step_patch

_LARGEST = 1_000_000  # bytes of JSON
_KEY = re.compile(r"[a-z][a-z0-9_]{0,59}", re.ASCII)


def save(context: Context, place: Place, document: dict[str, Any], version: int) -> int:
    """Make `document` the draft; {} to withdraw what is published. `version` is the one the sender saw, 0 where there
    was none. Returns the new one. What is wrong with it does not matter yet, but it must be one of its place.
    Raises DraftChanged, HeldByAnother, NotFound, Forbidden, InvalidDefinition, LimitExceeded."""
    _check_place(place, document)

    with context.workspace.database.write() as tx:
        row = draft_row(tx, place)
        check_right(context, plans_in(context.workspace, tx), place.kind)
        before, base = _before(tx, context, place, row)
        _check_seen(context, tx, row, version)
        patch = difference(before, document)
        if not patch and row is not None:
            return int(row.version)
        done = (row.done if row else 0) + 1
        add_step(tx, context, place, done, patch)
        return put_draft(tx, context, place, row, {"document": document, "base": base, "done": done})


def undo(context: Context, place: Place, version: int) -> int:
    """Take the last step back. Returns the new version. Raises NothingToUndo, DraftChanged, HeldByAnother, NotFound."""
    with context.workspace.database.write() as tx:
        row = _seen_row(context, tx, place, version)
        patch = step_patch(tx, place, row.done)
        if patch is None:
            raise NothingToUndo
        before = applied(row.document, inverse(patch))
        return put_draft(tx, context, place, row, {"document": before, "done": row.done - 1})


def redo(context: Context, place: Place, version: int) -> int:
    """Do again what was taken back. Raises as `undo`."""
    with context.workspace.database.write() as tx:
        row = _seen_row(context, tx, place, version)
        patch = step_patch(tx, place, row.done + 1)
        if patch is None:
            raise NothingToUndo
        after = applied(row.document, patch)
        return put_draft(tx, context, place, row, {"document": after, "done": row.done + 1})


def restore(context: Context, place: Place, revision: int, version: int) -> int:
    """Make an earlier revision the draft. Raises as `save`."""
    t = definition
    with context.workspace.database.read() as connection:
        wanted = sa.select(t.c.document).where(place.of(t), t.c.revision == revision)
        document = connection.execute(wanted).scalar_one_or_none()
    if document is None:
        raise NotFound
    return save(context, place, document, version)


def keep(context: Context, place: Place, version: int) -> int:
    """Let the draft stand on what is published now, which was published after it was begun and will be replaced. Raises
    DraftChanged, HeldByAnother, NotFound."""
    with context.workspace.database.write() as tx:
        row = _seen_row(context, tx, place, version)
        published = plans_in(context.workspace, tx).find(place.kind, place.app, place.key)
        return put_draft(tx, context, place, row, {"base": published.revision if published else 0})


def discard(context: Context, place: Place, version: int) -> None:
    """Throw the draft away: what is published stays. Raises DraftChanged, HeldByAnother, NotFound."""
    with context.workspace.database.write() as tx:
        _seen_row(context, tx, place, version)
        drop_draft(tx, place)


def _before(tx: Transaction, context: Context, place: Place, row: Any) -> tuple[dict[str, Any], int]:
    """What the draft is now, or was begun on, with the published revision below it."""
    plans = plans_in(context.workspace, tx)
    if place.app not in plans.apps:
        raise NotFound
    if row is not None:
        return row.document, row.base
    published = plans.find(place.kind, place.app, place.key)
    return (published.document, published.revision) if published else ({}, 0)


def _seen_row(context: Context, tx: Transaction, place: Place, version: int) -> Any:
    row = draft_row(tx, place)
    if row is None:
        raise NotFound
    check_right(context, plans_in(context.workspace, tx), place.kind)
    _check_seen(context, tx, row, version)
    return row


def _check_seen(context: Context, tx: Transaction, row: Any, version: int) -> None:
    if row is not None:
        check_holder(context, row)
    if version != (row.version if row else 0):
        raise DraftChanged(current=row.document if row else None, version=row.version if row else 0)


def _check_place(place: Place, document: dict[str, Any]) -> None:
    if place.kind not in definition_kinds or not _KEY.fullmatch(place.key):
        raise NotFound
    for name, wanted in (("kind", place.kind), ("key", place.key)):
        if document and document.get(name) != wanted:
            reason = {"zh-CN": f"{name} 应为「{wanted}」", "en": f"{name} must be {wanted}"}
            raise InvalidDefinition(document=place.key, pointer=f"/{name}", reason=reason)
    if len(orjson.dumps(document)) > _LARGEST:
        raise LimitExceeded(what={"zh-CN": "定义大小", "en": "the size of a document"}, limit="1 MB")
