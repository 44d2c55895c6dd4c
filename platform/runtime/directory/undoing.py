"""Undo a merge in one step: references turn back, the winner's fields get their old values, the losers come back.

What somebody changed since is told first and never overwritten: who undoes all the same keeps that.
"""

from itertools import groupby
from typing import Any

import sqlalchemy as sa

from .. import records
from ..changes import change_of, run
from ..context import Context
from ..definitions import Plans, plans_in
from ..errors import NotFound
from ..forms import FormPlan, form_plan
from ..jobs import BULK, Job, enqueue, job_handler
from ..localized import listed_in_all
from ..people import person_actor
from ..records.bulk.repointing import pointing_elsewhere, turn_back, turn_lines_back
from ..records.rights import rights_on, row_data
from ..records.rows.statements import row_for_writing
from ..storage import Transaction
from .errors import MergeMoved, MergeOver
from .merging import AT_ONCE, MERGED, find_merge, get
from .storing import drop_added
from .tables import merge_item, record_merge, record_redirect

JOB = "directory.undo"
_CHUNK = 200
_GONE = {
    "zh-CN": "保留的记录已被删除或又被合并，先撤销那一步",
    "en": "the record that stayed was deleted or merged since; undo that first",
}
_t = record_merge


def undo(context: Context, id: str, *, keep_changes: bool = False) -> dict[str, Any]:
    """Take a merge back; `keep_changes` goes on where records changed since. Returns the merge as `get` does.

    Raises MergeMoved, MergeOver, NotFound, Forbidden.
    """
    _check_seen(context, id)

    def unit(tx: Transaction) -> None:
        row = find_merge(tx.connection, id, lock=True)
        plans = plans_in(context.workspace, tx)
        plan = form_plan(plans, *row.form.split(".", 1))
        winner = _winner(context, tx, plans, plan, row)
        moved_fields = _moved_fields(plan, row, winner)
        moved = _moved_items(tx, plans, row)
        if (moved_fields or moved) and not keep_changes:
            titles = [plan.fields[key].title for key in moved_fields] or ["—"]
            raise MergeMoved(fields=listed_in_all(titles), count=moved)
        _restore(context, tx, plan, row, winner, moved_fields)
        who = {"undone_by": context.actor.person_id, "undone_at": context.now()}
        if row.done > AT_ONCE:
            tx.execute(sa.update(_t).where(_t.c.id == id).values(state="undoing", **who))
            _enqueue(context, tx, id, 0)
            return
        _turn_back(context, tx, plans, row, AT_ONCE)
        tx.execute(sa.update(_t).where(_t.c.id == id).values(state="undone", done=0, **who))

    run(context, unit)
    return get(context, id)


@job_handler(JOB)
def go_on(context: Context, tx: Transaction, job: Job) -> None:
    """payload: {"merge", "step"}: turn the next references back."""
    row = find_merge(tx.connection, job.payload["merge"], lock=True)
    if row.state != "undoing":
        return
    plans = plans_in(context.workspace, tx)
    by = row.undone_by
    acting = context.acting_as(person_actor(context.workspace, by, tx.connection)) if by else context
    count = _turn_back(acting, tx, plans, row, _CHUNK)
    done = max(0, row.done - count)
    state = "undoing" if count == _CHUNK else "undone"
    tx.execute(sa.update(_t).where(_t.c.id == row.id).values(done=done if count == _CHUNK else 0, state=state))
    if count == _CHUNK:
        _enqueue(context, tx, row.id, job.payload["step"] + 1)


def _check_seen(context: Context, id: str) -> None:
    """Who does not see the winner knows of no merge. Raises NotFound, MergeOver where the winner is in the bin."""
    with context.workspace.database.read() as connection:
        row = find_merge(connection, id)
        app, _, form = row.form.partition(".")
        try:
            records.get(context, app, form, row.winner, connection=connection)
        except NotFound:
            records.get(context, app, form, row.winner, connection=connection, deleted=True)
            raise MergeOver(reason=_GONE) from None


def _winner(context: Context, tx: Transaction, plans: Plans, plan: FormPlan, row: Any) -> dict[str, Any]:
    """The winner, locked. Raises MergeOver where the merge is not the latest thing that happened to it."""
    if row.state not in ("done", "failed"):
        reason = {
            "running": {"zh-CN": "合并还在进行", "en": "the merge is still running"},
            "undoing": {"zh-CN": "正在撤销", "en": "it is being undone"},
        }.get(row.state, {"zh-CN": "已经撤销过", "en": "it was undone already"})
        raise MergeOver(reason=reason)
    winner = row_for_writing(tx, plan, row.winner)
    if winner is None:
        raise MergeOver(reason=_GONE)
    if rights_on(context, plans, plan).changes(row_data(context, winner, tx.connection)) is None:
        raise NotFound
    return winner


def _moved_fields(plan: FormPlan, row: Any, winner: dict[str, Any]) -> list[str]:
    """The fields that the merge set and somebody has set again since."""
    return [
        key
        for key, (_, after) in row.changed.items()
        if key in plan.writable and plan.fields[key].json(winner[key]) != after
    ]


def _moved_items(tx: Transaction, plans: Plans, row: Any) -> int:
    """How many of the references turned to the winner point elsewhere by now."""
    count = 0
    t = merge_item
    kinds = tx.execute(sa.select(t.c.form, t.c.field).where(t.c.merge_id == row.id).distinct()).all()
    for kind in kinds:
        same = (t.c.merge_id == row.id, t.c.form == kind.form, t.c.field == kind.field)
        items = sa.select(t.c.record_id, t.c.line).where(*same).subquery()
        count += pointing_elsewhere(tx, form_plan(plans, *kind.form.split(".", 1)), kind.field, items, row.winner)
    return count


def _restore(
    context: Context, tx: Transaction, plan: FormPlan, row: Any, winner: dict[str, Any], moved: list[str]
) -> None:
    """The winner first, so that what it took is free when the loser comes back with it."""
    if row.state == "failed":
        return
    back = {key: before for key, (before, _) in row.changed.items() if key in plan.writable and key not in moved}
    if back:
        records.change(context, plan.app, plan.key, row.winner, back, revision=winner["revision"], tx=tx, gates=False)
    drop_added(tx, plan, row.winner, row.id)
    for loser in row.losers:
        tx.execute(sa.delete(record_redirect).where(record_redirect.c.record_id == loser))
        if row_for_writing(tx, plan, loser, deleted=True) is not None:
            records.restore(context, plan.app, plan.key, loser, tx=tx)
    patch = [{"op": "remove", "path": [], "before": {"winner": row.winner, "losers": row.losers}}]
    change_of(tx).entry("merge", plan.name, row.id, "undo", patch)
    payload = {"merge": row.id, "winner": row.winner, "losers": row.losers, "undo": True}
    enqueue(context, tx, MERGED, payload, key=f"{MERGED}/{row.id}/undo")


def _turn_back(context: Context, tx: Transaction, plans: Plans, row: Any, most: int) -> int:
    """Turn up to `most` references back and forget them. Returns how many were dealt with."""
    t = merge_item
    order = (t.c.record_id, t.c.field, t.c.line)
    items = tx.execute(sa.select(t).where(t.c.merge_id == row.id).order_by(*order).limit(most)).all()
    for (form, record, field), group in groupby(items, lambda item: (item.form, item.record_id, item.field)):
        plan, turned = form_plan(plans, *form.split(".", 1)), {item.line: item.loser for item in group}
        if "." in field:
            turn_lines_back(context, tx, plans, plan, field, record, row.winner, turned)
        elif field in plan.fields:
            turn_back(context, tx, plans, plan, field, record, row.winner, turned[""])
        same = (t.c.merge_id == row.id, t.c.record_id == record, t.c.field == field, t.c.line.in_(turned))
        tx.execute(sa.delete(t).where(*same))
    return len(items)


def _enqueue(context: Context, tx: Transaction, id: str, step: int) -> None:
    enqueue(context, tx, JOB, {"merge": id, "step": step}, key=f"{JOB}/{id}/{step}", lane=BULK)
