"""Use a connection: its settings with its secrets opened, for whoever is about to call out, and only then."""

from typing import Any

import sqlalchemy as sa

from ...connectors.base import Connection
from ..context import Context
from ..definitions import plan_cache
from .errors import ConnectionNotReady
from .plan import ConnectionPlan, connection_plan
from .secrets import open_secrets
from .tables import connection_setup


def ready(context: Context, app: str, key: str) -> tuple[ConnectionPlan, Connection]:
    """A connection that was set up and is switched on. Raises NotFound, ConnectionNotReady, SecretUnreadable."""
    plan = connection_plan(plan_cache(context.workspace).latest(), app, key)
    with context.workspace.database.read() as connection:
        row = find_setup(connection, plan)
        if row is None or not row.enabled:
            raise ConnectionNotReady(title=plan.title)
        return plan, opened(context, connection, plan, row.settings)


def is_ready(connection: sa.Connection, plan: ConnectionPlan) -> bool:
    """Whether it was set up and is switched on."""
    row = find_setup(connection, plan)
    return row is not None and bool(row.enabled)


def opened(context: Context, connection: sa.Connection, plan: ConnectionPlan, settings: dict[str, Any]) -> Connection:
    """The settings as stored, loaded, with the secrets. Raises SecretUnreadable."""
    return Connection(plan.type.Settings().load(settings), open_secrets(context, connection, plan.owner))


def find_setup(connection: sa.Connection, plan: ConnectionPlan) -> Any:
    """The row of its set-up, or None."""
    t = connection_setup
    return connection.execute(sa.select(t).where(t.c.app == plan.app, t.c.key == plan.key)).one_or_none()
