"""One decision for people who ask about it: the whole explanation, why not another person, what other weights give."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from ...context import Context
from ...definitions import plan_cache
from .. import tables
from .explaining import Explanation, get_explanation
from .overriding import may_override


def get_decision(context: Context, id: str) -> dict[str, Any]:
    """See web/dispatch_schemas.py: Decision. Raises NotFound."""
    with context.workspace.database.read() as connection:
        plan_cache(context.workspace).at(connection)
        return _dumped(context, connection, get_explanation(context, connection, id))


def newest_decision(context: Context, connection: sa.Connection, instance: Any) -> dict[str, Any] | None:
    """The same of the newest decision of an instance (its row), for who may see the instance; None without any."""
    t = tables.decision
    query = sa.select(t).where(t.c.instance_id == instance.id).order_by(t.c.id.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    return None if row is None else _dumped(context, connection, Explanation(context, connection, row, instance))


def compare(context: Context, id: str, one: str, other: str) -> list[str]:
    """Why the person `one` and not `other`, in sentences. Raises NotFound."""
    with context.workspace.database.read() as connection:
        plan_cache(context.workspace).at(connection)
        return get_explanation(context, connection, id).compare(one, other)


def try_weights(context: Context, id: str, weights: Mapping[str, Decimal]) -> list[dict[str, Any]]:
    """The order that other weights would have given. Raises NotFound."""
    with context.workspace.database.read() as connection:
        plan_cache(context.workspace).at(connection)
        return get_explanation(context, connection, id).tried(weights)


def _dumped(context: Context, connection: sa.Connection, explanation: Explanation) -> dict[str, Any]:
    return explanation.dump() | {"may_override": may_override(context, connection, explanation)}
