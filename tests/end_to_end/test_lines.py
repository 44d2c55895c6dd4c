"""Detail lines filled like a spreadsheet: typed, pasted whole or not at all, filled down, undone and saved."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from .accounts import Account
from .acts import enter, field, go_on
from .product import Product

pytestmark = pytest.mark.browser

ROWS = [f"零件{n}\t件\t2\t{n}.25" for n in range(500)]
TYPED, FILLED, PASTED = "¥4.50¥5.09", "¥250¥", "¥249,750¥"  # sums of price times quantity, and with tax


def test_lines_are_typed_pasted_filled_undone_and_saved(quoting: Product, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{quoting.url}/healthz")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=quoting.url)
    enter(page, quoting, "ops")
    page.goto(f"{quoting.url}/apps/quotes/quote/new")
    field(page, "客户").fill("甲方")
    grid = page.get_by_role("grid")

    page.get_by_role("button", name="添加一行").press("Enter")
    for typed in ("", "螺栓", "", "3", "1.5"):
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    _comes_to(grid, lines=1, total=TYPED)
    expect(_cells(grid, 0).nth(6)).to_contain_text("5.09")

    page.keyboard.press("Enter")
    expect(grid).to_have_attribute("aria-rowcount", "3")
    _paste(page, grid, [*ROWS[:7], "零件7\t件\t2\t很贵", *ROWS[8:]])
    refused = page.get_by_role("dialog", name="没有粘贴")
    problem = refused.get_by_role("row").nth(1)
    for told in ("8", "单价", "很贵"):
        expect(problem).to_contain_text(told)
    refused.get_by_role("button", name="知道了").click()
    _comes_to(grid, lines=2, total=TYPED)

    _paste(page, grid, ROWS)
    _comes_to(grid, lines=500, total=PASTED)
    page.keyboard.press("Control+d")
    _comes_to(grid, lines=500, total=FILLED)
    page.keyboard.press("Control+z")
    _comes_to(grid, lines=500, total=PASTED)

    go_on(page, "提交")
    page.get_by_role("heading", level=1, name="Q2").wait_for()
    record = Account(quoting, "ops").get(f"/apps/quotes/forms/quote/records/{page.url.rsplit('/', 1)[1]}")
    saved = [(line["description"], line["price"]) for line in record["values"]["lines"]]
    assert saved == [(f"零件{n}", f"{n}.25") for n in range(500)]

    page.goto(f"{page.url}/edit")
    _comes_to(grid, lines=500, total=PASTED)
    expect(_cells(grid, 0).nth(1)).to_contain_text("零件0")
    expect(_cells(grid, 1).nth(4)).to_contain_text("1.25")


def _paste(page: Page, grid: Locator, rows: list[str]) -> None:
    """As from a spreadsheet, from the first line's description on."""
    page.evaluate("text => navigator.clipboard.writeText(text)", "\r\n".join(rows))
    _cells(grid, 0).nth(1).click()
    page.keyboard.press("Control+v")


def _cells(grid: Locator, line: int) -> Locator:
    return grid.locator(f"[role=row][aria-rowindex='{line + 2}'] [data-cell]")


def _comes_to(grid: Locator, *, lines: int, total: str) -> None:
    expect(grid).to_have_attribute("aria-rowcount", str(lines + 1))
    expect(grid.get_by_role("row").last).to_contain_text(total)
