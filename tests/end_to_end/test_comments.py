"""Those who build talk about a document beside it: said, listed, settled, opened again."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .accounts import Account
from .acts import enter, settled
from .barriers import assert_open_to_all
from .building import draft
from .product import Product

pytestmark = pytest.mark.browser


def test_a_document_is_talked_about(workplace: Product, open_page: Callable[..., Page]) -> None:
    account = Account(workplace, "ops")
    account.ask("POST", "/apps", {"key": "talks", "title": "会议"})
    field = {"key": "name", "type": "text", "title": "名称"}
    draft(account, "talks", {"kind": "form", "key": "room", "title": "会议室", "fields": [field]})
    page = open_page(f"{workplace.url}/healthz")
    enter(page, workplace, "ops")
    page.goto(f"{workplace.url}/build/talks/form/room")
    settled(page)
    page.get_by_role("button", name="讨论：0 条未解决").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("还没有人留言")).to_be_visible()
    dialog.get_by_label("说点什么").fill("名称要不要唯一？")
    dialog.get_by_role("button", name="发送").click()
    expect(dialog.get_by_text("名称要不要唯一？")).to_be_visible()
    assert_open_to_all(page)
    page.keyboard.press("Escape")

    page.goto(f"{workplace.url}/build/talks")
    expect(page.get_by_role("link", name="会议室")).to_contain_text("1 条讨论")
    page.get_by_role("link", name="会议室").click()
    page.get_by_role("button", name="讨论：1 条未解决").click()
    dialog.get_by_role("button", name="标为已解决").click()
    dialog.get_by_text("已解决 1 条").click()
    expect(dialog.get_by_text("周岚标为已解决")).to_be_visible()
    dialog.get_by_role("button", name="重新打开").click()
    expect(dialog.get_by_role("button", name="标为已解决")).to_be_visible()


def test_a_part_is_talked_about_and_found_from_the_message(workplace: Product, open_page: Callable[..., Page]) -> None:
    account = Account(workplace, "ops")
    account.ask("POST", "/apps", {"key": "parts", "title": "会议"})
    fields = [{"key": key, "type": "text", "title": title} for key, title in (("name", "名称"), ("floor", "楼层"))]
    draft(account, "parts", {"kind": "form", "key": "room", "title": "会议室", "fields": fields})
    colleague = Account(workplace, "director").session["person"]["id"]
    account.ask("PUT", f"/roles/workspace.administrator/holders/{colleague}")
    page = open_page(f"{workplace.url}/healthz")
    enter(page, workplace, "director")
    page.goto(f"{workplace.url}/build/parts/form/room")
    settled(page)
    page.locator("[data-handle=floor]").click()
    page.get_by_role("button", name="讨论这一处：0 条未解决").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("说点什么").fill("改成数字？")
    dialog.get_by_role("button", name="发送").click()
    expect(dialog.get_by_text("改成数字？")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="讨论这一处：1 条未解决")).to_be_visible()
    page.locator("[data-handle=name]").click()
    expect(page.get_by_role("button", name="讨论这一处：0 条未解决")).to_be_visible()

    # Whoever worked on it is told, and comes to the piece.
    enter(page, workplace, "ops")
    page.goto(f"{workplace.url}/work")
    page.get_by_role("button", name="消息").first.click()
    page.get_by_role("button", name="改成数字？").click()
    expect(dialog).to_contain_text("改成数字？")
    dialog.get_by_role("link", name="楼层").click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("complementary", name="属性").get_by_role("heading", name="楼层")).to_be_visible()
