"""The state of a record's workflow, in its system column: shown and filtered by, never part of its history."""

import sqlalchemy as sa

from ...context import Context
from ...definitions import plans_in
from ...forms import form_plan
from ...storage import Transaction
from ...storage.prepared import Prepared


def set_flow_state(context: Context, tx: Transaction, app: str, form: str, id: str, state: str | None) -> None:
    """Note the state of the record's workflow; the record's own revision stays."""
    plans = plans_in(context.workspace, tx)
    table = form_plan(plans, app, form).table
    # Every workflow that starts or ends runs it.
    prepared = plans.once(("set_flow_state", table.name), lambda: _update(table))
    prepared.leave(tx, {"of_id": id, "state": state})


def _update(table: sa.Table) -> Prepared:
    update = sa.update(table).where(table.c.id == sa.bindparam("of_id"))
    return Prepared(update.values(flow_state=sa.bindparam("state")))
