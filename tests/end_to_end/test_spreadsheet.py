"""An app from a spreadsheet, in a browser: its columns become fields, its rows records, and both are adjusted after."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .accounts import Account
from .acts import enter, settled
from .barriers import assert_open_to_all
from .product import Product

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
_CLIENTS = Path(__file__).parents[1] / "data" / "customers.csv"


@pytest.fixture(scope="module")
def workplace() -> Iterator[Product]:
    product = Product({})
    product.start()
    yield product
    product.close()


def _begun(open_page: OpenPage, workplace: Product, file: Path) -> Page:
    page = open_page(f"{workplace.url}/healthz")
    enter(page, workplace, "ops")
    page.goto(f"{workplace.url}/apps")
    page.get_by_role("button", name="新建应用").click()
    page.get_by_role("dialog").get_by_role("link", name="从表格创建").click()
    page.locator("input[type=file]").set_input_files(file)
    return page


def test_a_list_of_customers_becomes_an_app(workplace: Product, open_page: OpenPage) -> None:
    page = _begun(open_page, workplace, _CLIENTS)
    expect(page.get_by_role("combobox", name="「行业」的类型")).to_have_text(re.compile("单选"))
    assert_open_to_all(page)
    page.get_by_label("应用名称").fill("客户名册")
    page.get_by_label("标识").fill("client_list")
    page.get_by_role("checkbox", name="采用「曾用名」").uncheck()
    page.get_by_label("「简称」的字段名").fill("叫法")

    page.get_by_role("button", name="创建应用并导入 1,200 行").click()
    expect(page.get_by_role("heading", name="导入客户名册")).to_be_visible()
    expect(page.locator("main")).to_contain_text("已导入")
    page.get_by_role("link", name="查看客户名册").click()
    settled(page)
    expect(page.get_by_role("columnheader", name="叫法")).to_be_visible()
    expect(page.locator("main")).to_contain_text("1,200")
    records = Account(workplace, "ops").get("/apps/client_list/forms/ke_hu_ming_ce/records?limit=1")
    assert {"jian_cheng", "hang_ye"} <= records["items"][0]["values"].keys()
    assert "ceng_yong_ming" not in records["items"][0]["values"]

    page.get_by_role("link", name="搭建应用").click()
    page.get_by_role("link", name=re.compile("^客户名册")).first.click()
    expect(page.get_by_role("button", name=re.compile("^叫法，"))).to_be_visible()


def test_cells_that_are_not_read_are_looked_at_before_they_come_in(
    workplace: Product, open_page: OpenPage, tmp_path: Path
) -> None:
    lines = ["姓名,手机", *(f"客户{n},138000{n:05}" for n in range(9)), "最后一位,1380000"]
    file = tmp_path / "名单.csv"
    file.write_text("\n".join(lines), encoding="utf-8")
    page = _begun(open_page, workplace, file)
    expect(page.get_by_text("1 格读不出")).to_be_visible()
    page.get_by_label("标识").fill("name_list")

    page.get_by_role("button", name="创建应用并查看 10 行").click()

    expect(page.get_by_role("heading", name="导入名单")).to_be_visible()
    page.get_by_role("button", name=re.compile("导入 9")).click()
    expect(page.locator("main")).to_contain_text("1380000")
