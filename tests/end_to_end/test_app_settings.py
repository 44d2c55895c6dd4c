"""A manager names an app, orders its forms and declares a parameter; it holds at once."""

import re
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


def _form(key: str, title: str) -> dict[str, Any]:
    return {"kind": "form", "key": key, "title": title, "fields": [{"key": "name", "type": "text", "title": "名称"}]}


def test_what_an_app_says_of_itself(workplace: Product, open_page: Callable[..., Page]) -> None:
    ops = Account(workplace, "ops")
    ops.ask("POST", "/apps", {"key": "fleet", "title": "车队"})
    role = {
        "kind": "role",
        "key": "staff",
        "title": "员工",
        "forms": {key: {"verbs": ["create", "read"], "fields": {"*": "write"}} for key in ("car", "trip")},
    }
    made = [_form("car", "车辆"), _form("trip", "用车"), role]
    for document in made:
        draft(ops, "fleet", document)
    ops.ask(
        "POST",
        "/apps/fleet/publish",
        {"drafts": [{"kind": one["kind"], "key": one["key"], "version": 1} for one in made]},
    )
    ops.ask("PUT", f"/roles/fleet.staff/holders/{ops.session['person']['id']}")
    page = open_page(f"{workplace.url}/healthz")
    enter(page, workplace, "ops")
    page.goto(f"{workplace.url}/build/fleet")
    page.get_by_role("button", name="更多").click()
    page.get_by_role("menuitem", name="应用设置").click()
    settled(page)
    save = page.get_by_role("button", name="保存", exact=True)
    expect(save).to_be_disabled()
    page.get_by_label("标题 中", exact=True).first.fill("公务用车")
    page.get_by_role("button", name="上移「用车」").click()
    page.get_by_role("button", name="添加参数").click()
    page.get_by_label("标题 中", exact=True).last.fill("最多天数")
    page.get_by_label(re.compile(r"^类型\s*\*?$")).select_option(label="整数")
    page.get_by_label(re.compile(r"^默认值\s*\*?$")).fill("7")
    assert_open_to_all(page)
    save.click()
    expect(page.get_by_text("已保存")).to_be_visible()
    expect(save).to_be_disabled()

    page.goto(f"{workplace.url}/apps/fleet")
    settled(page)
    expect(page.get_by_role("navigation", name="公务用车")).to_be_visible()
    assert [form["key"] for form in ops.get("/apps")["items"][-1]["forms"]] == ["trip", "car"]
    (parameter,) = ops.get("/apps/fleet/parameters")["items"]
    assert (parameter["title"], parameter["value"]) == ("最多天数", 7)
