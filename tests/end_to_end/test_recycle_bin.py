"""Deleted records are found again and brought back, one or several."""

from collections.abc import Callable

from playwright.sync_api import Page, Response, expect

from .accounts import APP, Account
from .acts import enter
from .product import Product


def test_deleted_leads_are_found_and_restored(
    product: Product, operations: Account, open_page: Callable[..., Page]
) -> None:
    for number in range(3):
        lead = operations.create("lead", {"company": f"Binned {number}", "contact": "Ada"})
        operations.delete("lead", lead)
    page = open_page(f"{product.url}/healthz")
    enter(page, product, "ops")
    page.goto(f"{product.url}/apps/{APP}/lead")
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
    assert len(operations.records("lead", "Binned")) == 2

    page.get_by_label("搜索", exact=True).fill("nothing like it")
    expect(page.get_by_text("最近 60 天删除的记录里没有「nothing like it」")).to_be_visible()


def _together(answer: Response) -> bool:
    return answer.url.endswith("/together")
