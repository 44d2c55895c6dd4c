"""The directory in the browser: one company typed three ways ends as one record, and back again."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .accounts import Account
from .acts import enter, settled
from .barriers import assert_open_to_all
from .product import Product

pytestmark = pytest.mark.browser

_PACKAGE = Path(__file__).parents[1] / "data" / "directory_trial"
_CUSTOMERS = "/apps/directory_trial/customer"
_KEPT = "上海康源新南食品股份有限公司"
_MERGED = "康源新南食品（上海）"
_UNKNOWN = "宁波恒太机电"
_ORDERS = "/apps/directory_trial/forms/order/records"


@pytest.fixture
def trial() -> Iterator[Product]:
    """The demo company with a directory of customers."""
    product = Product({})
    product.start()
    subprocess.run(product.told("install", str(_PACKAGE)), check=True, capture_output=True)
    yield product
    product.close()


def test_duplicates_become_one_and_come_apart(open_page: Callable[..., Page], trial: Product) -> None:
    page = open_page(f"{trial.url}/healthz")
    enter(page, trial, "ops")
    page.goto(trial.url + _CUSTOMERS)
    page.get_by_role("button", name="更多").first.click()
    page.get_by_role("menuitem", name="查重").click()
    page.get_by_role("button", name="开始查重").click()
    group = page.get_by_role("region").filter(has=page.get_by_role("link", name=_MERGED, exact=True)).last
    group.get_by_role("button", name="合并", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("radio", name=_KEPT).first.check()
    assert_open_to_all(page)
    dialog.get_by_role("button", name=f"合并到「{_KEPT}」").click()

    expect(page.get_by_text(f"已合并到「{_KEPT}」")).to_be_visible()
    settled(page)
    expect(page.get_by_role("link", name=_MERGED, exact=True)).to_have_count(0)
    page.get_by_role("button", name="撤销", exact=True).click()
    expect(page.get_by_text("已撤销合并")).to_be_visible()
    page.goto(trial.url + _CUSTOMERS)
    expect(page.get_by_text(_MERGED).first).to_be_visible()


def test_an_unknown_name_is_typed_counted_and_decided(open_page: Callable[..., Page], trial: Product) -> None:
    seller = Account(trial, "seller")
    for number in range(2):
        values = {"number": f"N{number}", "customer": {"name": _UNKNOWN}}
        seller.ask("POST", _ORDERS, {"values": values})
    page = open_page(f"{trial.url}/healthz")
    enter(page, trial, "seller")
    page.goto(f"{trial.url}/apps/directory_trial/order/new")
    page.get_by_label("编号").fill("N3")
    page.get_by_label("客户").click()
    page.get_by_label("客户").fill(_UNKNOWN)
    page.get_by_role("option", name=f"使用「{_UNKNOWN}」").click()
    expect(page.get_by_label("客户")).to_have_value(f"{_UNKNOWN}（待确认）")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("heading", name="N3")).to_be_visible()

    decider = open_page(f"{trial.url}/healthz", phone=True)
    enter(decider, trial, "ops")
    decider.goto(f"{trial.url}/m/")
    decider.get_by_role("link", name=_UNKNOWN).click()
    decider.get_by_role("radio", name="是新的一家").check()
    assert_open_to_all(decider)
    decider.get_by_role("button", name="新建", exact=True).click()
    expect(decider.locator("output")).to_contain_text(_UNKNOWN)
    settled(decider)
    expect(decider.get_by_role("link", name=_UNKNOWN)).to_have_count(0)

    operations = Account(trial, "ops")
    newest = operations.get("/apps/directory_trial/forms/customer/records?limit=1")["items"][0]
    assert newest["values"]["name"] == _UNKNOWN
    assert {one["values"]["customer"] for one in operations.get(_ORDERS)["items"]} == {newest["id"]}
