"""The director's walk: home, six figures, the records behind one, and its lineage back to the fields somebody typed."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .acts import enter, settled, sign_in
from .barriers import assert_open_to_all
from .product import Product

pytestmark = pytest.mark.browser

_SIX = ["订单金额", "下单客户数", "回款及时率", "退货率", "报价审批用时", "拜访有下一步"]


def test_a_director_reads_six_figures_and_follows_one_to_its_source(
    open_page: Callable[..., Page], sales: Product
) -> None:
    page = open_page(sales.url)
    sign_in(page, "director")
    expect(page.get_by_role("heading", level=1)).to_have_text("总监首页")
    settled(page)

    for title in _SIX:
        figure = page.get_by_role("article", name=title, exact=True).get_by_title("查看背后的记录")
        expect(figure).to_have_text(re.compile(r"\d"))
    assert_open_to_all(page)

    before = _figure(page, "退货率")
    with page.expect_response(lambda answer: "/answers" in answer.url and "east" in answer.url):
        page.get_by_label("区域", exact=True).select_option(label="华东")
    expect(page.get_by_role("article", name="退货率", exact=True).get_by_title("查看背后的记录")).not_to_have_text(
        before
    )
    page.get_by_role("article", name="退货率", exact=True).get_by_title("查看背后的记录").click()
    records = page.get_by_role("dialog", name="退货率：背后的记录")
    expect(records.get_by_role("link").filter(has_text=re.compile(r"^SO\d{8}-"))).not_to_have_count(0)
    page.keyboard.press("Escape")

    page.get_by_role("link", name="退货率：口径与来历").click()
    chain = page.get_by_role("tabpanel", name="口径与来历")
    for field in ("金额", "状态"):
        expect(chain).to_contain_text(field)


def test_on_a_phone_in_english_two_figures_stand_in_a_row(open_page: Callable[..., Page], sales: Product) -> None:
    page = open_page(f"{sales.url}/healthz", locale="en")
    enter(page, sales, "director")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{sales.url}/apps/sales_core/-/pages/director_home")
    settled(page)

    first, second = (
        page.get_by_role("article", name=name, exact=True).bounding_box()
        for name in ("Order amount", "Customers who ordered")
    )
    assert first is not None
    assert second is not None
    assert (first["y"], first["x"] < second["x"]) == (second["y"], True)
    # Nothing makes the page itself scroll sideways.
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert_open_to_all(page)


def _figure(page: Page, title: str) -> str:
    return page.get_by_role("article", name=title, exact=True).get_by_title("查看背后的记录").inner_text()
