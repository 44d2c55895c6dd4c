"""Changes are on pilot in one department: its people have them, others do not, until it ends."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .accounts import Account
from .acts import enter, settled
from .barriers import assert_open_to_all
from .building import draft
from .product import Product

pytestmark = pytest.mark.browser

_FORM: dict[str, Any] = {
    "kind": "form",
    "key": "trip",
    "title": "出差",
    "fields": [{"key": "where", "type": "text", "title": "去哪里"}, {"key": "why", "type": "text", "title": "事由"}],
}
_ROLE: dict[str, Any] = {
    "kind": "role",
    "key": "staff",
    "title": "员工",
    "forms": {"trip": {"verbs": ["create", "read"], "fields": {"*": "write"}}},
}


def test_one_department_has_it_before_the_others(workplace: Product, open_page: Callable[..., Page]) -> None:
    ops = Account(workplace, "ops")
    ops.ask("POST", "/apps", {"key": "trips", "title": "出差"})
    for document in (_FORM, _ROLE):
        draft(ops, "trips", document)
    drafts = [{"kind": one["kind"], "key": one["key"], "version": 1} for one in (_FORM, _ROLE)]
    ops.ask("POST", "/apps/trips/publish", {"drafts": drafts})
    seller, other = Account(workplace, "seller"), Account(workplace, "finance")
    for account in (ops, seller, other):
        ops.ask("PUT", f"/roles/trips.staff/holders/{account.session['person']['id']}")
    draft(
        ops, "trips", _FORM | {"fields": [_FORM["fields"][0], _FORM["fields"][1] | {"title": "目的", "required": True}]}
    )

    page = open_page(f"{workplace.url}/healthz")
    enter(page, workplace, "ops")
    page.goto(f"{workplace.url}/build/trips")
    page.get_by_role("button", name="检查并发布").click()
    part = page.get_by_role("dialog").get_by_role("region", name="部分部门试用")
    part.get_by_role("button", name="先在部分部门试用…").click()
    part.get_by_role("combobox", name="试用部门").click()
    page.get_by_role("option", name=_department(ops, seller)).first.click()
    assert_open_to_all(page)
    part.get_by_role("button", name="开始试用").click()
    expect(part.get_by_role("status")).to_contain_text("试用中")
    page.keyboard.press("Escape")
    expect(page.get_by_text("正在试用改动")).to_be_visible()

    assert (_why(seller), _why(other)) == ("目的", "事由")
    theirs = open_page(f"{workplace.url}/healthz")
    enter(theirs, workplace, "seller")
    theirs.goto(f"{workplace.url}/apps/trips/trip/new")
    settled(theirs)
    expect(theirs.get_by_label("目的")).to_be_visible()

    page.get_by_role("button", name="查看").click()
    part.get_by_role("button", name="结束试用").click()
    expect(part.get_by_role("button", name="先在部分部门试用…")).to_be_visible()
    assert _why(seller) == "事由"
    theirs.reload()
    expect(theirs.get_by_label("事由")).to_be_visible()


def _why(account: Account) -> str:
    return str(account.get("/apps/trips/forms/trip")["fields"][1]["title"])


def _department(ops: Account, account: Account) -> str:
    (found,) = [one for one in ops.get("/people")["items"] if one["id"] == account.session["person"]["id"]]
    return str(found["department"])
