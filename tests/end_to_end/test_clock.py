"""What comes by itself when time passes: a visitor moves the sandbox's clock, and who it concerns is told.

One company with three packages; each test has records of its own, and none minds that the clock stands later.
"""

import re
import subprocess
import uuid
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from .accounts import Account, install_app, next_lead_goes_to
from .acts import LEADS, enter, field, go_on, move_clock, settled, shown
from .places import SELLER
from .product import Product

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OpenPage = Callable[..., Page]
_TEMPLATES = Path(__file__).parents[2] / "app_templates"
_COLLEAGUE = "蔡东宇"
_HOME = ZoneInfo("Asia/Shanghai")


@pytest.fixture(scope="module")
def company() -> Iterator[Product]:
    product = Product({})
    product.start()
    install_app(Account(product, "ops"))
    for package in ("daily_report", "lead_nurture"):
        subprocess.run(product.told("install", str(_TEMPLATES / package)), check=True, capture_output=True)
    yield product
    product.close()


def test_a_lead_that_is_not_answered_goes_to_the_next_and_tells_why(company: Product, open_page: OpenPage) -> None:
    operations = Account(company, "ops")
    next_lead_goes_to(operations, SELLER)
    lead = operations.create("lead", {"company": "无人应答公司", "mobile": "13800000090"})
    desk = _page(open_page, company, "ops", f"{LEADS}/{lead['id']}")
    shown(desk, desk.get_by_role("heading", name=f"为何是{SELLER}"))
    # Both stay on duty: that the first is passed over is the second dispatch's own doing.
    next_lead_goes_to(operations, SELLER, _COLLEAGUE)
    colleague = _page(open_page, company, "seller2", "/m/", phone=True)
    waiting = colleague.get_by_role("link", name=re.compile("无人应答公司"))
    expect(waiting).to_have_count(0)

    move_clock(desk, "+4 小时")

    shown(desk, desk.get_by_role("heading", name=f"为何是{_COLLEAGUE}"))
    shown(colleague, waiting)
    expect(desk.locator("main")).to_contain_text("未响应改派")
    first = _page(open_page, company, "seller", "/m/", phone=True)
    expect(first.get_by_role("link", name=re.compile("首次联系.*无人应答公司"))).to_have_count(0)


def test_a_report_is_filed_from_the_days_actions_and_who_has_none_is_reminded(
    company: Product, open_page: OpenPage
) -> None:
    operations, seller = Account(company, "ops"), Account(company, "seller")
    _advance_to_a_working_day(operations, hour=17)
    for customer in ("宁波恒泰", "苏州朗润"):
        _create(seller, "daily_report", "sales_action", {"sort": "visit", "with_whom": customer})
    _create(seller, "daily_report", "sales_action", {"sort": "call", "with_whom": "无锡华控"})

    phone = _page(open_page, company, "seller", "/m/apps/daily_report/daily_report/new", phone=True)
    field(phone, "明日计划").fill("回访两家客户")
    go_on(phone, "提交")
    expect(phone).to_have_url(re.compile(r"/daily_report/daily_report/\w{26}$"))
    report = operations.get("/apps/daily_report/forms/daily_report/records?sort=-created_at&limit=1")["items"][0]
    assert [report["values"][key] for key in ("visit_count", "call_count", "action_count")] == [2, 1, 3]

    idle = _page(open_page, company, "seller2", "/m/messages", phone=True)
    reminders = idle.get_by_text("日报还没交")
    earlier = reminders.count()  # of days that another test let pass
    desk = _page(open_page, company, "ops", "/work")
    for _ in range(2):
        move_clock(desk, "+15 分钟")
    shown(idle, reminders.nth(earlier))
    for _ in range(2):
        move_clock(desk, "+15 分钟")
    superior = _page(open_page, company, "manager", "/m/messages", phone=True)
    shown(superior, superior.get_by_text("日报未交"))


def test_a_lead_without_a_reply_reminds_its_seller_and_later_the_superior(
    company: Product, open_page: OpenPage
) -> None:
    seller = Account(company, "seller")
    _create(seller, "lead_nurture", "prospect", {"company": "久未回复公司", "grade": "b"})
    phone = _page(open_page, company, "seller", "/m/messages", phone=True)
    reminder = phone.get_by_text(re.compile("久未回复公司 一直没有回复"))
    expect(reminder).to_have_count(0)
    desk = _page(open_page, company, "ops", "/work")
    manager = _page(open_page, company, "manager", "/m/messages", phone=True)
    escalation = manager.get_by_text(re.compile(f"久未回复公司 由 {SELLER} 跟进"))

    move_clock(desk, "+1 天")
    move_clock(desk, "+1 小时")
    shown(phone, reminder)
    expect(escalation).to_have_count(0)
    move_clock(desk, "+1 天")
    shown(manager, escalation)


def _page(open_page: OpenPage, company: Product, login: str, address: str, *, phone: bool = False) -> Page:
    page = open_page(f"{company.url}/healthz", phone=phone)
    enter(page, company, login)
    page.goto(company.url + address)
    settled(page)
    return page


def _create(account: Account, app: str, form: str, values: dict[str, Any]) -> None:
    path = f"/apps/{app}/forms/{form}/records"
    account.ask("POST", path, {"values": values}, Idempotency_Key=str(uuid.uuid4()))


def _advance_to_a_working_day(operations: Account, *, hour: int) -> None:
    """Move the clock on to an hour of the next day on which people work."""
    at = datetime.fromisoformat(operations.get("/clock")["now"]).astimezone(_HOME)
    then = at.replace(hour=hour, minute=0, second=0, microsecond=0)
    while then <= at or then.date().isoformat() in _days_off(operations, then.year):
        then += timedelta(days=1)
    operations.ask("POST", "/clock", {"advance": f"PT{int((then - at).total_seconds())}S"})


def _days_off(operations: Account, year: int) -> set[str]:
    return {day["date"] for day in operations.get(f"/calendars/years/{year}/days-off")["items"]}
