"""From an empty company to a finished to-do: the whole way through the product, on both set-ups.

One test, since each act needs what the one before it left; its acts are the functions below it.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from . import leads
from .accounts import Account, next_lead_goes_to
from .acts import (
    LEADS,
    field,
    go_on,
    import_leads,
    install,
    move_clock,
    new_lead,
    settled,
    shown,
    sign_in,
)
from .barriers import assert_open_to_all
from .product import Product

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OpenPage = Callable[..., Page]
SELLER = "田凯军"


def test_a_package_becomes_a_running_app(empty_product: Product, open_page: OpenPage, tmp_path: Path) -> None:
    url = empty_product.url
    desk = open_page(url)
    assert_open_to_all(desk)
    sign_in(desk, "ops")
    install(desk, "智能线索分发")
    intake = leads.SOME if empty_product.worker else leads.WHOLE
    _import_intake(desk, url, intake, tmp_path)

    operations = Account(empty_product, "ops")
    next_lead_goes_to(operations, SELLER)
    record = _create_fire_lead(desk, url)
    phone = open_page(f"{url}/m/", phone=True)
    sign_in(phone, "seller")
    _work_it_off(phone)
    _see_it_done(desk, f"{url}{LEADS}/{record}")

    next_lead_goes_to(operations, SELLER)
    left_alone = new_lead(desk, url, "被冷落的公司", 手机="13800000002")
    manager = open_page(url)
    sign_in(manager, "manager")
    _leave_it_alone(desk, phone, manager, f"{url}{LEADS}/{left_alone}")
    _ask_why(manager, f"{url}{LEADS}/{left_alone}")

    approved = new_lead(desk, url, "急用有限公司", 紧急程度="火线", 手机="13800000003")
    _approve(manager, url)
    desk.goto(f"{url}{LEADS}/{approved}")
    shown(desk, desk.get_by_role("heading", name=re.compile("^为何是")))
    rejected = new_lead(desk, url, "未过审公司", 紧急程度="火线", 手机="13800000004")
    pocket = open_page(f"{url}/m/", phone=True)
    sign_in(pocket, "manager")
    _reject(pocket)
    desk.goto(f"{url}/work")
    shown(desk, desk.get_by_role("link", name="火线线索未通过审核"))
    desk.goto(f"{url}{LEADS}/{rejected}")
    desk.get_by_role("heading", level=1, name="未过审公司").wait_for()
    settled(desk)
    expect(desk.get_by_role("heading", name=re.compile("^为何是"))).to_have_count(0)


def _import_intake(desk: Page, url: str, file: Path, folder: Path) -> None:
    """What can be read comes in, each of the others is listed with its reason, on the page and in a file to work on."""
    rows, expected = len(leads.rows(file)), leads.refused(file)
    import_leads(desk, url, file)
    figures = [int(text.replace(",", "")) for text in desk.locator("main dl dd").all_inner_texts()]
    assert figures == [rows - len(expected), len(expected), rows]
    reasons = desk.get_by_role("table").locator("tbody tr td:last-child")
    assert all(reasons.all_inner_texts())
    with desk.expect_download() as download:
        desk.get_by_role("link", name="下载未导入的行").click()
    download.value.save_as(folder / "problems.xlsx")
    problems = leads.rows(folder / "problems.xlsx")
    assert {int(problem["原行号"]) for problem in problems} == expected
    assert all(problem["未导入原因"] for problem in problems)
    desk.get_by_role("link", name="查看线索").click()
    expect(desk.get_by_role("searchbox", name=f"在 {rows - len(expected):,} 条中查找")).to_be_visible()


def _create_fire_lead(desk: Page, url: str) -> str:
    """The form's rules work while one types: a fire lead asks why, and may not be without a phone."""
    desk.goto(f"{url}{LEADS}/new")
    field(desk, "公司名称").fill("宁波远航")
    expect(field(desk, "加急原因")).to_have_count(0)
    field(desk, "紧急程度").select_option(label="火线")
    field(desk, "加急原因").fill("客户明天决定")
    field(desk, "预算").fill("620000")
    go_on(desk, "提交")
    expect(field(desk, "手机")).to_be_focused()
    expect(field(desk, "手机")).to_have_attribute("aria-invalid", "true")
    expect(desk.locator("form")).to_contain_text("还差 1 项：手机")
    field(desk, "手机").fill("13800000001")
    expect(desk.locator("form").get_by_label("预算区间", exact=True)).to_contain_text("中")
    go_on(desk, "提交")
    desk.get_by_role("heading", level=1, name="宁波远航").wait_for()
    return desk.url.rsplit("/", 1)[1]


def _work_it_off(phone: Page) -> None:
    """The seller finds the to-do in the inbox, fills the generated form and is rid of it."""
    task = phone.get_by_role("link", name=re.compile("宁波远航"))
    shown(phone, task)
    task.click()
    expect(phone.locator("main a[href='tel:13800000001']").first).to_be_visible()
    result = phone.get_by_text("有意向", exact=True)
    result.wait_for()
    expect(field(phone, "下次联系")).to_have_count(0)
    result.click()
    go_on(phone, "提交")
    expect(phone.locator("form")).to_contain_text("还差 1 项：下次联系")
    field(phone, "下次联系").fill("2026-12-01")
    field(phone, "沟通纪要").fill("已约演示")
    go_on(phone, "提交")
    expect(phone.get_by_text("已提交 · 首次联系 · 宁波远航")).to_be_visible()
    settled(phone)
    expect(task).to_have_count(0)


def _see_it_done(desk: Page, address: str) -> None:
    """The record page tells the new status, the way it went and who did what."""
    desk.goto(address)
    shown(desk, desk.get_by_text("状态新建已联系").or_(desk.get_by_text("已联系")))
    history = desk.get_by_role("region", name=re.compile("^动态"))
    expect(history).to_contain_text(SELLER)
    expect(history).to_contain_text("由流程")
    expect(desk.get_by_role("heading", name=f"为何是{SELLER}")).to_be_visible()
    expect(desk.locator("main")).to_contain_text("线索自动分配流")
    expect(desk.locator("main")).to_contain_text(f"首次联系 · {SELLER}")


def _leave_it_alone(desk: Page, phone: Page, manager: Page, address: str) -> None:
    """Nobody answers: after 15 minutes the seller is reminded, after 2 hours the manager hears of it."""
    desk.goto(address)
    shown(desk, desk.get_by_role("heading", name=f"为何是{SELLER}"))
    move_clock(desk, "+15 分钟")
    phone.get_by_role("link", name=re.compile("消息")).click()
    shown(phone, phone.get_by_text(re.compile("被冷落的公司 还在等待")))
    shown(desk, desk.locator("main").get_by_text("待跟进", exact=True))
    manager.reload()
    settled(manager)
    expect(manager.get_by_text("线索超时未响应")).to_have_count(0)
    for _ in range(2):
        move_clock(desk, "+1 小时")
    shown(manager, manager.get_by_role("link", name="线索超时未响应"))


def _ask_why(manager: Page, address: str) -> None:
    """Why it went to this seller and not to another is answered in words; so is what other rules would have done."""
    manager.goto(address)
    asked = manager.get_by_role("region", name="为何是这位，不是那位")
    shown(manager, asked)
    expect(asked.get_by_label("这位", exact=True).locator("option:checked")).to_have_text(SELLER)
    other = asked.get_by_label("那位", exact=True)
    name = other.locator("option").nth(1).inner_text()
    with manager.expect_response(re.compile(r"/comparison\?")):
        other.select_option(label=name)
    expect(asked.get_by_role("listitem").first).to_contain_text(re.compile(rf"{name}.*(没有进入候选|总分|得分|得)"))
    expect(manager.locator("main")).to_contain_text("如果换一种规则")


def _approve(manager: Page, url: str) -> None:
    """The approval lies in the workbench with its facts; one press decides it."""
    manager.goto(f"{url}/work")
    item = manager.get_by_role("button", name=re.compile("急用有限公司"))
    shown(manager, item)
    item.click()
    expect(manager.get_by_role("heading", level=2, name=re.compile("急用有限公司"))).to_be_visible()
    expect(manager.locator("main")).to_contain_text("138 0000 0003")
    go_on(manager, "同意")
    expect(item).to_have_count(0)


def _reject(pocket: Page) -> None:
    """On the phone it rises as a sheet; a refusal needs a word of why."""
    item = pocket.get_by_role("link", name=re.compile("未过审公司"))
    shown(pocket, item)
    item.click()
    sheet = pocket.get_by_role("dialog")
    sheet.get_by_role("button", name="驳回").click()
    expect(sheet).to_contain_text("驳回需写明原因")
    sheet.get_by_label("意见").fill("先核实预算")
    sheet.get_by_role("button", name="驳回").click()
    expect(pocket.get_by_text("（驳回）")).to_be_visible()
    settled(pocket)
    expect(item).to_have_count(0)
