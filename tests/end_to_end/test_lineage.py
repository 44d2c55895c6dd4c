"""A list by creation date says 83, a board by approval date says 61: the pages say why, down to what people typed."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.builder.lineage import mismatch

from .accounts import Account
from .acts import enter
from .product import Product

pytestmark = pytest.mark.browser

_RECORDS = "/apps/requests/forms/request/records"
_SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture(scope="module")
def planted(requesting: Product) -> str:
    """Makes the records, moving the sandbox's clock on to the middle of the next month. Returns that month."""
    clerk = Account(requesting, "ops")
    now = datetime.fromisoformat(clerk.get("/clock")["now"]).astimezone(_SHANGHAI)
    middle = (now.replace(day=1) + timedelta(days=32)).replace(day=15)
    month, after = f"{middle:%Y-%m}", f"{(middle + timedelta(days=25)):%Y-%m}"
    for values in mismatch.before(month):
        clerk.ask("POST", _RECORDS, {"values": values})
    clerk.ask("POST", "/clock", {"advance": f"P{(middle.date() - now.date()).days}D"})
    for values in mismatch.made(month, after):
        clerk.ask("POST", _RECORDS, {"values": values})
    return month


def test_why_two_numbers_differ_is_told_and_followed_to_what_people_typed(
    requesting: Product, planted: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(f"{requesting.url}/healthz")
    enter(page, requesting, "ops")
    page.goto(f"{requesting.url}/apps/requests/-/metrics/approved?tab=difference")

    page.get_by_label("和哪个数比").select_option(label="全部申请 · 表单")
    page.get_by_label("归入期间", exact=True).select_option(label="按创建时间")

    told = page.get_by_role("region", name="对比差异")
    expect(told.get_by_text("83", exact=True)).to_be_visible()
    expect(told.get_by_text("61", exact=True)).to_be_visible()
    for words, records in (
        ("「来源」未填写，所以不满足筛选条件：「来源」是其中之一：官网、展会", 22),
        ("「批准日期」未填写，不属于任何期间", 3),
        (f"「批准日期」不在 {planted}", 5),
        (f"「创建时间」不在 {planted}", 8),
    ):
        expect(told.get_by_role("listitem").filter(has_text=words)).to_contain_text(f"{records} 条")
    expect(told.get_by_role("link", name="No source 0")).to_be_visible()

    page.get_by_role("tab", name="口径与来历").click()
    page.get_by_role("link", name="血缘：从哪来、谁在用").click()
    page.get_by_role("button", name=re.compile("^来源")).click()
    expect(page.get_by_role("heading", name="字段「来源」的血缘")).to_be_visible()
    values = page.get_by_role("region", name="值从哪里来")
    expect(values.get_by_text("手工填写")).to_be_visible()
    page.get_by_role("tab", name="删除影响").click()
    expect(page.get_by_text("69 条记录有值；删除后不再显示，数据保留")).to_be_visible()
