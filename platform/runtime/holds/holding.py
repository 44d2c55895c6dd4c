"""Place a hold and release it. Each act stands in the change record."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from ..changes import change_of, run
from ..context import Context
from ..errors import Forbidden, NotFound
from ..forms import FormPlan
from ..identifiers import new_id
from ..localized import Localized
from ..people import has_right
from ..records.rows.statements import row_for_writing
from ..storage import Transaction
from ..storage.types import dump_moment
from .reading import RIGHT, readable_hold
from .standing import standing
from .tables import record_hold as _t


def place(
    context: Context,
    tx: Transaction,
    form: FormPlan,
    record: str,
    *,
    source: dict[str, Any],
    reason: Localized,
    fields: Sequence[str],
    persons: Sequence[str],
    releasers: Sequence[str],
    until: datetime | None,
) -> str:
    """Hold a record and return the hold's id. `source`: workflow, node, instance_id, visit of the context's app. The
    row is locked first: who is writing it just now is done before. Raises NotFound."""
    if row_for_writing(tx, form, record) is None:
        raise NotFound
    id, at = new_id(), context.now()
    values = {
        "id": id,
        "form": form.name,
        "record_id": record,
        "fields": list(fields),
        "persons": list(persons),
        "releasers": list(releasers),
        "reason": reason,
        "app": context.actor.app,
        "at": at,
        "until": until,
        **source,
    }
    tx.execute(sa.insert(_t).values(values))
    shown = {"record": record, "reason": reason, "until": None if until is None else dump_moment(until)}
    patch = [{"op": "set", "path": [name], "before": None, "after": value} for name, value in shown.items()]
    change_of(tx).entry("hold", form.name, id, "create", patch)
    return id


def release_placed(context: Context, tx: Transaction, record: str, workflow: str, node: str | None) -> int:
    """Release what a workflow of the context's app has placed on a record, by one step or (None) by any. Returns how
    many there were."""
    query = sa.select(_t).where(_t.c.record_id == record, standing(context.now()), _t.c.app == context.actor.app)
    query = query.where(_t.c.workflow == workflow, *([] if node is None else [_t.c.node == node])).order_by(_t.c.id)
    found = tx.execute(query.with_for_update()).all()
    for hold in found:
        _release(context, tx, hold)
    return len(found)


def release(context: Context, app: str, form: str, record: str, hold_id: str) -> None:
    """Release by a person: one whom the hold names, or an administrator of workflows. Raises NotFound, Forbidden."""

    def unit(tx: Transaction) -> None:
        hold, plans = readable_hold(context, tx, app, form, record, hold_id)
        if context.actor.person_id not in hold.releasers and not has_right(context, plans, RIGHT):
            raise Forbidden
        _release(context, tx, hold)

    run(context, unit)


def _release(context: Context, tx: Transaction, hold: Any) -> None:
    now, by = context.now(), context.actor.identity
    tx.execute(sa.update(_t).where(_t.c.id == hold.id).values(released_at=now, released_by=by))
    patch = [{"op": "set", "path": ["released_at"], "before": None, "after": dump_moment(now)}]
    change_of(tx).entry("hold", hold.form, hold.id, "change", patch)
