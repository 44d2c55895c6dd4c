"""Whether a public form may be filled in now, and if not, why not."""

from datetime import datetime
from typing import Any, Literal

import sqlalchemy as sa

from ..context import Context
from .endpoints import find_endpoint
from .plan import IntakePlan
from .tables import delivery

State = Literal["open", "early", "closed", "full", "paused", "revoked"]


def state_of(context: Context, connection: sa.Connection, plan: IntakePlan, link: Any) -> State:
    """The first that keeps it shut, else "open". `link`: its row."""
    settings, now = plan.settings, context.now()
    row = find_endpoint(connection, plan.name)
    if link.revoked_at is not None:
        return "revoked"
    if row is not None and row.paused:
        return "paused"
    if settings["opens_at"] is not None and now < _moment(settings["opens_at"]):
        return "early"
    if settings["closes_at"] is not None and now >= _moment(settings["closes_at"]):
        return "closed"
    if settings["limit"] is not None and _taken(connection, plan) >= settings["limit"]:
        return "full"
    return "open"


def _moment(written: str) -> datetime:
    return datetime.fromisoformat(written)


def _taken(connection: sa.Connection, plan: IntakePlan) -> int:
    """How many answers there are; what was kept is one too, as it may become a record yet."""
    d = delivery.c
    query = sa.select(sa.func.coalesce(sa.func.sum(d.taken + d.kept), 0)).where(d.intake == plan.name)
    return int(connection.execute(query).scalar_one())
