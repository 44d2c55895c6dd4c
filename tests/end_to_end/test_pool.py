"""The pool: a lead comes back with a reason, is claimed with its to-do, and returned with another."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .accounts import APP, Account, next_lead_goes_to
from .acts import LEADS, enter, settled, shown
from .places import SELLER
from .product import Product

pytestmark = pytest.mark.browser

_COMPANY = "转手公司"


def test_a_lead_goes_from_hand_to_hand_through_the_pool(
    product: Product, operations: Account, open_page: Callable[..., Page]
) -> None:
    next_lead_goes_to(operations, SELLER)
    lead = operations.create("lead", {"company": _COMPANY, "mobile": "13800000077"})
    address = f"{product.url}{LEADS}/{lead['id']}"

    manager = _page(open_page, product, "manager", address)
    shown(manager, manager.get_by_role("heading", name=f"为何是{SELLER}"))
    _return(manager, "不在我的区域")

    pool = f"{product.url}/apps/{APP}/-/pools/lead_pool"
    colleague = _page(open_page, product, "seller2", pool)
    row = colleague.get_by_role("listitem").filter(has_text=_COMPANY)
    shown(colleague, row)
    expect(row).to_contain_text("不在我的区域")
    row.get_by_role("button", name="领取", exact=True).click()
    expect(row).to_have_count(0)
    colleague.goto(f"{product.url}/work")
    shown(colleague, colleague.get_by_role("button", name=re.compile(_COMPANY)))

    colleague.goto(address)
    _return(colleague, "手头已满")
    colleague.goto(pool)
    expect(row).to_contain_text("手头已满")


def _page(open_page: Callable[..., Page], product: Product, login: str, address: str) -> Page:
    page = open_page(f"{product.url}/healthz")
    enter(page, product, login)
    page.goto(address)
    settled(page)
    return page


def _return(page: Page, reason: str) -> None:
    """From where the record stands; without a reason it is not done."""
    page.get_by_role("region", name="线索公海").get_by_role("button", name="退回", exact=True).click()
    dialog = page.get_by_role("dialog")
    go = dialog.get_by_role("button", name="退回", exact=True)
    expect(go).to_be_disabled()
    dialog.get_by_label(re.compile("^退回原因")).select_option(label=reason)
    go.click()
    expect(dialog).to_have_count(0)
