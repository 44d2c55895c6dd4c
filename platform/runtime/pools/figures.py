"""Figures of a pool: what lies in it by cause and age, who claimed how much on which day, returns, conflicts."""

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from ..calendars import local_day
from ..context import Context
from ..errors import Forbidden
from ..localized import text
from ..people import organisation_of
from .access import is_manager
from .limits import day_began
from .listing import cause_of
from .plan import PoolPlan
from .tables import pool_move, pool_place

# Older than so many days, from the oldest down.
AGES = (30, 7, 1, 0)
_MOVES = ("claimed", "assigned", "returned", "recycled", "missed")


def figures(context: Context, pool: PoolPlan, days: int) -> dict[str, Any]:
    """Of the last `days` days, today among them, for managers. Raises Forbidden."""
    if not is_manager(context.actor, pool):
        raise Forbidden
    now, since = context.now(), day_began(context) - timedelta(days=days - 1)
    p, m = pool_place.c, pool_move.c
    in_it = sa.and_(p.pool == pool.name, p.state == "lying")
    causes = sa.select(p.act, p.reason, p.words, sa.func.count()).where(in_it).group_by(p.act, p.reason, p.words)
    moved = sa.select(m.act, m.by, m.at).where(m.pool == pool.name, m.at >= since, m.act.in_(_MOVES))
    with context.workspace.database.read() as connection:
        by_cause: Counter[str] = Counter()
        for act, reason, words, number in connection.execute(causes):
            row: Mapping[str, Any] = {"reason": reason, "words": words}
            by_cause[cause_of(context, pool, row) or text(_ACTS[act], context.locale)] += number
        by_age = {
            age: connection.execute(
                sa.select(sa.func.count()).where(in_it, p.since <= now - timedelta(days=age))
            ).scalar_one()
            for age in AGES
        }
        moves = connection.execute(moved).all()
        named = organisation_of(context.workspace, connection).name
    claims = Counter((by, local_day(at, context.workspace.zone)) for act, by, at in moves if act == "claimed")
    counted = Counter(act for act, _, _ in moves)
    return {
        "days": days,
        "lying": by_age[0],
        "by_cause": [{"cause": cause, "count": number} for cause, number in by_cause.most_common()],
        "by_age": [{"days": age, "count": by_age[age]} for age in reversed(AGES)],
        "claims": [
            {"person": {"id": by, "name": named(by)}, "day": day.isoformat(), "count": number}
            for (by, day), number in sorted(claims.items(), key=lambda one: (one[0][1], one[1]), reverse=True)
        ],
        "claimed": counted["claimed"],
        "assigned": counted["assigned"],
        "returned": counted["returned"],
        "recycled": counted["recycled"],
        "conflicts": counted["missed"],
    }


_ACTS = {
    "put_in": {"zh-CN": "放入", "en": "Put in"},
    "returned": {"zh-CN": "退回", "en": "Returned"},
    "recycled": {"zh-CN": "到期回收", "en": "Taken back"},
}
