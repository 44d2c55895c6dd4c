"""Take uses of unknown names back, with the import that made them: nobody is asked for what nobody wrote."""

from collections import Counter
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from ..context import Context
from ..definitions import Plans
from ..forms import FormPlan, form_plan
from ..jobs import enqueue
from ..storage import Transaction
from .tables import unknown_name, unknown_name_use
from .unknown_names import FORGOTTEN

_t, _use = unknown_name, unknown_name_use


def forget_uses(context: Context, tx: Transaction, plans: Plans, plan: FormPlan, ids: Collection[str]) -> None:
    """The records of these ids were never written. A name that is asked about and has too few uses left goes back to
    being counted."""
    if not any(field.settings.get("unknown") is not None for field in plan.linked("record")):
        return
    mine = (_use.c.form == plan.name) & _use.c.record_id.in_(ids)
    uses = Counter(tx.execute(sa.select(_use.c.name_id).where(mine)).scalars())
    tx.execute(sa.delete(_use).where(mine))
    open_ones = sa.select(_t).where(_t.c.id.in_(uses), _t.c.state.in_(("counting", "asked"))).order_by(_t.c.id)
    for row in tx.execute(open_ones.with_for_update()).all():
        left = max(row.uses - uses[row.id], 0)
        values: dict[str, Any] = {"uses": left}
        if row.state == "asked" and left < _count_to(plans, row.field):
            values |= {"state": "counting", "asked": [], "asked_at": None, "blocks_at": None}
            values["revision"] = row.revision + 1
            enqueue(context, tx, FORGOTTEN, {"name": row.id}, key=f"{FORGOTTEN}/{row.id}/{row.revision}")
        tx.execute(sa.update(_t).where(_t.c.id == row.id).values(values))


def _count_to(plans: Plans, name: str) -> int:
    """How many uses the field asks at, 0 when it counts no more. `name` is "app.form.field"."""
    app, form, key = name.split(".", 2)
    if plans.find("form", app, form) is None:
        return 0
    field = form_plan(plans, app, form).fields.get(key)
    unknown = field.settings.get("unknown") if field is not None else None
    return int(unknown["count_to"]) if unknown else 0
