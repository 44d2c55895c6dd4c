"""The intakes of an app, with what came in by them."""

from datetime import timedelta
from typing import Any

import orjson
import sqlalchemy as sa

from ..calendars import day_began
from ..context import Context
from .deliveries import latest_body
from .endpoints import check_right, find_endpoint, secret_mark
from .plan import IntakePlan, intake_plan
from .sampling import sample_body
from .tables import delivery, link


def listed(context: Context, app: str) -> list[dict[str, Any]]:
    """All intakes of the app, see `described`. Raises Forbidden."""
    plans = check_right(context)
    found = [intake_plan(plans, app, one.key) for one in plans.documents("intake", app)]
    with context.workspace.database.read() as connection:
        return [described(context, connection, plan) for plan in found]


def shown(context: Context, app: str, key: str) -> dict[str, Any]:
    """One intake as `described`, with "sample" (what its senders may begin with), "latest" (the body that came last, or
    None) and "examples". Raises Forbidden, NotFound."""
    plan = intake_plan(check_right(context), app, key)
    with context.workspace.database.read() as connection:
        told = described(context, connection, plan) | {"latest": latest_body(connection, plan)}
    sample = sample_body(plan, context.locale)
    written = orjson.dumps(sample).decode()
    return told | {"sample": sample, "examples": plan.channel.examples(written)}


def described(context: Context, connection: sa.Connection, plan: IntakePlan) -> dict[str, Any]:
    """{"plan", "addressed", "secret", "overlap_until", "paused", "today", "week", "kept"}; `addressed`: it can be
    reached; `secret`: who made it when; `today` and `week` (seven days, today the last): how many became records."""
    row = find_endpoint(connection, plan.name)
    began = day_began(context.now(), context.workspace.zone)
    d = delivery.c
    query = sa.select(
        sa.func.coalesce(sa.func.sum(sa.case((d.at >= began, d.taken), else_=0)), 0),
        sa.func.coalesce(sa.func.sum(d.taken), 0),
    ).where(d.intake == plan.name, d.at >= began - timedelta(days=6))
    day, week = connection.execute(query).one()
    kept = connection.execute(sa.select(sa.func.sum(d.kept)).where(d.intake == plan.name)).scalar()
    return {
        "plan": plan,
        "addressed": _has_link(connection, plan) if plan.channel.public else row is not None and bool(row.token_hash),
        "secret": secret_mark(connection, plan),
        "overlap_until": row.overlap_until if row is not None else None,
        "paused": row is not None and bool(row.paused),
        "today": int(day),
        "week": int(week),
        "kept": int(kept or 0),
    }


def _has_link(connection: sa.Connection, plan: IntakePlan) -> bool:
    query = sa.select(link.c.id).where(link.c.intake == plan.name, link.c.revoked_at.is_(None)).limit(1)
    return connection.execute(query).first() is not None
