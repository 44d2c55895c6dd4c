"""Kept rollups: each write of the other form appends a delta, a job folds deltas into totals, a read adds the two.

Updating a total in place would let the writers of one parent wait for each other. Deltas are only inserted, so nobody
waits, and a read is exact at any moment: it sees total and deltas in one statement. Totals can be built anew from the
records at any time; until that was done for a definition, its rollup is worked out from the records themselves.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from ...context import Context
from ...definitions import Plans, plans_in
from ...definitions.publishing import content_hash
from ...forms import FieldPlan, FormPlan, form_plan, form_plans
from ...identifiers import new_id
from ...jobs import BULK, Job, enqueue, job_handler
from ...storage import Transaction, Workspace
from ...storage.inserting import insert_on
from ...storage.locks import hold_writers
from ...storage.prepared import Prepared
from ...storage.types import ExactDecimal
from ..followers import Follower, Written, follower
from ..rows.tables import rollup_delta, rollup_state, rollup_total

_FOLD, _BUILD = "rollup.fold", "rollup.build"
_APPEND = Prepared(sa.insert(rollup_delta), list(rollup_delta.c.keys()))
# How many writes a process makes before it asks for folding, and how many deltas one job folds.
_ENOUGH = 200
_BATCH = 5_000
_SOON = timedelta(seconds=5)


class _NotBuilt(Exception):
    """What raises is not remembered with the plans, and asked again the next time."""


def scope_of(plan: FormPlan, field: FieldPlan) -> str:
    """The name under which the field's deltas are kept."""
    return f"{plan.name}.{field.key}"


def scale_of(type_: Any) -> int:
    """The decimal places of a stored number."""
    return type_.scale if isinstance(type_, ExactDecimal) else 0


def identity_of(plans: Plans, plan: FormPlan, field: FieldPlan) -> str:
    """What the totals were built for: another definition needs others."""
    settings = field.settings
    other = form_plan(plans, *settings["target"])
    scale = scale_of(other.table.c[settings["field"]].type) if settings["field"] else 0
    told = {name: settings[name] for name in ("by", "function", "field")}
    return content_hash(told | {"form": other.name, "scale": scale})


def is_built(connection: sa.Connection, plans: Plans, plan: FormPlan, field: FieldPlan) -> bool:
    """Whether totals and deltas hold all there is; asked of the database until it is so."""
    scope = scope_of(plan, field)

    def ask() -> bool:
        known = connection.execute(sa.select(rollup_state.c.hash).where(rollup_state.c.scope == scope)).scalar()
        if known != identity_of(plans, plan, field):
            raise _NotBuilt
        return True

    try:
        return plans.once(("rollup", scope), ask)
    except _NotBuilt:
        return False


def pending(plan: FormPlan, field: FieldPlan) -> tuple[sa.ColumnElement[Any], sa.ColumnElement[Any]]:
    """Count and sum, in units of the last place, of the row's total and of the deltas that are still to be folded."""
    scope, mine = scope_of(plan, field), plan.table

    def both(name: str) -> sa.ColumnElement[Any]:
        total = sa.select(rollup_total.c[name]).where(rollup_total.c.scope == scope, rollup_total.c.parent == mine.c.id)
        deltas = sa.select(sa.func.sum(rollup_delta.c[name])).where(
            rollup_delta.c.scope == scope, rollup_delta.c.parent == mine.c.id
        )
        parts = [one.correlate(mine).scalar_subquery() for one in (total, deltas)]
        return sa.func.coalesce(parts[0], 0) + sa.func.coalesce(parts[1], 0)

    return both("count"), both("amount")


@follower
def _keeps(plans: Plans, plan: FormPlan) -> Follower | None:
    """Appends the deltas of all rollups over this form."""
    over = [
        (parent, field)
        for parent in form_plans(plans)
        for field in parent.derived
        if field.settings.get("kept") and field.settings["target"] == (plan.app, plan.key)
    ]
    if not over:
        return None
    sources = [_Source(scope_of(parent, field), plan, field.settings) for parent, field in over]
    builds = [
        (f"{_BUILD}/{scope_of(parent, field)}/{identity_of(plans, parent, field)}",
         {"app": parent.app, "form": parent.key, "field": field.key})
        for parent, field in over
    ]  # fmt: skip

    def append(context: Context, tx: Transaction, written: Written) -> None:
        for source in sources:
            for parent, (count, amount) in source.deltas(written.before, written.row).items():
                values = {"id": new_id(), "scope": source.scope, "parent": parent, "count": count, "amount": amount}
                tx.later(_APPEND, values)
        _ask_for_work(context, tx, builds)

    return append


class _Source:
    """What a row of the other form adds to its parent."""

    def __init__(self, scope: str, plan: FormPlan, settings: Mapping[str, Any]) -> None:
        self.scope = scope
        self._by = settings["by"]
        self._field = settings["field"] if settings["function"] != "count" else None
        self._scale = scale_of(plan.table.c[self._field].type) if self._field else 0

    def deltas(self, before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> dict[str, tuple[int, int]]:
        """Parent → (count, amount), without those to which nothing changes."""
        found: dict[str, tuple[int, int]] = {}
        for row, sign in ((before, -1), (after, 1)):
            if row is None or row["deleted_at"] is not None or row[self._by] is None:
                continue
            count, amount = self._adds(row)
            had = found.get(row[self._by], (0, 0))
            found[row[self._by]] = (had[0] + sign * count, had[1] + sign * amount)
        return {parent: both for parent, both in found.items() if both != (0, 0)}

    def _adds(self, row: Mapping[str, Any]) -> tuple[int, int]:
        if self._field is None:
            return 1, 0
        value = row[self._field]
        return (0, 0) if value is None else (1, int(Decimal(value).scaleb(self._scale)))


class _Asked:
    """What this process asked of the jobs: folding after so many writes, and building once for each definition."""

    def __init__(self, _: Workspace) -> None:
        self.writes = 0
        self.builds: set[str] = set()


def _ask_for_work(context: Context, tx: Transaction, builds: list[tuple[str, dict[str, Any]]]) -> None:
    """Losing a request costs time, never a figure."""
    asked = context.workspace.resource(_Asked, _Asked)
    for key, payload in builds:
        if key not in asked.builds:
            enqueue(context, tx, _BUILD, payload, key=key, lane=BULK)
            tx.after_commit(lambda key=key: asked.builds.add(key))  # type: ignore[misc]
    asked.writes += 1
    if asked.writes >= _ENOUGH:
        asked.writes = 0
        enqueue(context, tx, _FOLD, {}, run_at=context.now() + _SOON, lane=BULK)


@job_handler(_FOLD)
def _fold_job(context: Context, tx: Transaction, job: Job) -> None:
    if fold(tx) == _BATCH:
        enqueue(context, tx, _FOLD, {}, lane=BULK)


def fold(tx: Transaction) -> int:
    """Move a batch of deltas into the totals, in one transaction: a reader sees each here or there, never twice.
    Returns how many."""
    some = sa.select(rollup_delta.c.id).order_by(rollup_delta.c.id).limit(_BATCH)
    if tx.dialect.name == "postgresql":
        some = some.with_for_update(skip_locked=True)
    columns: list[Any] = [rollup_delta.c[name] for name in ("scope", "parent", "count", "amount")]
    taken = sa.delete(rollup_delta).where(rollup_delta.c.id.in_(some)).returning(*columns)
    rows: list[Any] = list(tx.execute(taken))
    sums: dict[tuple[str, str], tuple[int, int]] = {}
    for scope, parent, count, amount in rows:
        had = sums.get((scope, parent), (0, 0))
        sums[scope, parent] = (had[0] + count, had[1] + amount)
    if sums:
        statement = insert_on(tx.dialect.name, rollup_total)
        new = statement.excluded
        added = {"count": rollup_total.c.count + new["count"], "amount": rollup_total.c.amount + new["amount"]}
        # In the order of their keys, so that two who fold at once never wait for each other in a circle.
        values = [{"scope": s, "parent": p, "count": c, "amount": a} for (s, p), (c, a) in sorted(sums.items())]
        tx.execute(statement.on_conflict_do_update(index_elements=["scope", "parent"], set_=added), values)
    return len(rows)


@job_handler(_BUILD)
def _build_job(context: Context, tx: Transaction, job: Job) -> None:
    plans = plans_in(context.workspace, tx)
    if plans.find("form", job.payload["app"], job.payload["form"]) is None:
        return
    plan = form_plan(plans, job.payload["app"], job.payload["form"])
    field = plan.fields.get(job.payload["field"])
    if field is not None and field.settings.get("kept"):
        build(tx, plans, plan, field)


def build(tx: Transaction, plans: Plans, plan: FormPlan, field: FieldPlan) -> None:
    """Count and add up anew from the records themselves, while nobody writes them."""
    scope, other = scope_of(plan, field), form_plan(plans, *field.settings["target"])
    # Whoever wrote such a record has appended his delta and committed by then.
    hold_writers(tx, other.table)
    for table in (rollup_delta, rollup_total, rollup_state):
        tx.execute(sa.delete(table).where(table.c.scope == scope))
    rows = [{"scope": scope, "parent": p, "count": c, "amount": a} for p, c, a in _counted(tx, other, field)]
    for begin in range(0, len(rows), _BATCH):
        tx.execute(sa.insert(rollup_total), rows[begin : begin + _BATCH])
    tx.execute(sa.insert(rollup_state).values(scope=scope, hash=identity_of(plans, plan, field)))


def differences(tx: Transaction, plans: Plans, plan: FormPlan, field: FieldPlan) -> list[str]:
    """The parents whose kept figures are not what the records say; empty when all is well."""
    scope, other = scope_of(plan, field), form_plan(plans, *field.settings["target"])
    kept: dict[str, tuple[int, int]] = {}
    for table in (rollup_total, rollup_delta):
        columns: list[Any] = [table.c.parent, table.c.count, table.c.amount]
        found: list[Any] = list(tx.execute(sa.select(*columns).where(table.c.scope == scope)))
        for parent, count, amount in found:
            had = kept.get(parent, (0, 0))
            kept[parent] = (had[0] + count, had[1] + amount)
    real = {parent: (count, amount) for parent, count, amount in _counted(tx, other, field)}
    return sorted(one for one in kept.keys() | real.keys() if kept.get(one, (0, 0)) != real.get(one, (0, 0)))


def _counted(tx: Transaction, other: FormPlan, field: FieldPlan) -> Iterator[tuple[str, int, int]]:
    """(parent, count, amount) from the living records."""
    table, settings = other.table, field.settings
    by = table.c[settings["by"]]
    source = table.c[settings["field"]] if settings["function"] != "count" else None
    count = sa.func.count() if source is None else sa.func.count(source)
    amount: Any = sa.literal(0) if source is None else sa.func.coalesce(sa.func.sum(source), 0)
    scale = 0 if source is None else scale_of(source.type)
    columns: list[Any] = [by, count, amount]
    statement = sa.select(*columns).where(table.c.deleted_at.is_(None), by.is_not(None)).group_by(by)
    found: list[Any] = list(tx.execute(statement))
    for parent, number, total in found:
        yield parent, number, int(Decimal(total).scaleb(scale))
