"""A clerk changes and deletes many records at once, watches, and takes it back."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .accounts import Account
from .acts import enter, settled
from .product import Product

pytestmark = pytest.mark.browser

_PARTS = 60
_FORM = "/apps/quotes/forms/part/records"


def test_many_records_are_changed_deleted_and_brought_back(quoting: Product, open_page: Callable[..., Page]) -> None:
    clerk = Account(quoting, "ops")
    for number in range(_PARTS):
        clerk.ask("POST", _FORM, {"values": {"name": f"Bulk {number:02}", "price": "1.50"}})
    page = open_page(f"{quoting.url}/healthz")
    enter(page, quoting, "ops")
    page.goto(f"{quoting.url}/apps/quotes/part?search=Bulk")
    rows, foot = page.get_by_role("grid").get_by_role("row"), page.locator("footer")
    expect(foot).to_contain_text(f"{_PARTS} 条")

    rows.nth(1).hover()
    page.get_by_label("选择第 1 行").check()
    page.get_by_label("选择第 3 行").click(modifiers=["Shift"])
    expect(foot).to_contain_text("已选 3 条")
    page.get_by_role("button", name=f"选中全部 {_PARTS} 条").click()
    page.get_by_role("button", name="批量修改").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(re.compile("修改的字段")).fill("价格")
    dialog.get_by_role("option", name="价格", exact=True).click()
    dialog.get_by_label("价格改为").fill("9.90")
    dialog.get_by_role("button", name=f"修改 {_PARTS} 条").click()
    expect(dialog.get_by_text(f"{_PARTS} 条已处理，0 条保持不变")).to_be_visible()
    assert {part["values"]["price"] for part in _parts(clerk)} == {"9.90"}
    dialog.get_by_role("button", name="撤销").click()
    expect(dialog.get_by_text(f"{_PARTS} 条已恢复原样")).to_be_visible()
    assert {part["values"]["price"] for part in _parts(clerk)} == {"1.50"}
    dialog.get_by_role("button", name="关闭").last.click()
    expect(dialog).to_have_count(0)
    settled(page)

    rows.nth(1).focus()
    page.keyboard.press("Shift+ArrowDown")
    expect(foot).to_contain_text("已选 2 条")
    page.get_by_role("button", name="删除", exact=True).click()
    dialog.get_by_role("button", name="删除 2 条").click()
    expect(dialog.get_by_text("2 条已处理")).to_be_visible()
    dialog.get_by_role("button", name="关闭").last.click()
    expect(foot).to_contain_text(f"{_PARTS - 2} 条")


def _parts(clerk: Account) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = clerk.get(f"{_FORM}?limit=200&search=Bulk")["items"]
    return found
