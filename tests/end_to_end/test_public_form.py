"""A public form from its link to the seller: filled in on a phone by somebody without an account."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .accounts import APP, Account
from .acts import enter, field, settled
from .barriers import assert_open_to_all
from .product import Product

pytestmark = pytest.mark.browser

LINKS = f"/apps/{APP}/intakes/website/links"


def test_somebody_without_an_account_sends_and_a_seller_sees_where_it_came_from(
    product: Product, operations: Account, open_page: Callable[..., Page]
) -> None:
    made = operations.ask("POST", LINKS, {"title": "展会", "parameters": {"utm_campaign": "fair-1"}})
    page = open_page(product.url + made["items"][0]["path"], phone=True)
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("官网咨询")
    assert_open_to_all(page)
    field(page, "公司名称").fill("无账号公司")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("alert").filter(has_text="请先勾选同意")).not_to_have_count(0)
    page.get_by_role("checkbox", name="我已阅读并同意").check()
    # What was filled in is on the device, also when the page is closed before it is sent.
    expect(page.get_by_text(re.compile("已存在本机"))).to_be_visible()
    page.reload()
    expect(field(page, "公司名称")).to_have_value("无账号公司")
    page.get_by_role("checkbox", name="我已阅读并同意").check()
    with page.expect_response(re.compile("/answers$")) as answered:
        page.get_by_role("button", name="提交").click()
    assert answered.value.status == 204
    expect(page.get_by_role("heading", name="已提交")).to_be_visible()

    (lead,) = operations.get(f"/apps/{APP}/forms/lead/records?sort=-created_at&limit=1")["items"]
    assert lead["values"]["company"] == "无账号公司"
    seller = open_page(f"{product.url}/healthz")
    enter(seller, product, "director")
    seller.goto(f"{product.url}/apps/{APP}/lead/{lead['id']}")
    expect(seller.get_by_text("链接「展会 · fair-1」")).to_be_visible()
    expect(seller.get_by_text("fair-1", exact=True).first).to_be_visible()
