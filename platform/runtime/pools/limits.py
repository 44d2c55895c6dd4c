"""How many one may still claim: today, and by what one holds. Counted in the unit that claims, under a lock."""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from ..calendars import local_day
from ..context import Context
from ..definitions import Plans
from ..storage import Transaction
from ..storage.locks import hold
from .errors import ClaimLimit
from .plan import PoolPlan, pools_on
from .standing import cared_for
from .tables import pool_move


@dataclass(frozen=True, slots=True)
class Quota:
    """`per_day` and `holding` are None where there is no limit."""

    today: int
    per_day: int | None
    held: int
    holding: int | None

    @property
    def left(self) -> int | None:
        """How many more may be claimed now; None without a limit."""
        rooms = [
            most - now for most, now in ((self.per_day, self.today), (self.holding, self.held)) if most is not None
        ]
        return max(0, min(rooms)) if rooms else None

    def dump(self) -> dict[str, Any]:
        return {
            "today": self.today,
            "per_day": self.per_day,
            "held": self.held,
            "holding": self.holding,
            "left": self.left,
        }


def quota(context: Context, connection: sa.Connection, plans: Plans, pool: PoolPlan, person: str) -> Quota:
    """What the person has claimed today and holds, beside the limits. The day is the workspace's."""
    t = pool_move.c
    claims = sa.select(sa.func.count()).where(
        t.pool == pool.name, t.by == person, t.act == "claimed", t.at >= day_began(context)
    )
    table = pool.form.table
    cared = cared_for(pools_on(plans, pool.form.app, pool.form.key), pool, connection.dialect.name)
    held = sa.select(sa.func.count()).select_from(table).where(table.c[pool.holder] == person, cared)
    return Quota(
        connection.execute(claims).scalar_one(),
        pool.value(plans, pool.per_day),
        connection.execute(held).scalar_one(),
        pool.value(plans, pool.holding),
    )


def hold_quota(tx: Transaction, pool: PoolPlan, person: str) -> None:
    """Of two units that give the person something of this pool, the second waits for the first."""
    hold(tx, [f"pool/{pool.name}/{person}"])


def check_quota(found: Quota) -> None:
    """Raises ClaimLimit when nothing more may be claimed."""
    if found.per_day is not None and found.today >= found.per_day:
        reason = {
            "zh-CN": f"今天已领 {found.today} 条，达到每天 {found.per_day} 条的上限，明天再来。",
            "en": f"You have claimed {found.today} today, and {found.per_day} a day are allowed. Come back tomorrow.",
        }
        raise ClaimLimit(reason=reason)
    if found.holding is not None and found.held >= found.holding:
        reason = {
            "zh-CN": f"你已持有 {found.held} 条，达到 {found.holding} 条的上限；先处理或退回一些再领。",
            "en": f"You hold {found.held}, and {found.holding} are allowed. Finish or return some first.",
        }
        raise ClaimLimit(reason=reason)


def day_began(context: Context) -> datetime:
    """When the workspace's day began."""
    zone = context.workspace.zone
    return datetime.combine(local_day(context.now(), zone), time(), ZoneInfo(zone)).astimezone(UTC)
