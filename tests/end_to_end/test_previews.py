"""A view and a page are designed with what they make before one's eyes, as oneself and as somebody else."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .accounts import Account
from .acts import enter, settled
from .barriers import assert_open_to_all
from .building import draft, drag, palette
from .product import Product

pytestmark = pytest.mark.browser

_FORM: dict[str, Any] = {
    "kind": "form",
    "key": "quote",
    "title": "报价",
    "fields": [
        {"key": "name", "type": "text", "title": "项目"},
        {"key": "amount", "type": "decimal", "title": "金额"},
    ],
}
_VIEW = {
    "kind": "view",
    "key": "all",
    "title": "全部报价",
    "form": "quote",
    "type": "table",
    "settings": {"columns": ["name"]},
}
_METRIC = {
    "kind": "metric",
    "key": "quotes",
    "title": "报价数",
    "form": "quote",
    "aggregate": {"type": "count"},
    "good": "high",
}
_PAGE: dict[str, Any] = {"kind": "page", "key": "home", "title": "首页", "blocks": []}
_READER: dict[str, Any] = {
    "kind": "role",
    "key": "reader",
    "title": "查看者",
    "forms": {"quote": {"verbs": ["read"], "fields": {"*": "read", "amount": "hidden"}}},
}


@pytest.fixture
def operations(workplace: Product) -> Account:
    """Who builds: the app has two quotes, and drafts of a page and of a field that nobody has filled in yet."""
    account = Account(workplace, "ops")
    account.ask("POST", "/apps", {"key": "quotes", "title": "报价"})
    for document in (_FORM, _VIEW, _METRIC, _READER):
        draft(account, "quotes", document)
    listed = account.ask("GET", "/apps/quotes/documents")["items"]
    seen = [{"kind": one["kind"], "key": one["key"], "version": one["draft"]["version"]} for one in listed]
    account.ask("POST", "/apps/quotes/publish", {"drafts": seen})
    for number, name in enumerate(("机房改造", "门店招牌"), 1):
        values = {"values": {"name": name, "amount": f"{number}00"}}
        account.ask("POST", "/apps/quotes/forms/quote/records", values, Idempotency_Key=f"quote-{number}")
    draft(account, "quotes", _PAGE)
    grade = {"key": "grade", "type": "text", "title": "等级"}
    draft(account, "quotes", _FORM | {"fields": [*_FORM["fields"], grade]})
    return account


@pytest.mark.usefixtures("operations")
def test_a_view_is_seen_as_it_becomes(workplace: Product, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{workplace.url}/healthz")
    enter(page, workplace, "ops")
    page.goto(f"{workplace.url}/build/quotes/view/all")
    settled(page)
    screen = page.frame_locator("iframe[title='应用预览']")
    expect(screen.get_by_text("机房改造")).to_be_visible()
    expect(screen.get_by_role("columnheader", name=re.compile("金额"))).to_have_count(0)
    assert_open_to_all(page)

    # What is drafted of the form is there too, though no record has it.
    for title in ("金额", "等级"):
        page.get_by_label("添加到列").select_option(label=title)
        expect(screen.get_by_role("columnheader", name=re.compile(title))).to_be_visible()
    expect(screen.get_by_text("200")).to_be_visible()

    # Whom the role gives no amounts sees none; nothing of what is drafted holds for anybody yet.
    page.get_by_label("以谁的身份预览").select_option(label="以查看者身份")
    expect(screen.get_by_role("columnheader", name=re.compile("等级"))).to_be_visible()
    expect(screen.get_by_role("columnheader", name=re.compile("金额"))).to_have_count(0)

    page.get_by_role("button", name="手机").click()
    expect(screen.get_by_role("link", name=re.compile("门店招牌"))).to_be_visible()


def test_a_preview_keeps_nothing(workplace: Product, operations: Account, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{workplace.url}/healthz")
    enter(page, workplace, "ops")
    page.goto(f"{workplace.url}/preview/quotes/me/desk/apps/quotes/quote/new")
    page.get_by_label("项目").fill("不存的报价")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_text("预览只看不存").first).to_be_visible()
    assert len(operations.ask("GET", "/apps/quotes/forms/quote/records")["items"]) == 2
    # What was typed there does not come back where one really files it.
    page.goto(f"{workplace.url}/apps/quotes/quote/new")
    expect(page.get_by_label("项目")).to_have_value("")


@pytest.mark.usefixtures("operations")
def test_a_page_is_laid_out_by_hand(workplace: Product, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{workplace.url}/healthz")
    enter(page, workplace, "ops")
    page.goto(f"{workplace.url}/build/quotes/page/home")
    settled(page)
    canvas = page.get_by_role("group", name="页面的内容块")
    drag(page, palette(page, "数字"), canvas)
    number = page.get_by_role("button", name="数字 · 报价数，宽 3 列，高 1 行")
    expect(number).to_be_visible()
    expect(canvas.get_by_text("2", exact=True)).to_be_visible()
    drag(page, palette(page, "视图"), canvas, behind=True)
    view = page.get_by_role("button", name=re.compile("^视图 · 全部报价，"))
    expect(canvas.get_by_text("机房改造")).to_be_visible()

    # The view before the figure, half as wide: by hand, then by keys.
    drag(page, view, number)
    corner = view.locator("xpath=following-sibling::span")
    box, sheet = corner.bounding_box(), canvas.bounding_box()
    assert box
    assert sheet
    page.mouse.move(box["x"] + 10, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 10 - sheet["width"] / 2, box["y"] + 10, steps=8)
    page.mouse.up()
    expect(page.get_by_role("button", name="视图 · 全部报价，宽 6 列，高 3 行")).to_be_visible()
    view.press("Shift+ArrowUp")
    expect(page.get_by_role("button", name="视图 · 全部报价，宽 6 列，高 2 行")).to_be_visible()
    view.press("Alt+ArrowRight")
    handles = canvas.locator("[data-handle]")
    expect(handles.first).to_have_attribute("aria-label", re.compile("^数字"))
    page.keyboard.press("Control+d")
    expect(handles).to_have_count(3)
    page.keyboard.press("Delete")
    expect(handles).to_have_count(2)
    assert_open_to_all(page)


def test_a_message_and_a_table_are_tried_before_anybody_gets_them(
    workplace: Product, operations: Account, open_page: Callable[..., Page]
) -> None:
    words = {"title": "新报价 {项目}", "text": "金额 {金额}"}
    draft(operations, "quotes", {"kind": "message", "key": "news", "form": "quote", **words})
    table = {
        "kind": "decision_table",
        "key": "level",
        "title": "级别",
        "hit": "first",
        "inputs": [{"key": "amount", "type": "decimal", "title": "金额"}],
        "outputs": [{"key": "level", "type": "text", "title": "级别"}],
        "rows": [{"key": "large", "when": [[">=", "200"]], "then": ["大单"]}],
        "otherwise": ["普通"],
    }
    draft(operations, "quotes", table)
    page = open_page(f"{workplace.url}/healthz")
    enter(page, workplace, "ops")
    page.goto(f"{workplace.url}/build/quotes/message/news")
    tried = page.get_by_role("region", name="试一试")
    tried.get_by_label("用哪条记录试").click()
    page.get_by_role("option", name=re.compile("机房改造")).click()
    expect(tried.get_by_role("cell", name="金额 100").first).to_be_visible()
    # What is typed is tried as soon as it is saved.
    page.get_by_label("正文 中").fill("请看 {项目}，金额 {金额}")
    expect(tried.get_by_role("cell", name="请看 机房改造，金额 100").first).to_be_visible()
    assert_open_to_all(page)

    page.goto(f"{workplace.url}/build/quotes/decision_table/level")
    tried = page.get_by_role("region", name="试一试")
    tried.get_by_label("金额").fill("250")
    expect(tried.get_by_role("region", name="结果").last).to_contain_text("大单")
    tried.get_by_label("金额").fill("20")
    expect(tried.get_by_role("region", name="结果").last).to_contain_text("普通")
    expect(tried.get_by_text("没有一行符合")).to_be_visible()
    assert operations.ask("GET", "/messages")["items"] == []


def test_scenarios_are_run_before_publishing(
    workplace: Product, operations: Account, open_page: Callable[..., Page]
) -> None:
    scenario = {
        "kind": "scenario",
        "key": "quoted",
        "title": "报价可以提交",
        "now": "2026-01-12T09:00:00+08:00",
        "steps": [
            {"as": "administrator", "create": "quote", "name": "first", "values": {"name": "机房", "amount": "5"}},
            {"expect": {"first.name": "机房"}},
        ],
    }
    draft(operations, "quotes", scenario)
    words = {"key": "words", "type": "text", "width": 6, "settings": {"words": "报价一览"}}
    path = "/apps/quotes/documents/page/home/draft"
    operations.ask("PUT", path, {"document": _PAGE | {"blocks": [words]}}, If_Match='"1"')
    page = open_page(f"{workplace.url}/healthz")
    enter(page, workplace, "ops")
    page.goto(f"{workplace.url}/build/quotes/form/quote")
    page.get_by_role("button", name="检查并发布").click()
    page.get_by_role("button", name="试跑 1 个场景").click()
    expect(page.get_by_text("1 个场景全部成立")).to_be_visible()
    page.keyboard.press("Escape")

    # A field that nobody fills in there becomes required.
    page.get_by_role("button", name=re.compile("^等级，")).click()
    page.get_by_label("必填").click()
    expect(page.get_by_text(re.compile("^草稿已保存")).first).to_be_visible()
    page.get_by_role("button", name="检查并发布").click()
    page.get_by_role("button", name="试跑 1 个场景").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("1 个场景中有 1 个不成立")).to_be_visible()
    expect(dialog.get_by_text(re.compile("第 1 步不成立"))).to_be_visible()
    assert_open_to_all(page)
