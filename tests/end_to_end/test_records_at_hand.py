"""Conditions and formulas about more than the record: candidates of a ranking, rows that a step looks for."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .accounts import Account
from .acts import enter, settled
from .building import draft, saved
from .product import Product

pytestmark = pytest.mark.browser


def _field(key: str, type_: str, title: str) -> dict[str, Any]:
    return {"key": key, "type": type_, "title": title}


_LEAD = {"kind": "form", "key": "lead", "title": "商机", "fields": [_field("budget", "integer", "预算")]}
_PROFILE = {
    "kind": "form",
    "key": "profile",
    "title": "画像",
    "fields": [_field("person", "member", "本人"), _field("load", "integer", "负荷"), _field("here", "yes_no", "在岗")],
}
_RANKING = {
    "kind": "ranking",
    "key": "match",
    "title": "匹配",
    "of": "profile",
    "person": "person",
    "where": [{"key": "duty", "reason": "不在岗", "assert": {"==": [{"var": "candidate.here"}, True]}}],
    "terms": [{"key": "free", "title": "空闲", "weight": 1, "value": {"normalise": {"var": "candidate.load"}}}],
}
_FLOW = {
    "kind": "workflow",
    "key": "find",
    "title": "查找",
    "trigger": {"type": "record_created", "form": "lead"},
    "nodes": [
        {
            "key": "look",
            "type": "query_records",
            "title": "查画像",
            "settings": {"form": "profile", "where": {"<": [{"var": "row.load"}, {"var": "record.budget"}]}},
        }
    ],
    "edges": [{"from": "start", "to": "look"}, {"from": "look", "to": "end"}],
}


@pytest.fixture
def page(workplace: Product, open_page: Callable[..., Page]) -> Page:
    account = Account(workplace, "ops")
    account.ask("POST", "/apps", {"key": "hands", "title": "分派"})
    for document in (_LEAD, _PROFILE, _RANKING, _FLOW):
        draft(account, "hands", document)
    page = open_page(f"{workplace.url}/healthz")
    enter(page, workplace, "ops")
    return page


def _draft(workplace: Product, kind: str, key: str) -> Any:
    return Account(workplace, "ops").get(f"/apps/hands/documents/{kind}/{key}")["draft"]["document"]


def test_a_ranking_is_about_its_candidates_in_rows_and_formulas(workplace: Product, page: Page) -> None:
    page.goto(f"{workplace.url}/build/hands/ranking/match")
    settled(page)
    page.get_by_role("button", name="不在岗", exact=True).click()
    expect(page.get_by_label("条件 1 的字段").locator("option:checked")).to_have_text("候选人 › 在岗")
    page.get_by_role("button", name="添加条件", exact=True).first.click()
    page.get_by_label("条件 2 的字段").select_option(label="候选人本人 › 待办数")
    page.get_by_label("条件 2 的比较").select_option(label="小于")
    page.get_by_label("条件 2 的值", exact=True).fill("9")
    page.get_by_role("button", name="空闲", exact=True).click()
    value = page.get_by_role("textbox", name="值", exact=True)
    expect(value).to_have_text("{候选人.负荷}")
    spread = page.get_by_label("在候选人之间折算成 0 到 1")
    expect(spread).to_be_checked()
    value.click()
    page.keyboard.press("Control+a")
    page.keyboard.type("{候选人.负荷} + {候选人本人.持有数}")
    expect(page.get_by_text("结果：数字").or_(page.get_by_text("结果：整数"))).to_be_visible()
    saved(page)
    document = _draft(workplace, "ranking", "match")
    here = {"==": [{"var": "candidate.here"}, True]}
    assert document["where"][0]["assert"] == {"and": [here, {"<": [{"var": "person.open_tasks"}, 9]}]}
    total = {"+": [{"var": "candidate.load"}, {"var": "person.held"}]}
    assert document["terms"][0]["value"] == {"normalise": total}
    spread.uncheck()
    saved(page)
    assert _draft(workplace, "ranking", "match")["terms"][0]["value"] == total


def test_a_step_looks_for_rows_by_what_the_record_says(workplace: Product, page: Page) -> None:
    page.goto(f"{workplace.url}/build/hands/workflow/find")
    settled(page)
    page.locator("[data-part=look]").click()
    expect(page.get_by_label("条件 1 的字段").locator("option:checked")).to_have_text("画像 › 负荷")
    expect(page.get_by_label("条件 1 的另一字段").locator("option:checked")).to_have_text("预算")
    page.get_by_label("条件 1 的比较").select_option(label="不大于")
    saved(page)
    where = {"<=": [{"var": "row.load"}, {"var": "record.budget"}]}
    assert _draft(workplace, "workflow", "find")["nodes"][0]["settings"]["where"] == where
