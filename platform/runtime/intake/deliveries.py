"""What was delivered, for those who manage intakes; and taking in again what was kept, corrected where need be."""

from typing import Any

import sqlalchemy as sa

from .. import changes
from ..changes import change_of
from ..context import Context
from ..definitions import plans_in
from ..errors import NotFound
from ..storage import Transaction
from .endpoints import check_right
from .errors import AlreadyTaken, Repeated, Suspect
from .holding import free_files
from .links import named_link
from .plan import IntakePlan, intake_plan
from .tables import delivery
from .taking_in import make_records

_PAGE = 50
_MOST_AT_ONCE = 200


def listed(context: Context, app: str, key: str, *, kept: bool = False, before: str | None = None) -> dict[str, Any]:
    """{"items", "next"}, the newest first; `kept`: only those of which something is still kept.

    Raises Forbidden, NotFound.
    """
    plan = intake_plan(check_right(context), app, key)
    query = sa.select(delivery).where(delivery.c.intake == plan.name)
    if kept:
        query = query.where(delivery.c.kept > 0)
    if before is not None:
        query = query.where(delivery.c.id < before)
    with context.workspace.database.read() as connection:
        rows = connection.execute(query.order_by(delivery.c.id.desc()).limit(_PAGE + 1)).all()
    return {
        "items": [_told(context, row) for row in rows[:_PAGE]],
        "next": rows[_PAGE - 1].id if len(rows) > _PAGE else None,
    }


def retry(context: Context, app: str, key: str, id: str, index: int, body: Any = None) -> dict[str, Any]:
    """Take in one kept body again, or `body` in its place; the delivery as it is then. What does not fit stays kept.

    Raises Forbidden, NotFound, AlreadyTaken.
    """
    check_right(context)

    def unit(tx: Transaction) -> dict[str, Any]:
        plan = intake_plan(plans_in(context.workspace, tx), app, key)
        # Locked: two who try at once make one record.
        named = (delivery.c.intake == plan.name, delivery.c.id == id)
        row = tx.execute(sa.select(delivery).where(*named).with_for_update()).one_or_none()
        if row is None or not 0 <= index < len(row.items):
            raise NotFound
        item = row.items[index]
        if item["record"] is not None:
            raise AlreadyTaken
        again = item["body"] if body is None else body
        # In the intake's name: who corrects it gives it no rights of his own.
        acting = context.acting_as(plan.actor, plan.channel.provenance)
        free_files(acting, tx, plan, id, index, item["body"])
        source = {"intake": plan.name, "delivery": id} | named_link(tx.connection, row.link)
        (made,) = make_records(acting, tx, plan, source, row.sent_as, [(index, again)], compared=_is_repeat(item))
        items = [*row.items[:index], made, *row.items[index + 1 :]]
        taken = sum(1 for one in items if one["record"])
        values = {"items": items, "taken": taken, "kept": len(items) - taken}
        tx.execute(sa.update(delivery).where(*named).values(values))
        patch = [{"op": "set", "path": ["items", str(index)], "before": None, "after": made["record"]}]
        change_of(tx).entry("intake", plan.name, id, "change", patch)
        return _told(context, tx.execute(sa.select(delivery).where(*named)).one())

    return changes.run(context, unit)


def retry_all(context: Context, app: str, key: str) -> dict[str, int]:
    """Take in again what is kept, the oldest first, each delivery by itself: {"taken", "kept"} of this time; `kept` too
    is what there was not the time for. Raises Forbidden, NotFound."""
    plan = intake_plan(check_right(context), app, key)
    waiting = sa.select(delivery.c.id, delivery.c["items"]).where(delivery.c.intake == plan.name, delivery.c.kept > 0)
    with context.workspace.database.read() as connection:
        rows = connection.execute(waiting.order_by(delivery.c.id).limit(_MOST_AT_ONCE)).all()
    taken = 0
    for row in rows:
        for index in (index for index, item in enumerate(row.items) if _waits(item)):
            try:
                told = retry(context, app, key, row.id, index)
            except AlreadyTaken:
                continue
            taken += told["items"][index]["record"] is not None
    with context.workspace.database.read() as connection:
        kept = connection.execute(
            sa.select(sa.func.sum(delivery.c.kept)).where(delivery.c.intake == plan.name)
        ).scalar()
    return {"taken": taken, "kept": int(kept or 0)}


def latest_body(connection: sa.Connection, plan: IntakePlan) -> Any:
    """The body that came last; None where nothing came yet."""
    query = sa.select(delivery.c["items"]).where(delivery.c.intake == plan.name)
    items = connection.execute(query.order_by(delivery.c.id.desc()).limit(1)).scalar()
    return items[0]["body"] if items else None


def _waits(item: dict[str, Any]) -> bool:
    """Kept, and not for something that only a person can decide."""
    return item["record"] is None and item["problem"]["en"]["code"] not in (Repeated.code, Suspect.code)


def _is_repeat(item: dict[str, Any]) -> bool:
    return bool(item["problem"]["en"]["code"] == Repeated.code)


def _told(context: Context, row: Any) -> dict[str, Any]:
    items = [
        {"body": one["body"], "record": one["record"], "problem": one["problem"] and one["problem"][context.locale]}
        for one in row.items
    ]
    told = {name: getattr(row, name) for name in ("id", "sent_as", "at", "taken", "kept")}
    return told | {"items": items}
