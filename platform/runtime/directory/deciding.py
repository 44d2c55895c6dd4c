"""Decide what an unknown name is: a new record, another name of one that is there, or nothing one may use.

Those asked find it among their to-dos (`workflows/asked_names`), which call this. The decision fills the records that
were written with the name meanwhile.
"""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from .. import records
from ..changes import change_of
from ..context import Context
from ..definitions import Plans, plan_cache, plans_in
from ..errors import InvalidValue, NotFound
from ..forms import FormPlan, form_plan
from ..localized import listed, text
from ..people import access_to, organisation_of
from ..records.bulk.repointing import turn
from ..records.rows.statements import row_for_writing
from ..storage import Transaction
from .choosing import why
from .entries import named
from .errors import NameDecided
from .matching import match
from .storing import add_names
from .tables import unknown_name, unknown_name_use
from .unknown_names import blocks

DECISIONS = ("create", "same", "refuse")
_t, _use = unknown_name, unknown_name_use
_MOST = 200
_LONGEST_REASON = 500


def decide(
    context: Context,
    tx: Transaction,
    id: str,
    decision: str,
    *,
    record: str | None = None,
    values: Mapping[str, Any] | None = None,
    reason: str = "",
) -> str | None:
    """Decide in the caller's transaction, who knows that the actor is asked; returns the id of the record that the
    name means, if any. `record` goes with "same", `values` (besides the legal name) with "create", `reason` with
    "refuse".

    Raises NotFound, NameDecided, InvalidValue, and what creating a record raises.
    """
    if decision not in DECISIONS:
        raise InvalidValue(
            pointer="/decision", expected={"zh-CN": "一种决定", "en": f"one of {listed(DECISIONS, 'en')}"}
        )
    plans = plans_in(context.workspace, tx)
    row = tx.execute(sa.select(_t).where(_t.c.id == id).with_for_update()).one_or_none()
    if row is None:
        raise NotFound
    if row.state != "asked":
        raise NameDecided
    plan = form_plan(plans, *row.target.split(".", 1))
    means = _carry_out(context, tx, plan, row.name, decision, record, values or {})
    words = _reason(reason) if decision == "refuse" else None
    state = {"create": "created", "same": "same", "refuse": "refused"}[decision]
    decided = {
        "state": state,
        "record_id": means,
        "reason": words,
        "decided_by": context.actor.person_id,
        "decided_at": context.now(),
        "revision": row.revision + 1,
    }
    tx.execute(sa.update(_t).where(_t.c.id == id).values(decided))
    patch = [{"op": "set", "path": ["state"], "before": "asked", "after": state}]
    change_of(tx).entry("unknown_name", row.target, id, "decide", patch)
    if means is not None:
        _fill_waiting(context, tx, plans, id, means)
    return means


def asked_name(context: Context, connection: sa.Connection, id: str) -> dict[str, Any]:
    """What deciding needs to know, in the reader's language. Raises NotFound, also where the form is gone."""
    row = connection.execute(sa.select(_t).where(_t.c.id == id)).one_or_none()
    if row is None:
        raise NotFound
    app, _, form = row.target.partition(".")
    plans = plan_cache(context.workspace).at(connection)
    plan = form_plan(plans, app, form)
    uses = sa.select(_use.c.by).where(_use.c.name_id == row.id).distinct().limit(_MOST)
    organisation = organisation_of(context.workspace, connection)
    names = (organisation.name(by) for by in connection.execute(uses).scalars())
    return {
        "name": row.name,
        "count": row.uses,
        "app": app,
        "form": form,
        "form_title": text(plan.title, context.locale),
        "used_by": sorted(filter(None, names)),
        "asked_at": row.asked_at,
        "blocks_at": row.blocks_at,
        "blocked": blocks(row, context.now()),
        "may_create": access_to(context, plans, app, form).may("create"),
        "suggestions": _suggestions(context, connection, app, form, row.name) if row.state == "asked" else [],
    }


def _carry_out(
    context: Context,
    tx: Transaction,
    plan: FormPlan,
    name: str,
    decision: str,
    record: str | None,
    values: Mapping[str, Any],
) -> str | None:
    assert plan.names is not None
    if decision == "refuse":
        return None
    if decision == "create":
        whole = {plan.names.legal: name, **values}
        return records.create(context, plan.app, plan.key, whole, tx=tx).id
    if record is None:
        raise InvalidValue(pointer="/record", expected={"zh-CN": "一条已有的记录", "en": "an existing record"})
    found = records.get(context, plan.app, plan.key, record, connection=tx.connection)
    add_names(tx, plan, found.id, [named(found.id, "alias", "", name)])
    patch = [{"op": "add", "path": ["names"], "after": name}]
    change_of(tx).entry("record", plan.name, found.id, "alias", patch)
    return found.id


def _fill_waiting(context: Context, tx: Transaction, plans: Plans, name_id: str, means: str) -> None:
    """The records that stayed empty for want of a decision; one that was filled or deleted since is let alone."""
    waiting = sa.select(_use).where(_use.c.name_id == name_id, _use.c.record_id.is_not(None))
    for use in tx.execute(waiting.order_by(_use.c.record_id)).all():
        plan = form_plan(plans, *use.form.split(".", 1))
        row = row_for_writing(tx, plan, use.record_id)
        if row is not None and use.field in plan.fields and row[use.field] is None:
            turn(context, tx, plans, plan, plan.fields[use.field], row, means)


def _suggestions(context: Context, connection: sa.Connection, app: str, form: str, name: str) -> list[dict[str, Any]]:
    try:
        hits = match(context, app, form, name, connection=connection).suggestions
    except NotFound:
        return []
    return [{"id": hit.id, "label": hit.label, "detail": why(context, hit)} for hit in hits]


def _reason(reason: str) -> str:
    words = reason.strip()
    if not words or len(words) > _LONGEST_REASON or "\0" in words:
        expected = {
            "zh-CN": f"理由，不超过 {_LONGEST_REASON} 字",
            "en": f"a reason of up to {_LONGEST_REASON} characters",
        }
        raise InvalidValue(pointer="/reason", expected=expected)
    return words
