"""A spreadsheet of order lines: rows of one order make one record, and the list gives them back a row for each line."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Response, expect

from .accounts import Account
from .acts import enter
from .barriers import assert_open_to_all
from .product import Product

pytestmark = pytest.mark.browser

_ROWS = "客户,规格,单位,数量,单价\n甲厂,螺栓,件,3,1.5\n,螺母,件,5,2.25\n乙厂,垫片,件,7,0.8\n甲厂,弹簧,件,2,4\n"


def test_rows_of_one_order_come_in_together_and_go_out_again(
    open_page: Callable[..., Page], quoting: Product, tmp_path: Path
) -> None:
    (tmp_path / "orders.csv").write_text(_ROWS, encoding="utf-8")
    page = open_page(f"{quoting.url}/healthz")
    enter(page, quoting, "ops")
    page.goto(f"{quoting.url}/apps/quotes/quote/import")
    page.locator("input[type=file]").set_input_files(tmp_path / "orders.csv")
    expect(page.get_by_label("规格 导入到").locator("option:checked")).to_have_text("明细 / 规格")
    expect(page.get_by_text("4 行可以导入，合成 3 条记录；0 行不能")).to_be_visible()
    with page.expect_response(_looked):
        page.get_by_label("哪些行是同一条记录").select_option(label="「客户」相同的行")
    expect(page.get_by_text("4 行可以导入，合成 2 条记录；0 行不能")).to_be_visible()
    assert_open_to_all(page)
    page.get_by_role("button", name="导入 4 行").click()
    page.get_by_role("link", name="查看报价单").click()

    page.get_by_role("button", name="导出").click()
    page.get_by_role("menuitem", name="文本表格（.csv）").click()
    asked = page.get_by_role("dialog", name="导出报价单")
    asked.get_by_label("明细怎么写").select_option(label="一行明细一行，记录的列只写在首行")
    assert_open_to_all(page)
    with page.expect_download() as download:
        asked.get_by_role("button", name="导出").click()
    download.value.save_as(tmp_path / "out.csv")

    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    written = [(row["客户"], row["明细 / 规格"], row["明细 / 数量"]) for row in rows]
    own = written.index(("甲厂", "螺栓", "3"))
    assert written[own : own + 3] == [("甲厂", "螺栓", "3"), ("", "螺母", "5"), ("", "弹簧", "2")]
    made = Account(quoting, "ops").get("/apps/quotes/forms/quote/records?limit=200")["items"]
    assert sum(record["values"]["customer"] in ("甲厂", "乙厂") for record in made) == 2


def _looked(response: Response) -> bool:
    return response.url.endswith("/preview") and response.ok
