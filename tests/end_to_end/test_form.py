"""The generated form as people fill it in: nothing jumps, hidden problems are reached, nothing typed is lost."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from loomwork.builder.demo import DEMO_PASSWORD

from .accounts import Account
from .acts import enter, field, go_on, settled
from .barriers import assert_open_to_all
from .product import Product

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
PACKAGE = Path(__file__).parent / "data" / "equipment"
NEW = "/apps/equipment/request/new"
RECORDS = "/apps/equipment/forms/request/records"


@pytest.fixture(scope="module")
def equipped() -> Iterator[Product]:
    """The demo company with a form that has every layout item."""
    product = Product({})
    product.start()
    subprocess.run(product.told("install", str(PACKAGE)), check=True)
    yield product
    product.close()


def test_what_a_rule_shows_comes_below_its_cause_and_nothing_else_moves(equipped: Product, open_page: OpenPage) -> None:
    page = _open(open_page, equipped, NEW)
    kind, beside = field(page, "类别"), field(page, "使用地点")
    kind.focus()
    before = (_top(kind), _top(beside))
    kind.select_option(label="维修")
    expect(field(page, "故障描述")).to_be_visible()
    assert (_top(kind), _top(beside)) == before
    assert _top(field(page, "故障描述")) > before[0]
    assert kind.evaluate("node => node === document.activeElement")


def test_the_focused_field_stays_when_a_problem_above_it_is_told(equipped: Product, open_page: OpenPage) -> None:
    page = _open(open_page, equipped, NEW)
    field(page, "设备名称").focus()
    before = _top(field(page, "类别"))
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_text("设备名称还没填").first).to_be_visible()
    assert _top(field(page, "类别")) == before


def test_a_problem_in_a_hidden_part_is_gone_to(equipped: Product, open_page: OpenPage) -> None:
    page = _open(open_page, equipped, NEW)
    field(page, "设备名称").fill("叉车")
    field(page, "需要日期").fill("1.5")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("tab", name="金额")).to_have_attribute("aria-selected", "true")
    expect(field(page, "预算")).to_be_focused()
    page.get_by_role("tab", name="时间").click()
    expect(page.get_by_role("tab", name="金额 1 处有问题")).to_be_visible()
    field(page, "需要日期").focus()
    go_on(page, "去填预算")
    expect(field(page, "预算")).to_be_focused()


def test_a_form_is_filled_and_sent_by_keyboard_as_people_say_things(equipped: Product, open_page: OpenPage) -> None:
    page = _open(open_page, equipped, NEW)
    expect(field(page, "设备名称")).to_be_focused()
    page.keyboard.type("键盘")
    page.keyboard.press("Enter")
    expect(field(page, "申请编号")).to_be_focused()
    field(page, "需要日期").focus()
    page.keyboard.type("明天")
    page.get_by_role("tab", name="金额").click()
    field(page, "预算").focus()
    page.keyboard.type("1.5万")
    page.keyboard.press("Control+Enter")
    page.get_by_role("heading", level=1, name="键盘", exact=True).wait_for()
    values = _record(equipped, "键盘")["values"]
    assert values["budget"] == "15000.00"
    assert values["wanted_on"]


def test_one_after_another_keeps_what_the_form_keeps(equipped: Product, open_page: OpenPage) -> None:
    page = _open(open_page, equipped, NEW)
    _fill(page, "第一台")
    field(page, "使用地点").fill("宁波")
    field(page, "数量").fill("3")
    page.get_by_role("button", name="下次沿用数量").click()
    go_on(page, "保存并新建")
    expect(page.get_by_text("上一条已提交")).to_be_visible()
    expect(field(page, "设备名称")).to_be_focused()
    expect(field(page, "设备名称")).to_have_value("")
    expect(field(page, "使用地点")).to_have_value("宁波")
    expect(field(page, "数量")).to_have_value("")
    assert _record(equipped, "第一台")["values"]["count"] == 3


def test_what_was_typed_is_there_after_a_reload_and_after_signing_out(equipped: Product, open_page: OpenPage) -> None:
    page = _open(open_page, equipped, NEW)
    field(page, "设备名称").fill("草稿机")
    expect(page.get_by_text("已存在本机")).to_be_visible()
    page.reload()
    expect(field(page, "设备名称")).to_have_value("草稿机")
    page.context.clear_cookies()
    page.reload()
    page.get_by_label("账号", exact=True).wait_for()
    enter(page, equipped, "ops")
    expect(field(page, "设备名称")).to_have_value("草稿机")
    go_on(page, "放弃草稿")
    expect(field(page, "设备名称")).to_have_value("")


def test_a_session_that_ends_asks_to_sign_in_over_the_page(equipped: Product, open_page: OpenPage) -> None:
    page = _open(open_page, equipped, NEW)
    _fill(page, "过期机")
    page.context.clear_cookies()
    go_on(page, "提交")
    dialog = page.get_by_role("dialog", name="登录已过期")
    dialog.get_by_label("账号").fill("ops")
    dialog.get_by_label("密码").fill(DEMO_PASSWORD)
    dialog.get_by_role("button", name="登录").click()
    expect(dialog).to_have_count(0)
    expect(field(page, "设备名称")).to_have_value("过期机")
    go_on(page, "重试")
    page.get_by_role("heading", level=1, name="过期机", exact=True).wait_for()
    assert _record(equipped, "过期机")


def test_a_button_moves_the_record_and_then_is_gone(equipped: Product, open_page: OpenPage) -> None:
    page = _open(open_page, equipped, NEW)
    _fill(page, "上交机")
    expect(page.get_by_role("button", name="保存并上交")).to_have_count(0)
    go_on(page, "提交")
    page.get_by_role("heading", level=1, name="上交机", exact=True).wait_for()
    page.goto(f"{page.url}/edit")
    field(page, "使用地点").fill("杭州")
    go_on(page, "保存并上交")
    page.get_by_role("heading", level=1, name="上交机", exact=True).wait_for()
    values = _record(equipped, "上交机")["values"]
    assert (values["state"], values["site"]) == ("handed_in", "杭州")
    page.goto(f"{page.url}/edit")
    expect(field(page, "设备名称")).to_have_value("上交机")
    expect(page.get_by_role("button", name="保存并上交")).to_have_count(0)


def test_a_new_record_after_another_has_its_values_but_its_own_stage(equipped: Product, open_page: OpenPage) -> None:
    page = _open(open_page, equipped, NEW)
    _fill(page, "模板机")
    field(page, "申请编号").fill("N-1")
    go_on(page, "提交")
    page.get_by_role("heading", level=1, name="模板机", exact=True).wait_for()
    page.get_by_role("button", name="更多").click()
    page.get_by_role("menuitem", name="复制为新记录").click()
    expect(field(page, "设备名称")).to_have_value("模板机")
    expect(field(page, "申请编号")).to_have_value("")


def test_a_number_that_is_taken_is_told_while_one_types(equipped: Product, open_page: OpenPage) -> None:
    page = _open(open_page, equipped, NEW)
    _fill(page, "编号机")
    field(page, "申请编号").fill("N-7")
    go_on(page, "提交")
    page.get_by_role("heading", level=1, name="编号机", exact=True).wait_for()
    page.goto(equipped.url + NEW)
    field(page, "申请编号").fill("N-7")
    expect(field(page, "申请编号")).to_have_attribute("aria-invalid", "true")
    field(page, "申请编号").fill("N-8")
    expect(field(page, "申请编号")).not_to_have_attribute("aria-invalid", "true")


def test_a_warning_is_asked_about_once(equipped: Product, open_page: OpenPage) -> None:
    page = _open(open_page, equipped, NEW)
    _fill(page, "很多机")
    field(page, "数量").fill("500")
    go_on(page, "提交")
    expect(page.get_by_text("有 1 处提醒，确认无误后提交")).to_be_in_viewport()
    expect(page.get_by_text("数量过百，确认没有多打一个零").first).to_be_visible()
    go_on(page, "仍要提交")
    page.get_by_role("heading", level=1, name="很多机", exact=True).wait_for()
    assert _record(equipped, "很多机")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["zh-CN", "en"])
@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_the_form_is_open_to_all(equipped: Product, open_page: OpenPage, phone: bool, locale: str, theme: str) -> None:
    page = _open(open_page, equipped, "/healthz", phone=phone, locale=locale)
    page.evaluate(f"localStorage.setItem('loomwork.theme', '{theme}')")
    page.goto(f"{equipped.url}{'/m' if phone else ''}{NEW}")
    settled(page)
    page.keyboard.press("Control+Enter")
    assert_open_to_all(page)
    if phone:
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 390


def _open(open_page: OpenPage, product: Product, address: str, login: str = "ops", **options: object) -> Page:
    page = open_page(f"{product.url}/healthz", **options)
    enter(page, product, login)
    page.goto(product.url + address)
    return page


def _fill(page: Page, name: str) -> None:
    """Everything the form requires."""
    field(page, "设备名称").fill(name)
    field(page, "需要日期").fill("2026-03-01")
    page.get_by_role("tab", name="金额").click()
    field(page, "预算").fill("100")


def _top(control: Locator) -> float:
    box = control.bounding_box()
    assert box is not None
    return box["y"]


def _record(product: Product, name: str) -> Any:
    found = Account(product, "ops").get(f"{RECORDS}?limit=200")["items"]
    return next(record for record in found if record["values"]["name"] == name)
