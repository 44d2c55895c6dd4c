"""The intake file as people typed it, through the import page into the sales package, and out again."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Page, Response, expect
from python_calamine import CalamineWorkbook

from . import leads
from .acts import enter
from .barriers import assert_open_to_all
from .product import Product

pytestmark = pytest.mark.browser

_PACKAGE = Path(__file__).parents[2] / "app_templates" / "sales_core"
_RECORDS = "/api/v1/apps/sales_core/forms/lead/records"
_ROWS = 5000
# Column → a cell as it was typed, and as it comes in.
_CLEANED = {
    "手机": [
        ("188 5562 8399", "18855628399"),
        ("１３９２３１６２８４５", "13923162845"),
        ("+86 15089744421", "15089744421"),
    ],
    "预算": [("约82万", "¥820,000.00"), ("¥3,080,000.00", "¥3,080,000.00"), ("待定", "空")],
    "留资时间": [("27.01.2026", "2026-01-27 00:00"), ("2026/03/13", "2026-03-13 00:00")],
}


def test_leads_as_people_type_them_come_in_and_out(
    open_page: Callable[..., Page], sales: Product, tmp_path: Path
) -> None:
    page = open_page(f"{sales.url}/healthz")
    enter(page, sales, "ops")
    page.goto(f"{sales.url}/apps/sales_core/lead/import")
    page.locator("input[type=file]").set_input_files(leads.WHOLE)
    for column in leads.rows(leads.WHOLE)[0]:
        expect(page.get_by_label(f"{column} 导入到").locator("option:checked")).to_have_text(column)
    expect(page.get_by_label("公司名称同时导入到").locator("option:checked")).to_have_text("客户")
    expect(page.get_by_text("正在看整份文件")).to_have_count(0)
    for column, cells in _CLEANED.items():
        group = page.get_by_role("group", name=column, exact=True)
        for before, after in cells:
            expect(group).to_contain_text(before)
            expect(group).to_contain_text(after)
    names = page.get_by_role("region", name="公司名称 → 客户：名称")
    expect(names.get_by_role("row")).not_to_have_count(1)
    with page.expect_response(_set_up):
        page.get_by_label("预算：范围取一个值").select_option(label="取低值")
    with page.expect_response(_set_up):
        page.get_by_role("button", name="都取第一个建议").click()
    expect(page.get_by_role("button", name="都取第一个建议")).to_have_count(0)
    expect(page.get_by_text("正在看整份文件")).to_have_count(0)
    assert_open_to_all(page)
    page.get_by_role("button", name=f"导入 {_ROWS - len(leads.refused(leads.WHOLE, ranges=True)):,} 行").click()

    page.get_by_role("link", name="查看线索").wait_for()
    with page.expect_download() as download:
        page.get_by_role("link", name="下载未导入的行").click()
    download.value.save_as(tmp_path / "refused.xlsx")
    head, *refused = CalamineWorkbook.from_path(tmp_path / "refused.xlsx").get_sheet_by_index(0).to_python()
    assert head[-2:] == ["原行号", "未导入原因"]
    assert all(row[-1] for row in refused)
    assert {int(str(row[-2]).partition(".")[0]) for row in refused} == leads.refused(leads.WHOLE, ranges=True)
    assert found(page, sales, {"field": "customer", "operator": "not_empty"}) == _ROWS - len(refused)
    page.get_by_role("button", name="撤销这次导入").click()
    page.get_by_role("dialog").get_by_role("button", name="撤销这次导入").click()
    expect(page.get_by_text("新建的记录已进回收站")).to_be_visible()
    assert found(page, sales, None) == 0


def _set_up(answer: Response) -> bool:
    """The server was told how the file is to go in: what was looked at before is then disabled."""
    return answer.request.method == "PATCH"


def found(page: Page, product: Product, condition: Mapping[str, str] | None) -> int:
    """How many leads a person sees that hold so."""
    asked: dict[str, str | float | bool] = {"count": "1", "limit": "1"}
    if condition:
        asked["filter"] = json.dumps(condition)
    answer = page.request.get(product.url + _RECORDS, params=asked)
    total: int = answer.json()["total"]
    return total
