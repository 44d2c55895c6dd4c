"""What a person may start here: on a record, on the records of a form, or about no record."""

from typing import Any

import sqlalchemy as sa

from ... import records
from ...context import Context
from ...definitions import Plans, plan_cache
from ...forms import form_plan
from ...forms.describing import describe_field
from ...localized import text
from ...triggers import Listener
from ...triggers.inputs import input_fields
from ..definition.plan import workflow_plan
from .startable import fits, runs, startable


def offers(
    context: Context, app: str | None = None, form: str | None = None, record: str | None = None
) -> list[dict[str, Any]]:
    """With a form those about its records, with a record how they stand there, as {"app", "workflow", "title", "hint",
    "inputs", "menu", "state"}; else those about no record, of one app or of all.

    state: "ready", "running" for one that waits for another run of itself, "unfit" where its condition does not hold.
    Raises NotFound for a form or record that the actor does not see.
    """
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
        found = startable(context, plans)
        if app is not None and form is not None:
            name = form_plan(plans, app, form).name
            found = [one for one in found if one.form is not None and one.form.name == name]
            if record is not None:
                records.get(context, app, form, record, connection=connection)
        else:
            found = [one for one in found if one.form is None and app in (None, one.app)]
        return [_told(context, plans, one, _state(context, connection, plans, one, record)) for one in found]


def _state(context: Context, connection: sa.Connection, plans: Plans, listener: Listener, record: str | None) -> str:
    if listener.form is not None and record is None:
        return "ready"  # each record is asked when it starts on it
    if not fits(context, connection, plans, listener, record):
        return "unfit"
    return "running" if listener.settings["alone"] and runs(connection, listener, record) else "ready"


def _told(context: Context, plans: Plans, listener: Listener, state: str) -> dict[str, Any]:
    inputs = input_fields(listener.settings["inputs"], plans, listener.app)
    return {
        "app": listener.app,
        "workflow": listener.workflow,
        "title": text(workflow_plan(plans, listener.app, listener.workflow).title, context.locale),
        "hint": text(listener.settings["hint"], context.locale) if listener.settings["hint"] else None,
        "inputs": [describe_field(one, context.locale) for one in inputs.values()],
        "menu": listener.settings["menu"],
        "state": state,
    }
