"""A field is renamed and another is taken away in an app that runs: what names them is told, and nothing breaks."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from .accounts import Account
from .acts import enter, field, go_on, settled
from .barriers import assert_open_to_all
from .building import draft
from .managers import Manager
from .product import Product

pytestmark = pytest.mark.browser

_AMOUNT, _DISCOUNT = {"var": "record.amount"}, {"var": "record.discount"}
_FORM = {
    "kind": "form",
    "key": "quote",
    "title": "报价",
    "fields": [
        {"key": "name", "type": "text", "title": "项目"},
        {"key": "amount", "type": "decimal", "title": "金额"},
        {"key": "discount", "type": "decimal", "title": "折扣"},
        {
            "key": "net",
            "type": "formula",
            "title": "折后金额",
            "settings": {"result": "decimal", "expression": {"*": [_AMOUNT, {"-": [1, _DISCOUNT]}]}},
        },
        {"key": "reason", "type": "text", "title": "让利原因"},
    ],
    "rules": [{"key": "why", "when": {">": [_DISCOUNT, 0.1]}, "then": [{"require": "reason"}]}],
}
_VIEW = {
    "kind": "view",
    "key": "all",
    "title": "全部报价",
    "form": "quote",
    "type": "table",
    "settings": {"columns": ["name", "discount", "net"]},
}
_FLOW = {
    "kind": "workflow",
    "key": "check",
    "title": "报价复核",
    "trigger": {"type": "record_created", "form": "quote"},
    "nodes": [
        {
            "key": "deep",
            "type": "condition",
            "title": "让利大",
            "settings": {"branches": [{"key": "fits", "title": "大", "when": {">": [_DISCOUNT, 0.3]}}]},
        },
        {"key": "look", "type": "task", "title": "看一下", "settings": {"assignee": "initiator"}},
    ],
    "edges": [
        {"from": "start", "to": "deep"},
        {"from": "deep", "to": "look", "when": "fits"},
        {"from": "deep", "to": "end", "when": "otherwise"},
        {"from": "look", "to": "end"},
    ],
}
_ROLE = {
    "kind": "role",
    "key": "staff",
    "title": "员工",
    "forms": {"quote": {"verbs": ["create", "read"], "fields": {"*": "write"}}},
}


def test_what_names_a_field_is_told_and_nothing_breaks(workplace: Product, open_page: Callable[..., Page]) -> None:
    account = Account(workplace, "ops")
    account.ask("POST", "/apps", {"key": "quotes", "title": "报价"})
    for document in (_FORM, _VIEW, _FLOW, _ROLE):
        draft(account, "quotes", document)
    drafts = [{"kind": one["kind"], "key": one["key"], "version": 1} for one in (_FORM, _VIEW, _FLOW, _ROLE)]
    account.ask("POST", "/apps/quotes/publish", {"drafts": drafts})
    account.ask("PUT", f"/roles/quotes.staff/holders/{account.session['person']['id']}")
    page = open_page(f"{workplace.url}/healthz")
    enter(page, workplace, "ops")
    _filed(page, workplace, "甲", "折扣")

    page.goto(f"{workplace.url}/build/quotes/form/quote")
    manager = Manager(page)
    handle(page, "discount").click()
    manager.press("被引用", tab=True)
    told = manager.inspector.get_by_role("listitem")
    for words in ("折后金额", "让利原因", "全部报价", "报价复核"):
        expect(told.filter(has_text=words).first).to_be_visible()
    expect(told.filter(has_text="报价复核 · 步骤「让利大」 · 分支「大」 · 当")).to_have_count(1)

    # Another title: formulas say it at once, and everything goes on.
    manager.press("设置", tab=True)
    manager.fill("标题 中", "让利")
    handle(page, "net").click()
    expect(page.get_by_role("textbox", name="公式")).to_have_text("{金额} * (1 - {让利})")
    manager.press("在记录上试算")
    manager.pick("在哪条记录上试算", "甲")
    expect(manager.inspector.get_by_role("status")).to_contain_text("得出： 600")
    manager.publish()
    _filed(page, workplace, "乙", "让利")
    page.goto(f"{workplace.url}/apps/quotes/quote")
    expect(page.get_by_role("columnheader").filter(has_text="让利")).to_be_visible()

    _replayed(page, workplace, manager)

    # Without the field nothing can be published: each place is told, and leads there.
    page.goto(f"{workplace.url}/build/quotes/form/quote")
    handle(page, "discount").click()
    page.keyboard.press("Delete")
    expect(handle(page, "discount")).to_have_count(0)
    manager.press("检查并发布")
    dialog = page.get_by_role("dialog")
    problems = dialog.get_by_role("region", name="问题")
    for words in ("折后金额", "规则「why」", "全部报价", "报价复核"):
        expect(problems).to_contain_text(words)
    expect(dialog.get_by_role("button", name=re.compile("^发布"))).to_be_disabled()
    manager.press("取消")
    _filed(page, workplace, "丙", "让利")

    # Mended one by one, it goes; what was filed stays.
    account.ask("DELETE", "/apps/quotes/documents/form/quote/draft", If_Match=_version(account, "form", "quote"))
    for document in (_without_discount(_FORM), _VIEW | {"settings": {"columns": ["name"]}}, _calm(_FLOW)):
        draft(account, "quotes", document)
    page.goto(f"{workplace.url}/build/quotes")
    manager.publish()
    page.goto(f"{workplace.url}/apps/quotes/quote")
    settled(page)
    for name in ("甲", "乙", "丙"):
        expect(page.get_by_role("grid").get_by_text(name, exact=True)).to_be_visible()


def _replayed(page: Page, workplace: Product, manager: Manager) -> None:
    """What was filed goes through a draft with another limit: whose way would be another is told; nothing is kept."""
    page.goto(f"{workplace.url}/build/quotes/workflow/check")
    manager.open_step("deep")
    manager.press("大")
    manager.fill("条件 1 的值", "0.5")
    manager.press("重放历史")
    manager.press("重放")
    told = page.get_by_role("region", name="重放历史")
    expect(told.get_by_role("status")).to_contain_text("重放了 2 条，其中 2 条会走得不一样。")
    for name in ("甲", "乙"):
        expect(told.get_by_role("listitem").filter(has=page.get_by_role("link", name=name))).to_contain_text("看一下")
    assert_open_to_all(page)
    page.get_by_role("button", name="更多").last.click()
    page.get_by_role("menuitem", name="放弃草稿").click()
    manager.saved()


def handle(page: Page, key: str) -> Locator:
    return page.locator(f"[data-handle={key}]")


def _filed(page: Page, workplace: Product, name: str, discount: str) -> None:
    page.goto(f"{workplace.url}/apps/quotes/quote/new")
    field(page, "项目").fill(name)
    field(page, "金额").fill("1000")
    field(page, discount).fill("0.4")
    field(page, "让利原因").fill("老客户")
    go_on(page, "提交")
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
    expect(page.get_by_text("600").first).to_be_visible()


def _version(account: Account, kind: str, key: str) -> str:
    return f'"{account.get(f"/apps/quotes/documents/{kind}/{key}")["draft"]["version"]}"'


def _without_discount(form: dict[str, Any]) -> dict[str, Any]:
    kept = [one for one in form["fields"] if one["key"] in ("name", "amount", "reason")]
    return {**form, "fields": kept, "rules": []}


def _calm(flow: dict[str, Any]) -> dict[str, Any]:
    edges = [{"from": "start", "to": "look"}, {"from": "look", "to": "end"}]
    return {**flow, "nodes": flow["nodes"][1:], "edges": edges}
