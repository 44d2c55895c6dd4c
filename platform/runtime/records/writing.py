"""Write records: every way into a form's table leads through here.

write rights → defaults → linkage → computed fields → rules and checks → one transaction with the row, its change entry
and the jobs of the workflows that listen. Forms, imports, the API, connectors and workflows all take this way.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeVar

import sqlalchemy as sa

from ..changes import Patch, change_of, run
from ..context import Context
from ..definitions import Plans, plan_cache, plans_in
from ..errors import Forbidden, NotFound, PlatformError, StaleRevision
from ..forms import FormPlan, form_plan, incoming, incoming_lines
from ..storage import Transaction
from .bulk.related import Related, create_related, drafted_with_rows
from .derived.asking import Asking
from .followers import Written, follow
from .listeners import tell
from .presenting.records import dump_record
from .querying.codec import freeze, revive
from .record import Record, record_of
from .rights import Rights, rights_on, row_data
from .rows.idempotency import digest_of, earlier_answer, keep_answer
from .rows.patches import changed_patch, deleted_patch, restored_patch, warned_patch
from .rows.referring import released_lines, still_referred
from .rows.sides import change_members
from .rows.statements import row_for_writing, rows_referring, rows_with_lines_referring, update_row
from .submission.drafting import insert_draft
from .submission.judging import judge
from .submission.links import check_links, claim_files
from .submission.moves import stage_after
from .submission.pipeline import Draft, changed_fields, draft_as_it_is, draft_change

T = TypeVar("T")
_KIND = "record"


def create(
    context: Context,
    app: str,
    form: str,
    values: Mapping[str, Any],
    *,
    idempotency_key: str | None = None,
    tx: Transaction | None = None,
    gates: bool = True,
    starts_workflows: bool = True,
    confirmed: Collection[str] | None = None,
) -> Record:
    """Create a record from JSON values and return it as the actor sees it.

    `gates=False` lets required fields be empty (a workflow may say so); `starts_workflows=False` lets listening
    workflows sleep (imports and sample data may); `confirmed` names the checks whose warnings a person has seen, None
    where nobody can be asked. A related list among the values holds rows to be made with the record, see
    `bulk/related.py`. Raises Problems with a pointer per field, Unconfirmed, Forbidden, NotFound, ValueTaken,
    IdempotencyMismatch.
    """
    if tx is not None:
        plans = plans_in(context.workspace, tx)
        draft, related = drafted_with_rows(context, plans, app, form, values, gates, tx)
        return _create(context, tx, plans, draft, related, confirmed, starts_workflows)
    plans, (draft, related) = _ahead(context, lambda plans: drafted_with_rows(context, plans, app, form, values, gates))

    def unit(tx: Transaction) -> Record:
        fresh = plans_in(context.workspace, tx)
        # What other forms answer holds only inside the unit that writes.
        kept = fresh is plans and not draft.plan.asks
        ready = (draft, related) if kept else drafted_with_rows(context, fresh, app, form, values, gates, tx)
        if idempotency_key is None:
            return _create(context, tx, fresh, *ready, confirmed)
        return _create_once(context, tx, fresh, *ready, confirmed, idempotency_key, digest_of(app, form, values))

    return _run_once_more(context, unit) if idempotency_key else run(context, unit, gathers=not related)


def change(
    context: Context,
    app: str,
    form: str,
    id: str,
    values: Mapping[str, Any],
    *,
    revision: int | None,
    tx: Transaction | None = None,
    gates: bool = True,
    confirmed: Collection[str] | None = None,
    starts_workflows: bool = True,
    source: dict[str, Any] | None = None,
) -> Record:
    """Change some fields of a record. `revision` is the one the values were made from; None only for those who hold
    the record locked. `gates=False` lets stages move freely and required fields be empty; `confirmed` as in `create`;
    `source` names the place the values came from.

    Raises StaleRevision with the current state, Problems, Unconfirmed, Forbidden, NotFound, ValueTaken.
    """

    def unit(tx: Transaction, plans: Plans) -> Record:
        plan = form_plan(plans, app, form)
        how: dict[str, Any] = {"starts_workflows": starts_workflows, "source": source}
        return _change(context, tx, plans, plan, id, values, revision, gates, confirmed, **how)

    return _in_transaction(context, tx, unit)


def move(
    context: Context, app: str, form: str, id: str, moves: Mapping[str, str], *, tx: Transaction | None = None
) -> Record:
    """Make named moves: stage field → move. Raises StageMoveRefused where a move does not begin here."""

    def unit(tx: Transaction, plans: Plans) -> Record:
        plan = form_plan(plans, app, form)
        row, _, _ = _current(context, tx, plans, plan, id, None)
        values = {key: stage_after(plan, key, name, row[key]) for key, name in moves.items()}
        return _change(context, tx, plans, plan, id, values, row["revision"], True)

    return _in_transaction(context, tx, unit)


def tick(
    context: Context,
    app: str,
    form: str,
    id: str,
    field: str,
    item: str,
    values: Mapping[str, Any],
    *,
    tx: Transaction | None = None,
) -> Record:
    """Say of one item of a checklist what was done, {"done", "remark", "evidence"}, whatever else somebody is changing
    in the record. Raises as `change`; NotFound for an item that is not there or not to be seen."""

    def unit(tx: Transaction, plans: Plans) -> Record:
        plan = form_plan(plans, app, form)
        row, rights, data = _current(context, tx, plans, plan, id, None)
        listed = field in plan.fields and plan.fields[field].type.side == "items" and field in rights.seen(data)
        if not listed or all(one["id"] != item for one in row[field] or ()):
            raise NotFound
        return _change(context, tx, plans, plan, id, {field: [{"id": item, **values}]}, row["revision"], True)

    return _in_transaction(context, tx, unit)


def delete(
    context: Context, app: str, form: str, id: str, *, revision: int | None, tx: Transaction | None = None
) -> None:
    """Put a record into the bin. Records that refer to it: refused, emptied or deleted too, as their fields say.

    Raises StillReferred, StaleRevision, Forbidden, NotFound.
    """
    _in_transaction(
        context, tx, lambda tx, plans: _delete(context, tx, plans, form_plan(plans, app, form), id, revision)
    )


def restore(context: Context, app: str, form: str, id: str, *, tx: Transaction | None = None) -> Record:
    """Bring a deleted record back; whoever may delete it may restore it. Raises Forbidden, NotFound, ValueTaken."""
    return _in_transaction(context, tx, lambda tx, plans: _restore(context, tx, plans, form_plan(plans, app, form), id))


def _in_transaction(context: Context, tx: Transaction | None, unit: Callable[[Transaction, Plans], T]) -> T:
    if tx is not None:
        return unit(tx, plans_in(context.workspace, tx))
    return run(context, lambda own: unit(own, plans_in(context.workspace, own)))


def _ahead(context: Context, prepare: Callable[[Plans], T]) -> tuple[Plans, T]:
    """Work out the draft before anybody is kept waiting for the writer's turn. What an outdated plan refuses is asked
    of the newest one."""
    cache = plan_cache(context.workspace)
    plans = cache.latest()
    try:
        return plans, prepare(plans)
    except PlatformError:
        if context.workspace.present().definition_revision == plans.revision:
            raise
    cache.forget()
    plans = cache.latest()
    return plans, prepare(plans)


def _run_once_more(context: Context, unit: Callable[[Transaction], Record]) -> Record:
    """Of two equal requests at once, the one that lost finds the other's answer the second time."""
    try:
        return run(context, unit)
    except sa.exc.IntegrityError:
        return run(context, unit)


def _create(
    context: Context,
    tx: Transaction,
    plans: Plans,
    draft: Draft,
    related: Related,
    confirmed: Collection[str] | None,
    starts_workflows: bool = True,
) -> Record:
    row = insert_draft(context, tx, plans, draft, confirmed)
    if related:
        create_related(context, tx, draft.plan, row["id"], related, confirmed, starts_workflows)
    if starts_workflows:
        tell(context, tx, plans, draft.plan, "create", draft.data, change_of(tx).id)
    return _seen(context, plans, draft.plan, row)


def _create_once(
    context: Context,
    tx: Transaction,
    plans: Plans,
    draft: Draft,
    related: Related,
    confirmed: Collection[str] | None,
    key: str,
    digest: str,
) -> Record:
    plan = draft.plan
    if (answer := earlier_answer(context, tx, key, digest)) is not None:
        return _seen(context, plans, plan, revive(plan, answer))
    record = _create(context, tx, plans, draft, related, confirmed)
    keep_answer(context, tx, key, digest, freeze(plan, draft.data["record"]))
    return record


def _change(
    context: Context,
    tx: Transaction,
    plans: Plans,
    plan: FormPlan,
    id: str,
    values: Mapping[str, Any],
    revision: int | None,
    gates: bool,
    confirmed: Collection[str] | None = None,
    *,
    starts_workflows: bool = True,
    source: dict[str, Any] | None = None,
) -> Record:
    current, rights, data = _current(context, tx, plans, plan, id, revision)
    settable = rights.changes(data)
    if settable is None:
        raise Forbidden
    asking = Asking.as_app(context, plans, plan.app, tx)
    draft = draft_change(context, plan, current, values, settable, rights.seen(data), gates, asking)
    row = draft.finish()
    changed = changed_fields(plan, current, row)
    if changed:
        check_links(context, tx, plans, plan, row, changed, current)
        judge(context, tx, draft, confirmed, changed)
        warned = warned_patch(draft.warned, confirmed is not None)
        store_change(context, tx, plan, current, row, changed, warned, source)
        claim_files(context, tx, plan, row, changed)
        if starts_workflows:
            tell(context, tx, plans, plan, "change", draft.data, change_of(tx).id)
    follow(context, tx, plans, plan, Written("change", current, row, draft.sent))
    return _seen(context, plans, plan, row, tx.connection)


def store_change(
    context: Context,
    tx: Transaction,
    plan: FormPlan,
    before: dict[str, Any],
    row: dict[str, Any],
    changed: list[str],
    besides: Patch | None = None,
    source: dict[str, Any] | None = None,
) -> None:
    """Write the fields `changed` of a locked row, with the entry in the change record."""
    row |= {"updated_at": context.now(), "updated_by": context.actor.identity, "revision": before["revision"] + 1}
    aside = {side.key: side for side in plan.sides}
    own = [key for key in changed if key not in aside]
    columns = {key: row[key] for key in (*own, "updated_at", "updated_by", "revision")}
    update_row(tx, plan, row["id"], before["revision"], columns)
    for key in changed:
        if key in aside:
            change_members(tx, aside[key], row["id"], before[key], row[key])
    patch = changed_patch(plan, before, row, changed) + (besides or [])
    change_of(tx).entry(_KIND, plan.name, row["id"], "change", patch, source)


def _delete(context: Context, tx: Transaction, plans: Plans, plan: FormPlan, id: str, revision: int | None) -> None:
    current, rights, data = _current(context, tx, plans, plan, id, revision)
    if not rights.deletes(data):
        raise Forbidden
    bury(context, tx, plans, plan, current)


def bury(
    context: Context,
    tx: Transaction,
    plans: Plans,
    plan: FormPlan,
    current: dict[str, Any],
    *,
    starts_workflows: bool = True,
) -> None:
    """Put a locked row into the bin, whatever the actor's rights."""
    now = context.now()
    columns = {
        "deleted_at": now,
        "updated_at": now,
        "updated_by": context.actor.identity,
        "revision": current["revision"] + 1,
    }
    update_row(tx, plan, current["id"], current["revision"], columns)
    change_of(tx).entry(_KIND, plan.name, current["id"], "delete", deleted_patch(now))
    follow(context, tx, plans, plan, Written("delete", current, current | columns))
    _release(context, tx, plans, plan, current["id"])
    if starts_workflows:
        data = row_data(context, current, tx.connection) | {
            "before": current,
            "param": plan.parameters,
            "calendar": plan.calendar,
        }
        tell(context, tx, plans, plan, "delete", data, change_of(tx).id)


def _release(context: Context, tx: Transaction, plans: Plans, plan: FormPlan, id: str) -> None:
    """Deal with the records that refer to a deleted one. They follow the form's definition, not the actor's rights."""
    for other, field in incoming(plans, plan):
        rule = field.settings["on_delete"]
        for row in rows_referring(tx, other, field.key, id):
            if rule == "refuse":
                raise still_referred(context, plans, other)
            if rule == "cascade":
                bury(context, tx, plans, other, row)
            else:
                emptied = row | {field.key: None}
                store_change(context, tx, other, row, emptied, [field.key])
                follow(context, tx, plans, other, Written("change", row, emptied))
    for other, side, column in incoming_lines(plans, plan):
        rule = column.settings["on_delete"]
        for row in rows_with_lines_referring(tx, other, side, column.key, id):
            if rule == "refuse":
                raise still_referred(context, plans, other)
            left = row | {side.key: released_lines(row[side.key], column.key, id, rule)}
            store_change(context, tx, other, row, left, [side.key])
            follow(context, tx, plans, other, Written("change", row, left))


def _restore(context: Context, tx: Transaction, plans: Plans, plan: FormPlan, id: str) -> Record:
    current, rights, data = _current(context, tx, plans, plan, id, None, deleted=True)
    if not rights.deletes(data):
        raise Forbidden
    asking = Asking.as_app(context, plans, plan.app, tx)
    judge(context, tx, draft_as_it_is(context, plan, current, asking), None)
    now = context.now()
    columns = {
        "deleted_at": None,
        "updated_at": now,
        "updated_by": context.actor.identity,
        "revision": current["revision"] + 1,
    }
    update_row(tx, plan, id, current["revision"], columns)
    change_of(tx).entry(_KIND, plan.name, id, "restore", restored_patch(current["deleted_at"]))
    follow(context, tx, plans, plan, Written("restore", current, current | columns))
    return _seen(context, plans, plan, current | columns, tx.connection)


def _current(
    context: Context,
    tx: Transaction,
    plans: Plans,
    plan: FormPlan,
    id: str,
    revision: int | None,
    *,
    deleted: bool = False,
) -> tuple[dict[str, Any], Rights, dict[str, Any]]:
    """The row locked, with the actor's rights on it. Who may not see it is told that it does not exist."""
    rights = rights_on(context, plans, plan)
    row = row_for_writing(tx, plan, id, deleted=deleted)
    if row is None:
        raise NotFound
    data = row_data(context, row, tx.connection)
    if not rights.reads_row(data):
        raise NotFound
    if revision is not None and revision != row["revision"]:
        current = record_of(plan, row, rights.seen(data))
        raise StaleRevision(current=dump_record(context, current, connection=tx.connection))
    return row, rights, data


def _seen(
    context: Context, plans: Plans, plan: FormPlan, row: dict[str, Any], connection: sa.Connection | None = None
) -> Record:
    """The row as its writer sees it."""
    rights = rights_on(context, plans, plan)
    return record_of(plan, row, rights.seen(row_data(context, row, connection)))
