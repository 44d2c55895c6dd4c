"""Merge records that are one: the winner takes the chosen values, every reference turns to it, the losers go into the
bin, their names become former names, and their addresses lead to the winner.

Few references: all in one transaction, one change. Many: jobs turn them some hundred at a time, and the last one ends
the merge, so that until then only references have moved. Either way `undoing.py` takes it back in one step.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from .. import records
from ..changes import change_of, run
from ..context import Context
from ..definitions import Plans, plans_in
from ..errors import Forbidden, InvalidValue, NotFound, PlatformError, StaleRevision
from ..files.tables import file_use
from ..forms import FormPlan, form_plan
from ..identifiers import new_id
from ..jobs import BULK, Job, enqueue, job_handler
from ..localized import LOCALES
from ..people import person_actor
from ..records.bulk.repointing import count_references, turn_references
from ..records.rights import rights_on, row_data
from ..records.rows.statements import row_for_writing
from ..storage import Transaction
from .entries import named
from .errors import NoNames, NotMergeable
from .storing import add_names, find_entry
from .tables import duplicate_pair, merge_item, record_merge, record_redirect

JOB = "directory.merge"
MERGED = "directory.merged"
AT_ONCE = 300
_CHUNK = 200
_MOST_RECORDS = 10
_TWO = {
    "zh-CN": "至少选择两条记录，并指明保留哪一条",
    "en": "choose two records at least and say which stays",
}
_t = record_merge


def merge(
    context: Context,
    app: str,
    form: str,
    winner: str,
    revisions: Mapping[str, int],
    chosen: Mapping[str, str],
) -> dict[str, Any]:
    """Merge the records of `revisions` (id → the revision one has seen) into `winner`; `chosen` says for a field whose
    value the winner gets (by default its own, where it has none the first that has).

    Returns the merge as `get` does. Raises NotMergeable, NotFound, Forbidden, StaleRevision, Problems, InvalidValue.
    """

    def unit(tx: Transaction) -> str:
        plans = plans_in(context.workspace, tx)
        plan = form_plan(plans, app, form)
        losers = sorted(set(revisions) - {winner})
        _check_request(plan, winner, revisions, losers)
        rows = _locked(context, tx, plans, plan, winner, revisions)
        values: dict[str, Any] = {
            "id": new_id(),
            "form": plan.name,
            "winner": winner,
            "losers": losers,
            "chosen": _choice(plan, winner, losers, rows, chosen),
            "state": "running",
            "total": count_references(tx.connection, plans, plan, losers),
            "done": 0,
            "changed": {},
            "problem": None,
            "by": context.actor.person_id,
            "at": context.now(),
        }
        tx.execute(sa.insert(_t), values)
        if values["total"] <= AT_ONCE:
            _finish(context, tx, plans, plan, values)
        else:
            _enqueue(context, tx, plan, values["id"], 0)
        return str(values["id"])

    return get(context, run(context, unit))


def get(context: Context, id: str) -> dict[str, Any]:
    """{"id", "state", "winner", "losers", "total", "done", "problem", "at", "by", …}. Raises NotFound for who does
    not see the winner."""
    with context.workspace.database.read() as connection:
        row = find_merge(connection, id)
        app, _, form = row.form.partition(".")
        records.get(context, app, form, row.winner, connection=connection)
    return {
        "id": row.id,
        "app": app,
        "form": form,
        "state": row.state,
        "winner": row.winner,
        "losers": row.losers,
        "total": row.total,
        "done": row.done,
        "at": row.at,
        "by": row.by,
        "problem": row.problem and row.problem.get(context.locale),
    }


def merged_into(context: Context, app: str, form: str, id: str) -> str | None:
    """Where a merged record is now, as far as the actor may see it; None for one that was never merged."""
    with context.workspace.database.read() as connection:
        seen = {id}
        now = _redirect(connection, f"{app}.{form}", id)
        while now is not None and now not in seen and (further := _redirect(connection, f"{app}.{form}", now)):
            seen.add(now)
            now = further
        if now is None:
            return None
        try:
            return records.get(context, app, form, now, connection=connection).id
        except NotFound:
            return None


def merged_among(context: Context, app: str, form: str, ids: Sequence[str]) -> set[str]:
    """Those of the deleted records that are part of another now: undoing their merge brings them back."""
    t = record_redirect
    statement = sa.select(t.c.record_id).where(t.c.form == f"{app}.{form}", t.c.record_id.in_(ids))
    with context.workspace.database.look() as connection:
        return set(connection.execute(statement).scalars())


def find_merge(connection: sa.Connection, id: str, *, lock: bool = False) -> Any:
    """The row of a merge. Raises NotFound."""
    statement = sa.select(_t).where(_t.c.id == id)
    row = connection.execute(statement.with_for_update() if lock else statement).one_or_none()
    if row is None:
        raise NotFound
    return row


@job_handler(JOB)
def go_on(context: Context, tx: Transaction, job: Job) -> None:
    """payload: {"merge", "step"}: turn the next references in the name of who merges, then end the merge."""
    row = find_merge(tx.connection, job.payload["merge"], lock=True)
    if row.state != "running":
        return
    plans = plans_in(context.workspace, tx)
    plan = form_plan(plans, *row.form.split(".", 1))
    acting = context.acting_as(person_actor(context.workspace, row.by, tx.connection)) if row.by else context
    values = dict(row._mapping)
    turned = _turn(acting, tx, plans, plan, values, _CHUNK)
    if turned == _CHUNK:
        _enqueue(context, tx, plan, row.id, job.payload["step"] + 1)
        return
    try:
        with tx.connection.begin_nested():
            _finish(acting, tx, plans, plan, values)
    except PlatformError as error:
        words = {locale: error.sentence(locale) for locale in LOCALES}
        tx.execute(sa.update(_t).where(_t.c.id == row.id).values(state="failed", problem=words))


def _check_request(plan: FormPlan, winner: str, revisions: Mapping[str, int], losers: Sequence[str]) -> None:
    if plan.names is None:
        raise NoNames(form=plan.title)
    if winner not in revisions or not losers:
        raise NotMergeable(
            reason={
                "zh-CN": "至少选择两条记录，并指明保留哪一条",
                "en": "choose two records at least and say which stays",
            }
        )
    if len(revisions) > _MOST_RECORDS:
        raise NotMergeable(reason={"zh-CN": f"一次最多 {_MOST_RECORDS} 条", "en": f"{_MOST_RECORDS} at a time at most"})


def _locked(
    context: Context, tx: Transaction, plans: Plans, plan: FormPlan, winner: str, revisions: Mapping[str, int]
) -> dict[str, dict[str, Any]]:
    """The rows, held in the order of their ids, after asking for every right the merge needs."""
    rights = rights_on(context, plans, plan)
    rows = {}
    for id in sorted(revisions):
        row = row_for_writing(tx, plan, id)
        data = row_data(context, row, tx.connection) if row is not None else {}
        if row is None or not rights.reads_row(data):
            raise NotFound
        if rights.changes(data) is None if id == winner else not rights.deletes(data):
            raise Forbidden
        if row["revision"] != revisions[id]:
            raise StaleRevision
        rows[id] = row | {"_seen": rights.seen(data)}
    return rows


def _choice(
    plan: FormPlan,
    winner: str,
    losers: Sequence[str],
    rows: Mapping[str, Mapping[str, Any]],
    chosen: Mapping[str, str],
) -> dict[str, str]:
    """Field → the loser whose value the winner gets; fields that stay are left out."""
    for key, id in chosen.items():
        if key not in plan.writable or id not in rows or key not in rows[id]["_seen"]:
            expected = {"zh-CN": "参与合并的记录中可见的字段", "en": "a field one sees of a record that is merged"}
            raise InvalidValue(pointer=f"/chosen/{key}", expected=expected)
    made = {}
    for key, field in plan.writable.items():
        if field.type.side == "items":
            continue  # Which items there are is told by the record they are of.
        whose = chosen.get(key)
        if whose is None and rows[winner][key] is None:
            whose = next((id for id in losers if rows[id][key] is not None and key in rows[id]["_seen"]), None)
        if whose is not None and whose != winner and rows[whose][key] != rows[winner][key]:
            made[key] = whose
    return made


def _turn(context: Context, tx: Transaction, plans: Plans, plan: FormPlan, values: dict[str, Any], most: int) -> int:
    """Turn up to `most` references to the winner. Returns how many."""
    count = 0
    for loser in values["losers"]:
        for one in turn_references(context, tx, plans, plan, loser, values["winner"], most=most - count):
            count += 1
            item = {
                "merge_id": values["id"],
                "record_id": one.record_id,
                "field": one.field,
                "line": one.line,
                "form": one.plan.name,
                "loser": loser,
            }
            tx.execute(sa.insert(merge_item), item)
        if count >= most:
            break
    values["done"] += count
    tx.execute(sa.update(_t).where(_t.c.id == values["id"]).values(done=values["done"]))
    return count


def _finish(context: Context, tx: Transaction, plans: Plans, plan: FormPlan, values: dict[str, Any]) -> None:
    """Losers first, since the winner may take a value that only one record may have."""
    winner, chosen = values["winner"], values["chosen"]
    rows = {id: _row(tx, plan, id) for id in (winner, *values["losers"])}
    # While the losers are held nobody comes to refer to them: what came while jobs turned the others turns now, for
    # deleting a loser would empty or delete it.
    if _turn(context, tx, plans, plan, values, AT_ONCE):
        rows = {id: _row(tx, plan, id) for id in rows}
    for loser in values["losers"]:
        records.delete(context, plan.app, plan.key, loser, revision=rows[loser]["revision"], tx=tx)
        tx.execute(
            sa.insert(record_redirect).values(record_id=loser, form=plan.name, winner=winner, merge_id=values["id"])
        )
    before, taken = rows[winner], {key: plan.fields[key].json(rows[id][key]) for key, id in chosen.items()}
    if taken:
        _hand_over_files(context, tx, plan, winner, chosen, rows)
        records.change(context, plan.app, plan.key, winner, taken, revision=before["revision"], tx=tx, gates=False)
    after = _row(tx, plan, winner)
    changed = {
        key: [field.json(before[key]), field.json(after[key])]
        for key, field in plan.fields.items()
        if before[key] != after[key]
    }
    _inherit_names(tx, plan, values["id"], winner, values["losers"])
    tx.execute(sa.update(_t).where(_t.c.id == values["id"]).values(state="done", changed=changed))
    patch = [{"op": "add", "path": [], "after": {"winner": winner, "losers": list(values["losers"])}}]
    change_of(tx).entry("merge", plan.name, values["id"], "merge", patch)
    # Running workflows and to-dos of the losers go on with the winner; their room stands above this one.
    payload = {"merge": values["id"], "winner": winner, "losers": list(values["losers"]), "undo": False}
    enqueue(context, tx, MERGED, payload, key=f"{MERGED}/{values['id']}")


def _row(tx: Transaction, plan: FormPlan, id: str) -> dict[str, Any]:
    row = row_for_writing(tx, plan, id)
    if row is None:
        raise NotFound
    return row


def _hand_over_files(
    context: Context, tx: Transaction, plan: FormPlan, winner: str, chosen: Mapping[str, str], rows: Mapping[str, Any]
) -> None:
    """The winner holds the files it takes over; nobody else could claim what a record uses already."""
    for key, id in chosen.items():
        if plan.fields[key].type.links != "file":
            continue
        held = {"object_kind": "record", "object_key": plan.name, "object_id": winner, "field": key}
        t = file_use
        has = set(tx.execute(sa.select(t.c.file_id).where(*(t.c[name] == one for name, one in held.items()))).scalars())
        for file_id in dict.fromkeys(rows[id][key] or ()):
            if file_id not in has:
                tx.execute(sa.insert(t).values(file_id=file_id, at=context.now(), **held))


def _inherit_names(tx: Transaction, plan: FormPlan, merge_id: str, winner: str, losers: Sequence[str]) -> None:
    t = duplicate_pair
    for loser in losers:
        if (entry := find_entry(tx.connection, loser)) is not None:
            former = [named(winner, "former", "", name.text, merge_id) for name in entry.names]
            add_names(tx, plan, winner, former)
        tx.execute(sa.delete(t).where(t.c.form == plan.name, sa.or_(t.c.one == loser, t.c.other == loser)))


def _redirect(connection: sa.Connection, form: str, id: str) -> str | None:
    t = record_redirect
    return connection.execute(sa.select(t.c.winner).where(t.c.record_id == id, t.c.form == form)).scalar_one_or_none()


def _enqueue(context: Context, tx: Transaction, plan: FormPlan, id: str, step: int) -> None:
    enqueue(context, tx, JOB, {"merge": id, "step": step}, key=f"{JOB}/{id}/{step}", lane=BULK)
