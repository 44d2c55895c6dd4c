"""A report that sellers owe each working day, for tests of obligations and of what is told about them."""

from datetime import datetime
from typing import Any

from loomwork.runtime import records
from loomwork.runtime.context import Context
from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.metrics.obligations import ObligationPlan, obligation_plan
from loomwork.runtime.storage import FakeClock
from tests.company import CUSTOMER, Install
from tests.measured import SHANGHAI

_OWN = {"==": [{"var": "record.author"}, {"var": "actor.person_id"}]}

REPORT: dict[str, Any] = {
    "kind": "form",
    "key": "report",
    "title": {"zh-CN": "日报", "en": "Report"},
    "fields": [
        {"key": "author", "type": "member", "title": {"zh-CN": "填报人", "en": "Author"}},
        {"key": "on", "type": "date", "title": {"zh-CN": "日期", "en": "Day"}},
        {"key": "at", "type": "datetime", "title": {"zh-CN": "时间", "en": "Moment"}},
        {"key": "about", "type": "reference", "title": "About", "settings": {"form": "customer"}},
        {"key": "pages", "type": "integer", "title": "Pages"},
    ],
}

# The customer of tests/company.py with somebody who looks after it.
KEPT = CUSTOMER | {"fields": [*CUSTOMER["fields"], {"key": "keeper", "type": "member", "title": "Keeper"}]}

SELLER = {
    "kind": "role",
    "key": "seller",
    "title": {"zh-CN": "销售", "en": "Seller"},
    "forms": {"report": {"verbs": ["create", "read"], "rows": {"read": _OWN}, "fields": {"*": "write"}}},
}
READER = {
    "kind": "role",
    "key": "reader",
    "title": "Reader",
    "forms": {"report": {"verbs": ["read"], "fields": {"*": "read", "pages": "hidden"}}},
}


def obligation(key: str = "daily", **more: Any) -> dict[str, Any]:
    """A document of an obligation to hand in reports."""
    document = {"kind": "obligation", "key": key, "title": {"zh-CN": "日报应交", "en": "Daily report"}}
    must = {"form": "report", "match": {"author": {"var": "person"}, "on": {"var": "day"}}}
    return document | {"who": {"role": "seller"}, "each": "working_day", "must": must, "by": "18:00"} | more


def owing(count: str = "on_time", key: str = "m", **more: Any) -> dict[str, Any]:
    """A document of a metric over its duties, by default which share was on time."""
    aggregate = {"type": "obligation", "obligation": "daily", "count": count, "share": count != "due"}
    title = {"zh-CN": "按时率", "en": "On time"}
    return {
        "kind": "metric",
        "key": key,
        "title": title,
        "aggregate": aggregate,
        "dimensions": ["who", "department"],
    } | more


def publish(context: Context, install: Install, *documents: dict[str, Any]) -> ObligationPlan:
    """Publish the form, the roles and the documents; gives the first obligation."""
    install([KEPT, REPORT, SELLER, READER, *documents])
    with context.workspace.database.read() as connection:
        return obligation_plan(plan_cache(context.workspace).at(connection), "crm", documents[0]["key"])


def at(clock: FakeClock, text: str) -> None:
    """Move the clock to that local time."""
    clock.set(datetime.fromisoformat(text).replace(tzinfo=SHANGHAI))


def report(context: Context, author: Context | None, on: str | None, **more: Any) -> str:
    person = None if author is None else author.actor.person_id
    return records.create(context, "crm", "report", {"author": person, "on": on} | more).id
