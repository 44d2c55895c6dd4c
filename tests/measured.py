"""A year of deals of the small company, for tests of metrics: amounts with odd fen, empty ones, ends of months."""

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from loomwork.runtime import records
from loomwork.runtime.calendars.periods import Period
from loomwork.runtime.context import Context
from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.metrics import MetricPlan, metric_plan
from loomwork.runtime.storage import FakeClock
from tests.company import CUSTOMER, DEAL, ROLES, Install

SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Deal:
    """What a test knows of a deal without asking the product. won_after: seconds from creation; None: not won."""

    id: str
    title: str
    amount: Decimal | None
    due: date | None
    source: str
    level: str | None
    visits: int | None
    created_at: datetime
    won_after: int | None

    @property
    def day(self) -> date:
        return self.created_at.astimezone(SHANGHAI).date()


def metric(key: str = "m", **more: Any) -> dict[str, Any]:
    """A document of a metric over deals."""
    document = {"kind": "metric", "key": key, "title": {"zh-CN": f"指标{key}", "en": f"Metric {key}"}, "form": "deal"}
    return document | {"aggregate": {"type": "count"}} | more


def quotient(key: str, of: str, over: str, **more: Any) -> dict[str, Any]:
    """A document of a metric that divides two others."""
    document = metric(key, aggregate={"type": "quotient", "of": of, "over": over}, **more)
    del document["form"]
    return document


def publish(context: Context, install: Install, *documents: dict[str, Any], **more: Any) -> MetricPlan:
    """Publish metrics and give the first one's plan."""
    install([CUSTOMER, DEAL, *ROLES, *documents], **more)
    return plan(context, documents[0]["key"])


def plan(context: Context, key: str = "m") -> MetricPlan:
    with context.workspace.database.read() as connection:
        return metric_plan(plan_cache(context.workspace).at(connection), "crm", key)


def make_deals(context: Context, clock: FakeClock, count: int = 60, seed: int = 1) -> list[Deal]:
    """Deals around every boundary between two periods, in the order of time."""
    source = random.Random(seed)
    customers = {
        level: records.create(context, "crm", "customer", {"name": f"Firm {level}", "level": level}).id
        for level in ("A", "B", None)
    }
    edges = [datetime(2026, month, 1, tzinfo=SHANGHAI) for month in range(2, 13)]
    edges += [datetime(2027, 1, 1, tzinfo=SHANGHAI), datetime(2027, 1, 4, tzinfo=SHANGHAI)]
    steps = [
        timedelta(microseconds=-1),
        timedelta(),
        timedelta(hours=7),
        timedelta(days=-1),
        timedelta(days=3, hours=5),
    ]
    moments = sorted(source.choice(edges) + source.choice(steps) for _ in range(count))
    deals = []
    for moment in moments:
        clock.set(max(moment, clock.now()))
        level = source.choice(["A", "B", None, "no customer"])
        raw: dict[str, Any] = {
            "title": source.choice(["甲", "乙", "丙"]),
            "amount": source.choice([None, "0.1", "0.2", "0.10", "1000.01", "0", "99999999.99", "3"]),
            "due": source.choice([None, "2026-02-28", "2026-12-31", "2027-01-01"]),
            "source": source.choice(["web", None]),
            "visits": source.choice([None, 0, 1, 7]),
        }
        created_at = clock.now()
        made = records.create(
            context, "crm", "deal", raw | ({} if level == "no customer" else {"customer": customers[level]})
        )
        won_after = None
        if raw["amount"] is not None and source.random() < 0.4:
            won_after = source.choice([0, 1, 59, 3600])
            clock.advance(timedelta(seconds=won_after))
            records.move(context, "crm", "deal", made.id, {"status": "win"})
        deals.append(
            Deal(
                made.id,
                raw["title"],
                None if raw["amount"] is None else Decimal(raw["amount"]),
                None if raw["due"] is None else date.fromisoformat(raw["due"]),
                raw["source"] or "unknown",
                None if level == "no customer" else level,
                raw["visits"],
                created_at,
                won_after,
            )
        )
    return deals


def within(deals: list[Deal], period: Period) -> list[Deal]:
    return [deal for deal in deals if period.first <= deal.day < period.after]
