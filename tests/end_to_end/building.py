"""What one does on the pages of the builder, by mouse."""

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

from .accounts import Account
from .product import Product


def draft(account: Account, app: str, document: dict[str, Any]) -> None:
    path = f"/apps/{app}/documents/{document['kind']}/{document['key']}/draft"
    account.ask("PUT", path, {"document": document}, If_Match='"0"')


def new_app(page: Page, product: Product, title: str, key: str) -> None:
    page.goto(f"{product.url}/apps")
    page.get_by_role("button", name="新建应用").click()
    make(page, title, key)
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()


def new_document(page: Page, tab: str, title: str, key: str) -> None:
    page.get_by_role("navigation", name="定义种类").get_by_role("link", name=re.compile(f"^{tab}")).click()
    page.get_by_role("button", name="新建", exact=True).first.click()
    make(page, title, key)
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()


def make(page: Page, title: str, key: str) -> None:
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("名称").fill(title)
    dialog.get_by_label("标识").fill(key)
    dialog.get_by_role("button", name="创建").click()
    expect(dialog).to_have_count(0)


def palette(page: Page, title: str) -> Locator:
    return page.get_by_role("complementary").first.get_by_role("button", name=title, exact=True)


def drag(page: Page, what: Locator, to: Locator, *, behind: bool = False) -> None:
    """By mouse: taken, carried over the place, let go before it or behind."""
    start, end = what.bounding_box(), to.bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    # A hand sees that it carries something before it goes on; the library forgets what is let go before it was drawn.
    page.mouse.move(start["x"] + start["width"] / 2 + 12, start["y"] + start["height"] / 2 + 12, steps=2)
    expect(page.locator("[data-carried]")).to_be_visible()
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=6)
    share = 0.9 if behind else 0.1
    page.mouse.move(end["x"] + end["width"] * share, end["y"] + end["height"] * share, steps=3)
    # As it sees where it would put it before it lets go.
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.mouse.up()


def typed(place: Locator, words: str) -> None:
    """A browser whose machine is busy may lose what is typed the moment an input gets the focus, without any event of
    it: one sees that, and types once more."""
    place.fill(words)
    if place.input_value() != words:
        place.fill(words)
    expect(place).to_have_value(words)


def entitle(page: Page, title: str) -> None:
    inspector = page.get_by_role("complementary", name="属性")
    typed(inspector.get_by_label("标题 中", exact=True).first, title)


def piece(page: Page, title: str) -> Locator:
    return page.get_by_role("button", name=re.compile(f"^{title}，"))


def published(page: Page) -> None:
    page.get_by_role("button", name="检查并发布").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name=re.compile("^发布 [1-9]")).click()
    expect(dialog).to_have_count(0)


def saved(page: Page) -> None:
    expect(page.get_by_text(re.compile("^草稿已保存")).first).to_be_visible()
