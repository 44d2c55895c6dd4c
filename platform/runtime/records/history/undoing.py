"""Take back what one recorded change did to a record, as long as nobody changed it since."""

from typing import Any

import sqlalchemy as sa

from ...changes import HistoryEntry
from ...changes import history as changes_of
from ...context import Context
from ...definitions import Plans, plans_in
from ...errors import NotFound
from ...forms import FormPlan, form_plan
from ...people import organisation_of
from ...storage import Transaction
from ..errors import ChangedSince
from ..followers import Written, follow
from ..rows.statements import row_for_writing
from ..writing import bury, store_change
from .earlier import values_before

_LATER = 20


def take_back(context: Context, app: str, form: str, id: str, change_id: str, *, tx: Transaction) -> None:
    """A record created by that change is deleted, a changed one gets back the values it had.

    It asks no right of its own: whoever may undo an act leaves things as they were before it. No workflow is started.
    Raises NotFound for a deleted record, ChangedSince, StillReferred, ValueTaken, InvalidValue.
    """
    plans = plans_in(context.workspace, tx)
    plan = form_plan(plans, app, form)
    entries = changes_of(tx.connection, id, limit=_LATER)
    row = row_for_writing(tx, plan, id)
    if row is None:
        raise NotFound
    done = next((entry for entry in entries if entry.id == change_id), None)
    if done is None or entries[0].id != change_id:
        raise ChangedSince(who=_who(context, tx.connection, entries))
    if done.action == "create":
        bury(context, tx, plans, plan, row, starts_workflows=False)
    else:
        _give_back(context, tx, plans, plan, row, done)


def _give_back(
    context: Context, tx: Transaction, plans: Plans, plan: FormPlan, row: dict[str, Any], done: HistoryEntry
) -> None:
    after = row | values_before(plan, row, done.patch)
    changed = [key for key, value in after.items() if row[key] != value]
    if changed:
        store_change(context, tx, plan, row, after, changed)
        follow(context, tx, plans, plan, Written("change", row, after))


def _who(context: Context, connection: sa.Connection, entries: list[HistoryEntry]) -> Any:
    name = organisation_of(context.workspace, connection).name(entries[0].actor) if entries else ""
    return name or {"zh-CN": "流程", "en": "a workflow"}
