"""Files that were dropped, as managers of intakes see them: how far each is, what became of it, what was refused."""

from typing import Any

import sqlalchemy as sa

from ... import imports
from ...context import Context
from ...errors import NotFound
from ..endpoints import check_right
from ..errors import AlreadyTaken
from ..plan import IntakePlan, intake_plan
from ..tables import drop
from .folder import Folder

_PAGE = 50
_NAMES = ("id", "file_name", "size", "state", "rows", "taken", "refused", "at", "ended_at")


def files(context: Context, app: str, key: str, before: str | None = None) -> dict[str, Any]:
    """{"folder", "items", "next"}, the newest first; items have "done", the rows dealt with so far. Raises Forbidden,
    NotFound."""
    plan = _plan(context, app, key)
    query = sa.select(drop).where(drop.c.intake == plan.name)
    if before is not None:
        query = query.where(drop.c.id < before)
    with context.workspace.database.read() as connection:
        rows = connection.execute(query.order_by(drop.c.id.desc()).limit(_PAGE + 1)).all()
        items = [_told(context, connection, row) for row in rows[:_PAGE]]
    folder = Folder(context.workspace, plan).path
    return {"folder": str(folder), "items": items, "next": rows[_PAGE - 1].id if len(rows) > _PAGE else None}


def refused_rows(context: Context, app: str, key: str, id: str) -> list[dict[str, Any]]:
    """[{"row", "column", "value", "message"}] of a file, by row. Raises Forbidden, NotFound."""
    plan = _plan(context, app, key)
    with context.workspace.database.read() as connection:
        row = connection.execute(sa.select(drop).where(drop.c.intake == plan.name, drop.c.id == id)).one_or_none()
    if row is None or row.import_id is None:
        raise NotFound
    return imports.problems(context.acting_as(plan.actor), row.import_id)


def take_again(context: Context, app: str, key: str, id: str) -> None:
    """Take a file in although the same content came before. Raises Forbidden, NotFound, AlreadyTaken."""
    plan = _plan(context, app, key)
    with context.workspace.database.write() as tx:
        named = (drop.c.intake == plan.name, drop.c.id == id)
        row = tx.execute(sa.select(drop).where(*named).with_for_update()).one_or_none()
        if row is None:
            raise NotFound
        if row.state != "repeated":
            raise AlreadyTaken
        if not Folder(context.workspace, plan).again(id):
            raise NotFound
        values = {"state": "seen", "again": True, "problem": None, "ended_at": None}
        tx.execute(sa.update(drop).where(*named).values(**values))


def _plan(context: Context, app: str, key: str) -> IntakePlan:
    """Raises NotFound for an intake that takes no files."""
    plan = intake_plan(check_right(context), app, key)
    if not plan.channel.takes_files:
        raise NotFound
    return plan


def _told(context: Context, connection: sa.Connection, row: Any) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in _NAMES} | {"done": row.rows}
    told["problem"] = row.problem[context.locale].get("detail") if row.problem else None
    if row.state == "taking" and (run := imports.state_of(connection, row.import_id)) is not None:
        told |= {"done": run["done"], "taken": run["created"], "refused": run["failed"]}
    return told
