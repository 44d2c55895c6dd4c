"""Where there is too little room to design: on a tablet all is read and talked about, on a phone it is previewed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .accounts import Account
from .acts import enter, settled
from .barriers import assert_open_to_all
from .building import draft
from .product import Product

pytestmark = pytest.mark.browser

_FORM = {
    "kind": "form",
    "key": "room",
    "title": "会议室",
    "fields": [{"key": "name", "type": "text", "title": "名称"}, {"key": "floor", "type": "integer", "title": "楼层"}],
}


@pytest.fixture
def page(workplace: Product, open_page: Callable[..., Page]) -> Page:
    account = Account(workplace, "ops")
    account.ask("POST", "/apps", {"key": "rooms", "title": "会议"})
    draft(account, "rooms", _FORM)
    page = open_page(f"{workplace.url}/healthz")
    enter(page, workplace, "ops")
    return page


def test_on_a_tablet_one_reads_and_comments(workplace: Product, page: Page) -> None:
    page.set_viewport_size({"width": 1024, "height": 768})
    page.goto(f"{workplace.url}/build/rooms/form/room")
    settled(page)
    expect(page.get_by_text("窗口不到 1200 像素宽")).to_be_visible()
    expect(page.get_by_role("button", name="检查并发布")).to_have_count(0)
    expect(page.get_by_role("complementary", name="字段与布局")).to_have_count(0)
    page.locator("[data-handle=floor]").click()
    inspector = page.get_by_role("complementary", name="属性")
    expect(inspector.get_by_label("标题 中", exact=True)).to_be_disabled()
    # Keys that would change something change nothing.
    page.locator("[data-handle=floor]").press("Delete")
    expect(page.locator("[data-handle]")).to_have_count(2)
    assert_open_to_all(page)
    inspector.get_by_role("button", name="讨论这一处：0 条未解决").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("说点什么").fill("几层？")
    dialog.get_by_role("button", name="发送").click()
    expect(dialog.get_by_text("几层？")).to_be_visible()
    page.keyboard.press("Escape")
    inspector.get_by_role("button", name="关闭").click()
    expect(inspector).to_have_count(0)
    assert Account(workplace, "ops").get("/apps/rooms/documents/form/room")["draft"]["version"] == 1
    # The same page in a wider window is a designer again.
    page.set_viewport_size({"width": 1280, "height": 768})
    expect(page.get_by_role("complementary", name="字段与布局")).to_be_visible()


def test_on_a_phone_one_looks_at_it(workplace: Product, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{workplace.url}/build/rooms/form/room")
    settled(page)
    expect(page.get_by_text("这里可以预览和评论")).to_be_visible()
    expect(page.get_by_role("button", name="试填")).to_be_visible()
    expect(page.locator("[data-handle]")).to_have_count(0)
    assert_open_to_all(page)
    page.goto(f"{workplace.url}/build/rooms")
    settled(page)
    expect(page.get_by_role("link", name="会议室")).to_be_visible()
    expect(page.get_by_role("button", name="新建")).to_have_count(0)
    assert_open_to_all(page)
