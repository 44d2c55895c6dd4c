"""A workflow that a person may start: found, and asked whether it can be started now."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa

from ...context import Context
from ...definitions import Plans
from ...errors import NotFound
from ...records.querying.compiler import Reading
from ...triggers import Listener, listener_of, listeners
from .. import tables
from ..engine.transacting import app_context
from ..values import row_values

_t = tables.instance
OPEN = ("waiting", "incident")


def startable(context: Context, plans: Plans) -> list[Listener]:
    """All that the actor's roles let him start."""
    return [one for one in listeners(plans, "manual") if _may(context, plans, one)]


def startable_named(context: Context, plans: Plans, app: str, key: str) -> Listener:
    """The one of that name. Raises NotFound, also where he may not."""
    definition = plans.find("workflow", app, key)
    found = None if definition is None else listener_of(plans, definition)
    if found is None or found.type.key != "manual" or not _may(context, plans, found):
        raise NotFound
    return found


def fits(
    context: Context,
    connection: sa.Connection,
    plans: Plans,
    listener: Listener,
    record: str | None,
    told: Mapping[str, Any] = MappingProxyType({}),
) -> bool:
    """Whether the workflow's condition holds for the record, read as the app; a record that is gone fits nothing.
    `told`: the inputs."""
    data: dict[str, Any] = {"now": context.now(), "zone": context.workspace.zone, "trigger": told}
    if listener.form is not None:
        reading = Reading(app_context(context, listener.app), connection, plans, listener.form)
        found = reading.some([record or ""])
        if not found:
            return False
        data["record"] = row_values(found[0])
    return listener.holds(data)


def runs(connection: sa.Connection, listener: Listener, record: str | None) -> bool:
    """Whether one of it runs, on this record where it is about one."""
    mine = (_t.c.app == listener.app, _t.c.workflow == listener.workflow, _t.c.record_id == (record or ""))
    query = sa.select(sa.literal(1)).where(*mine, _t.c.state.in_(OPEN)).limit(1)
    return connection.execute(query).first() is not None


def _may(context: Context, plans: Plans, listener: Listener) -> bool:
    found = (plans.find("role", listener.app, key) for key in listener.settings["roles"])
    return any(role is not None and role.name in context.actor.roles for role in found)
