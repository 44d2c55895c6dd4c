"""Past runs of a workflow: which there are, what began them, and how people answered in them."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from ...messages.tables import message
from ...storage import Transaction
from .. import tables
from ..rehearsing.wish import Reply

_t = tables.instance


def _these(app: str, workflow: str, since: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    # Those that others called have no beginning of their own.
    return (_t.c.app == app, _t.c.workflow == workflow, _t.c.caller.is_(None), _t.c.started_at >= since)


def count(connection: sa.Connection, app: str, workflow: str, since: datetime) -> int:
    """How many runs began since then."""
    query = sa.select(sa.func.count()).select_from(_t).where(*_these(app, workflow, since))
    return connection.execute(query).scalar_one()


def runs(
    connection: sa.Connection, app: str, workflow: str, since: datetime, before: str | None, limit: int
) -> list[Any]:
    """Their rows, newest first, those before a cursor."""
    query = sa.select(_t).where(*_these(app, workflow, since))
    if before is not None:
        query = query.where(_t.c.id < before)
    return list(connection.execute(query.order_by(_t.c.id.desc()).limit(limit)).all())


def beginning(connection: sa.Connection, id: str) -> dict[str, Any]:
    """{"change_id", "data"} that began it, as far as is known."""
    t = tables.instance_event
    query = sa.select(t.c.data).where(t.c.instance_id == id, t.c.number == 1)
    return dict(connection.execute(query).scalar_one_or_none() or {})


def chosen(connection: sa.Connection, id: str) -> str | None:
    """Whom the run's last decision chose."""
    t = tables.decision
    query = sa.select(t.c.chosen).where(t.c.instance_id == id).order_by(t.c.id.desc()).limit(1)
    return connection.execute(query).scalar_one_or_none()


def replies(connection: sa.Connection, id: str) -> Iterator[Reply]:
    """How each step was answered: by the first to answer it, after as long. Where nobody did, nobody does."""
    t = tables.task
    query = sa.select(t).where(t.c.instance_id == id).order_by(t.c.node, t.c.visit, t.c.ended_at, t.c.id)
    asked: dict[tuple[str, int], list[Any]] = {}
    for row in connection.execute(query).all():
        asked.setdefault((row.node, row.visit), []).append(row)
    for (node, visit), rows in asked.items():
        answered = next((row for row in rows if _act(row) is not None), None)
        accepted = next((row for row in rows if row.accepted_at is not None), None)
        if answered is None and accepted is None:
            yield Reply(node, visit, act="nothing")
            continue
        first = answered if answered is not None else accepted
        assert first is not None
        if first.kind == "task" and first.accepted_at is not None and first.accepted_at != first.ended_at:
            yield Reply(node, visit, _span(first.created_at, first.accepted_at), act="accept")
        if answered is not None:
            after = _span(answered.created_at, answered.ended_at)
            yield Reply(node, visit, after, act=_act(answered), reason=answered.comment)


def forget(tx: Transaction, id: str) -> None:
    """As if the run had never been: what it asked, decided and counted weighs on nobody. For rehearsals alone."""
    rounds = sa.select(tables.approval_round.c.id).where(tables.approval_round.c.instance_id == id)
    tx.execute(sa.delete(tables.approval_slot).where(tables.approval_slot.c.round_id.in_(rounds)))
    decisions = sa.select(tables.decision.c.id).where(tables.decision.c.instance_id == id)
    tx.execute(sa.delete(tables.deviation).where(tables.deviation.c.decision_id.in_(decisions)))
    for table in (
        tables.approval_round,
        tables.call,
        tables.call_count,
        tables.decision,
        tables.instance_event,
        tables.task,
    ):
        tx.execute(sa.delete(table).where(table.c.instance_id == id))
    tx.execute(sa.delete(_t).where(_t.c.id == id))
    # What was told once would not be told again; "0" comes right after "/".
    tx.execute(sa.delete(message).where(message.c.once.between(f"{id}/", f"{id}0")))


def choose_as_then(tx: Transaction, app: str, id: str) -> None:
    """Whom the app chose last, as it was when the run began: later choices keep nobody waiting for his next turn."""
    last, t = tables.last_chosen, tables.decision
    since = sa.select(t.c.at).where(t.c.app == app, t.c.id > id).order_by(t.c.id).limit(1)
    began = tx.execute(since).scalar_one_or_none()
    if began is None:
        return
    later = (last.c.app == app, last.c.at >= began)
    people = tx.execute(sa.select(last.c.person_id).where(*later).distinct()).scalars().all()
    query = sa.select(t.c.chosen, sa.func.max(t.c.at).label("at"))
    earlier = query.where(t.c.app == app, t.c.chosen.in_(people), t.c.id < id).group_by(t.c.chosen)
    before: dict[str, Any] = {row.chosen: row.at for row in tx.execute(earlier).all()}
    for person in people:
        mine = (*later, last.c.person_id == person)
        if person in before:
            tx.execute(sa.update(last).where(*mine).values(at=before[person]))
        else:
            tx.execute(sa.delete(last).where(*mine))


def _act(row: Any) -> str | None:
    """What the person did; None where he did nothing, or a rule did it for him."""
    if row.state != "done" or row.ended_at is None:
        return None
    if row.kind == "approval":
        return {"approved": "approve", "rejected": "reject"}.get(row.outcome or "", row.outcome)
    return str(row.outcome) if row.outcome in ("done", "declined") else None


def _span(begin: datetime, end: datetime) -> str:
    seconds = max(end - begin, timedelta()).total_seconds()
    return f"PT{round(seconds)}S"
