"""What a picked record fills in, on the ways of writing where no page did it.

It is read with the actor's rights: what he may not see is not filled in.
"""

from collections.abc import Collection, Mapping
from typing import Any

import sqlalchemy as sa

from ...context import Context
from ...definitions import Plans
from ...forms import FormPlan, form_plan
from ...identifiers import is_id
from ...storage import Transaction
from ..reading import reading_of


def filled_in(
    context: Context,
    plans: Plans,
    plan: FormPlan,
    values: Mapping[str, Any],
    settable: Collection[str],
    tx: Transaction | None,
) -> Mapping[str, Any]:
    """The values with those that picked records fill in, where nothing was sent for them."""
    missing = {
        key: {own: theirs for own, theirs in fills.items() if own not in values and own in settable}
        for key, fills in plan.fills.items()
        if is_id(values.get(key))
    }
    if not any(missing.values()):
        return values
    if tx is not None:
        return {**_filling(context, tx.connection, plans, plan, values, missing), **values}
    with context.workspace.database.read() as connection:
        return {**_filling(context, connection, plans, plan, values, missing), **values}


def _filling(
    context: Context,
    connection: sa.Connection,
    plans: Plans,
    plan: FormPlan,
    values: Mapping[str, Any],
    missing: Mapping[str, Mapping[str, str]],
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, fills in missing.items():
        other = form_plan(plans, *plan.fields[key].settings["target"])
        reading = reading_of(context, connection, plans, other) if fills else None
        for record in reading.some([values[key]]) if reading is not None else ():
            for own, theirs in fills.items():
                if (value := record.values.get(theirs)) is not None:
                    found.setdefault(own, other.fields[theirs].json(value))
    return found
