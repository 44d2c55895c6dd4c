"""A clerk works in the table as in a spreadsheet, and keeps the way he looks at it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from .accounts import Account
from .acts import enter
from .product import Product

pytestmark = pytest.mark.browser

_FORM = "/apps/quotes/forms/part/records"
_PASTE = """text => {
  const data = new DataTransfer();
  data.setData('text/plain', text);
  const paste = new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true});
  document.activeElement.dispatchEvent(paste);
}"""


def test_cells_are_written_pasted_and_taken_back(quoting: Product, open_page: Callable[..., Page]) -> None:
    clerk = Account(quoting, "ops")
    for number in range(30):
        clerk.ask("POST", _FORM, {"values": {"name": f"Cell {number:02}", "price": "1.50"}})
    page = open_page(f"{quoting.url}/healthz")
    enter(page, quoting, "ops")
    page.goto(f"{quoting.url}/apps/quotes/part?search=Cell&sort=name&cols=name,price")
    _cell(page, 0, 1).click()
    with page.expect_response(lambda answer: answer.request.method == "PATCH"):
        page.keyboard.type("9.5")
        page.keyboard.press("Enter")
    expect(_cell(page, 0, 1).get_by_title("9.5")).to_be_visible()
    # The next cell stands ready: a refusal is said beside its cell, which has its old value back.
    with page.expect_response(lambda answer: answer.request.method == "PATCH"):
        page.keyboard.type("much")
        page.keyboard.press("Tab")
    expect(page.locator("[data-note]")).to_be_visible()
    expect(_cell(page, 1, 1).get_by_title("1.5")).to_be_visible()
    _cell(page, 0, 1).click()
    with page.expect_response(lambda answer: answer.url.endswith("/together")):
        page.keyboard.press("Control+z")
    expect(_cell(page, 0, 1).get_by_title("1.5")).to_be_visible()

    _cell(page, 2, 1).click()
    page.evaluate(_PASTE, "\n".join(str(number) for number in range(100, 125)))
    preview = page.get_by_role("dialog")
    expect(preview).to_contain_text("改动 25 格")
    with page.expect_response(lambda answer: answer.url.endswith("/cells")):
        preview.get_by_role("button", name="粘贴", exact=True).click()
    expect(_cell(page, 4, 1).get_by_title("102")).to_be_visible()
    _cell(page, 4, 1).click()
    page.keyboard.press("Shift+ArrowDown")
    with page.expect_response(lambda answer: answer.url.endswith("/together")):
        page.keyboard.press("Control+d")
    expect(_cell(page, 5, 1).get_by_title("102")).to_be_visible()
    found = clerk.get(f"{_FORM}?limit=200&search=Cell&sort=name")["items"]
    assert [one["values"]["price"] for one in found[2:7]] == ["100.00", "101.00", "102.00", "102.00", "104.00"]

    page.get_by_role("button", name="标准", exact=True).click()
    page.get_by_role("button", name="存为个人视图").click()
    page.get_by_label("视图名称").fill("我的零件")
    page.get_by_role("dialog").get_by_role("button", name="保存").click()
    expect(page.get_by_role("tab", name="我的零件")).to_have_attribute("aria-selected", "true")
    expect(page).to_have_url(re.compile("view="))


def _cell(page: Page, row: int, column: int) -> Locator:
    return page.locator(f"[data-row='{row}'] [data-column='{column}']")
