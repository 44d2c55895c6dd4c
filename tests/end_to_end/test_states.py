"""What pages do when things are not as hoped: signed out, not there, server gone, tapped twice, changed by another."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .accounts import APP, Account, next_lead_goes_to
from .acts import LEADS, enter, field, go_on, shown, sign_in
from .places import SELLER
from .product import Product

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
CLOSED = "打不开这个链接"


@pytest.mark.parametrize("address", [LEADS, f"/m{LEADS}"])
def test_signed_out_one_comes_to_the_door_and_then_to_the_page(
    product: Product, open_page: OpenPage, address: str
) -> None:
    page = open_page(product.url + address, phone=address.startswith("/m"))
    sign_in(page, "seller")
    expect(page).to_have_url(product.url + address)
    expect(page.get_by_role("heading", name="线索", exact=True).first).to_be_visible()


@pytest.mark.parametrize("prefix", ["", "/m"])
def test_what_is_not_there_and_what_one_may_not_see_have_the_same_words(
    product: Product, operations: Account, open_page: OpenPage, prefix: str
) -> None:
    next_lead_goes_to(operations, "蔡东宇")
    of_another = operations.create("lead", {"company": "别人的公司"})["id"]
    page = open_page(f"{product.url}/healthz", phone=bool(prefix))
    enter(page, product, "seller")
    for id in (of_another, of_another[::-1]):
        page.goto(f"{product.url}{prefix}{LEADS}/{id}")
        expect(page.get_by_text(CLOSED)).to_be_visible()
        assert "别人的公司" not in page.content()


def test_a_server_that_stops_loses_nothing_one_has_typed(
    product: Product, operations: Account, open_page: OpenPage
) -> None:
    page = _new_lead(open_page, product)
    field(page, "公司名称").fill("Offline Ltd")
    product.end()
    go_on(page, "提交")
    expect(page.get_by_text("没有保存：服务器没有回应")).to_be_visible()
    expect(field(page, "公司名称")).to_have_value("Offline Ltd")
    product.start()
    page.get_by_role("button", name="重试").click()
    page.get_by_role("heading", level=1, name="Offline Ltd").wait_for()
    assert len(operations.records("lead", "Offline")) == 1


def test_a_double_press_makes_one_record(product: Product, operations: Account, open_page: OpenPage) -> None:
    page = _new_lead(open_page, product)
    field(page, "公司名称").fill("Twice")
    page.get_by_role("button", name="提交").dblclick()
    page.get_by_role("heading", level=1, name="Twice").wait_for()
    assert len(operations.records("lead", "Twice")) == 1


def test_a_double_tap_on_the_phone_sends_one_form(product: Product, operations: Account, open_page: OpenPage) -> None:
    seller = Account(product, "seller")
    next_lead_goes_to(operations, SELLER)
    operations.create("lead", {"company": "Doubletap"})
    phone = open_page(f"{product.url}/healthz", phone=True)
    enter(phone, product, "seller")
    phone.goto(f"{product.url}/m/")
    task = phone.get_by_role("link", name=re.compile("Doubletap"))
    shown(phone, task)
    task.click()
    phone.get_by_text("无需求", exact=True).click()
    before = len(seller.records("first_contact"))
    phone.get_by_role("button", name="提交").dblclick()
    expect(phone.get_by_text("已提交 · 首次联系 · Doubletap")).to_be_visible()
    assert len(seller.records("first_contact")) == before + 1


def test_a_refusal_of_the_server_stands_at_its_field(product: Product, open_page: OpenPage) -> None:
    page = open_page(f"{product.url}/healthz")
    enter(page, product, "ops")
    page.goto(f"{product.url}/apps/{APP}/sales_profile/new")
    field(page, "工号").fill(SELLER)
    page.get_by_role("option", name=re.compile(SELLER)).click()
    go_on(page, "提交")
    expect(field(page, "工号")).to_have_attribute("aria-invalid", "true")


def test_two_who_change_the_same_field_are_told_of_each_other(
    product: Product, operations: Account, open_page: OpenPage
) -> None:
    record = operations.create("lead", {"company": "Both", "contact": "Ada", "area": "North"})
    page = open_page(f"{product.url}/healthz")
    enter(page, product, "ops")
    page.goto(f"{product.url}{LEADS}/{record['id']}/edit")
    field(page, "联系人").fill("Mine")
    now = operations.get(f"/apps/{APP}/forms/lead/records/{record['id']}")
    operations.change("lead", now, {"contact": "Theirs", "area": "South"})
    go_on(page, "保存")
    expect(page.get_by_text("下面 1 处需要你选")).to_be_visible()
    page.get_by_role("button", name=re.compile("^你的")).click()
    go_on(page, "保存")
    page.wait_for_url(re.compile(rf"/{record['id']}$"))
    values = operations.get(f"/apps/{APP}/forms/lead/records/{record['id']}")["values"]
    assert (values["contact"], values["area"]) == ("Mine", "South")


def _new_lead(open_page: OpenPage, product: Product) -> Page:
    page = open_page(f"{product.url}/healthz")
    enter(page, product, "ops")
    page.goto(f"{product.url}{LEADS}/new")
    field(page, "公司名称").wait_for()
    return page
