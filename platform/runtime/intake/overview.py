"""The intakes of an app, with what came in by them."""

from datetime import datetime, timedelta
from typing import Any

import orjson
import sqlalchemy as sa

from ..calendars import day_began
from ..context import Context
from .deliveries import latest_body
from .endpoints import check_right, find_endpoint, secret_mark
from .plan import IntakePlan, intake_plan
from .sampling import sample_body
from .tables import delivery, drop, link, token


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
    told = {"today": int(day), "week": int(week), "kept": int(kept or 0)}
    if plan.channel.takes_files:
        told = _of_files(connection, plan, began)
    return told | {
        "plan": plan,
        "ready": _ready(context, connection, plan, row),
        "addressed": _has_link(connection, plan) if plan.channel.public else row is not None and bool(row.token_hash),
        "secret": secret_mark(connection, plan),
        "overlap_until": row.overlap_until if row is not None else None,
        "paused": row is not None and bool(row.paused),
    }


def _has_link(connection: sa.Connection, plan: IntakePlan) -> bool:
    query = sa.select(link.c.id).where(link.c.intake == plan.name, link.c.revoked_at.is_(None)).limit(1)
    return connection.execute(query).first() is not None


def _ready(context: Context, connection: sa.Connection, plan: IntakePlan, row: Any) -> bool:
    """Whether senders have what they need."""
    if plan.channel.public:
        return _has_link(connection, plan)
    if plan.channel.takes_tokens:
        return (
            connection.execute(
                sa.select(token.c.id).where(token.c.intake == plan.name, token.c.revoked_at.is_(None)).limit(1)
            ).first()
            is not None
        )
    return plan.channel.takes_files or (
        row is not None and row.token_hash is not None and secret_mark(connection, plan) is not None
    )


def _of_files(connection: sa.Connection, plan: IntakePlan, began: datetime) -> dict[str, int]:
    """Rows taken, and how many files of seven days could not be taken as they are."""
    d = drop.c
    since = (d.intake == plan.name, d.at >= began - timedelta(days=6))
    query = sa.select(
        sa.func.coalesce(sa.func.sum(sa.case((d.at >= began, d.taken), else_=0)), 0),
        sa.func.coalesce(sa.func.sum(d.taken), 0),
        sa.func.coalesce(sa.func.sum(sa.case((d.state.in_(("failed", "repeated")), 1), else_=0)), 0),
    ).where(*since)
    today, week, kept = connection.execute(query).one()
    return {"today": int(today), "week": int(week), "kept": int(kept)}
