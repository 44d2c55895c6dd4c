"""A related list filled inside the form: typed, pasted from a spreadsheet as a whole or not at all, and undone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .accounts import Account
from .acts import enter, go_on
from .product import Product

pytestmark = pytest.mark.browser

FORMS = "/apps/quotes/forms"
ROWS = [f"零件{n}\t{n}.25\t2026-03-{n % 28 + 1:02}" for n in range(500)]


def test_rows_are_typed_pasted_and_undone(quoting: Product, open_page: Callable[..., Page]) -> None:
    operations = Account(quoting, "ops")
    article = operations.ask("POST", f"{FORMS}/article/records", {"values": {"name": "法兰"}})["id"]
    page = open_page(f"{quoting.url}/healthz")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=quoting.url)
    enter(page, quoting, "ops")
    page.goto(f"{quoting.url}/apps/quotes/article/{article}/edit")

    go_on(page, "添加一行")
    page.keyboard.type("螺栓")
    page.keyboard.press("Tab")
    page.keyboard.type("1.5")
    with page.expect_response(lambda answer: answer.url.endswith("/part/records") and answer.request.method == "POST"):
        page.keyboard.press("Control+Enter")
    assert _parts(operations) == [("螺栓", "1.50")]

    _copied(page, [row.replace("2026-03-05", "2026-02-30") for row in ROWS])
    page.locator("[role=grid] [data-cell]").first.click()
    page.keyboard.press("Control+v")
    refused = page.get_by_role("dialog", name="没有粘贴")
    expect(refused.get_by_role("row").nth(1)).to_contain_text("2026-02-30")
    refused.get_by_role("button", name="知道了").click()
    assert _parts(operations) == [("螺栓", "1.50")]

    _copied(page, ROWS)
    page.locator("[role=grid] [data-cell]").first.click()
    page.keyboard.press("Control+v")
    expect(page.get_by_text("已粘贴 500 行")).to_be_visible()
    expect(page.get_by_text("500 行", exact=False).first).to_be_visible()
    go_on(page, "撤销")
    expect(page.get_by_text("已撤销")).to_be_visible()
    assert _parts(operations) == [("螺栓", "1.50")]


def _copied(page: Page, rows: list[str]) -> None:
    page.evaluate("text => navigator.clipboard.writeText(text)", "\r\n".join(rows))


def _parts(account: Account) -> list[tuple[str, str]]:
    found = account.get(f"{FORMS}/part/records?limit=200")["items"]
    return [(one["values"]["name"], one["values"]["price"]) for one in found]
