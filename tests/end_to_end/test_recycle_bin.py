"""Deleted records are found again and brought back, one or several."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Response, expect

from .accounts import Account
from .acts import enter
from .product import Product

pytestmark = pytest.mark.browser

_FORM = "/apps/quotes/forms/part/records"


def test_deleted_records_are_found_and_restored(quoting: Product, open_page: Callable[..., Page]) -> None:
    clerk = Account(quoting, "ops")
    for number in range(3):
        part = clerk.ask("POST", _FORM, {"values": {"name": f"Binned {number}"}})
        clerk.ask("DELETE", f"{_FORM}/{part['id']}", If_Match='"1"')
    page = open_page(f"{quoting.url}/healthz")
    enter(page, quoting, "ops")
    page.goto(f"{quoting.url}/apps/quotes/part")
    page.get_by_role("button", name="更多", exact=True).click()
    page.get_by_role("menuitem", name="回收站").click()
    page.get_by_label("搜索", exact=True).fill("Binned")
    expect(page.get_by_text("3 条", exact=True)).to_be_visible()
    expect(page.get_by_role("row", name="Binned 0")).to_contain_text("周岚")

    page.get_by_role("checkbox", name="Binned 0").check()
    page.get_by_role("checkbox", name="Binned 2").check()
    with page.expect_response(_together):
        page.get_by_role("button", name="恢复 2 条").click()
    expect(page.get_by_text("1 条", exact=True)).to_be_visible()
    expect(page.get_by_role("row", name="Binned 1")).to_be_visible()
    assert len(clerk.get(f"{_FORM}?search=Binned")["items"]) == 2

    page.get_by_label("搜索", exact=True).fill("nothing like it")
    expect(page.get_by_text("最近 60 天删除的记录里没有「nothing like it」")).to_be_visible()


def _together(answer: Response) -> bool:
    return answer.url.endswith("/together")
