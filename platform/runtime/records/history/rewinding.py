"""A record put back to what it was, for rehearsals alone: nothing follows from it."""

import sqlalchemy as sa

from ...changes.tables import change_entry
from ...context import Context
from ...definitions import plans_in
from ...errors import NotFound
from ...forms import form_plan
from ...storage import Transaction
from ..rows.statements import row_for_writing
from ..writing import store_change
from .earlier import values_before


def rewind(context: Context, tx: Transaction, app: str, form: str, id: str, change_id: str) -> None:
    """The record's values as they were right after that change. Raises NotFound for a deleted record."""
    plan = form_plan(plans_in(context.workspace, tx), app, form)
    row = row_for_writing(tx, plan, id)
    if row is None:
        raise NotFound
    t = change_entry
    later = (t.c.object_id == id, t.c.object_key == f"{app}.{form}", t.c.change_id > change_id)
    query = sa.select(t.c.patch).where(*later).order_by(t.c.change_id.desc(), t.c.ordinal.desc())
    after = dict(row)
    for patch in tx.execute(query).scalars().all():
        after |= values_before(plan, after, patch)
    changed = [key for key, value in after.items() if row[key] != value]
    if changed:
        store_change(context, tx, plan, row, after, changed)
