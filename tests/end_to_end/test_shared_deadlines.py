"""Two steps of a workflow share a deadline, made in the designer; a simulation goes by how each is said to answer."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from .accounts import Account
from .acts import enter
from .barriers import assert_open_to_all
from .building import draft
from .managers import Manager
from .product import Product

pytestmark = pytest.mark.browser

_FORM = {
    "kind": "form",
    "key": "claim",
    "title": "索赔",
    "title_field": "name",
    "fields": [{"key": "name", "type": "text", "title": "名称"}],
}
_FLOW = {
    "kind": "workflow",
    "key": "settle",
    "title": "处理索赔",
    "trigger": {"type": "record_created", "form": "claim"},
    "nodes": [
        {"key": "look", "type": "task", "title": "现场查看", "settings": {"assignee": "initiator"}},
        {"key": "pay", "type": "task", "title": "赔付", "settings": {"assignee": "initiator"}},
        {"key": "write", "type": "task", "title": "写说明", "settings": {"assignee": "initiator"}},
    ],
    "edges": [
        {"from": "start", "to": "look"},
        {"from": "look", "to": "pay"},
        {"from": "pay", "to": "write"},
        {"from": "write", "to": "end"},
    ],
}
_ROLE = {
    "kind": "role",
    "key": "staff",
    "title": "员工",
    "forms": {"claim": {"verbs": ["create", "read"], "fields": {"*": "write"}}},
}


def test_steps_share_a_deadline_and_each_is_answered_as_one_says(
    workplace: Product, open_page: Callable[..., Page]
) -> None:
    account = Account(workplace, "ops")
    account.ask("POST", "/apps", {"key": "claims", "title": "索赔"})
    for document in (_FORM, _FLOW, _ROLE):
        draft(account, "claims", document)
    drafts = [{"kind": one["kind"], "key": one["key"], "version": 1} for one in (_FORM, _FLOW, _ROLE)]
    account.ask("POST", "/apps/claims/publish", {"drafts": drafts})
    account.ask("PUT", f"/roles/claims.staff/holders/{account.session['person']['id']}")
    account.ask("POST", "/apps/claims/forms/claim/records", {"values": {"name": "甲车"}})
    page = open_page(f"{workplace.url}/healthz")
    enter(page, workplace, "ops")
    page.goto(f"{workplace.url}/build/claims/workflow/settle")
    manager = Manager(page)
    _shared(manager)
    manager.saved()
    _simulated(page, manager)
    assert_open_to_all(page)
    manager.publish()
    assert _scopes(account) == [
        {
            "key": "scope_1",
            "title": {"zh-CN": "三天办完", "en": "Shared deadline"},
            "nodes": ["look", "pay"],
            "limits": [{"key": "item_1", "after": "P3D", "leave_by": "late"}],
        }
    ]


def _shared(manager: Manager) -> None:
    manager.open_step("look")
    manager.press("时限", tab=True)
    manager.press("与其他步骤共用时限")
    manager.fill("标题 中", "三天办完")
    manager.inspector.get_by_role("checkbox", name="赔付").check()
    manager.press("时限", tab=True)
    manager.press("添加时限")
    manager.fill("多久之后", "3")
    manager.inspector.get_by_label("单位").first.select_option(label="天")
    manager.fill("从出口离开", "late")
    manager.press("去向", tab=True)
    manager.choose("late", "写说明")


def _simulated(page: Page, manager: Manager) -> None:
    """Nobody pays: the deadline that both share leads to the note."""
    manager.press("模拟")
    part = page.get_by_role("region", name=re.compile("^模拟"))
    manager.pick("用哪条记录", "甲车")
    part.get_by_text("单独指定 3 个节点的回应").click()
    part.get_by_label("「赔付」的回应").select_option(label="不回应")
    part.get_by_role("button", name="试运行").click()
    expect(part.get_by_text(re.compile("^流程会走完"))).to_be_visible()
    _one_step(part, manager)


def _one_step(part: Locator, manager: Manager) -> None:
    """The last step by itself: it is come to at once, and the run ends behind it."""
    manager.open_step("write")
    manager.press("试这一步")
    expect(part.get_by_label("试什么")).to_have_value("write")
    part.get_by_role("button", name="试运行").click()
    expect(part.get_by_text("流程会立即走完")).to_be_visible()


def _scopes(account: Account) -> Any:
    return account.ask("GET", "/apps/claims/documents/workflow/settle")["published"]["scopes"]
