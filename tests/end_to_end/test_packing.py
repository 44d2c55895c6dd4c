"""A package of an app, in a browser: what others set is named, the file downloaded and installed in another company."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .accounts import Account
from .acts import enter, field
from .barriers import assert_open_to_all
from .product import Product

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
REQUEST: dict[str, Any] = {
    "kind": "form",
    "key": "request",
    "title": {"zh-CN": "请假单", "en": "Leave"},
    "fields": [
        {"key": "why", "type": "text", "title": {"zh-CN": "事由", "en": "Why"}},
        {"key": "days", "type": "integer", "title": {"zh-CN": "天数", "en": "Days"}},
    ],
    "checks": [
        {
            "key": "short",
            "assert": {"<=": [{"var": "record.days"}, 3]},
            "message": {"zh-CN": "太长了", "en": "Too long"},
        }
    ],
}


@pytest.fixture(scope="module")
def companies() -> Iterator[tuple[Product, Product]]:
    both = Product({}), Product({})
    for product in both:
        product.start()
    yield both
    for product in both:
        product.close()


def test_an_app_is_packed_and_set_otherwise_in_another_company(
    companies: tuple[Product, Product], open_page: OpenPage, tmp_path: Path
) -> None:
    here, there = companies
    operations = Account(here, "ops")
    operations.ask("POST", "/apps", {"key": "leave", "title": "请假", "summary": "请假与审批"})
    path = "/apps/leave/documents/form/request/draft"
    operations.ask("PUT", path, {"document": REQUEST}, If_Match='"0"')
    operations.ask("POST", "/apps/leave/publish", {"drafts": [{"kind": "form", "key": "request", "version": 1}]})

    page = open_page(f"{here.url}/healthz")
    enter(page, here, "ops")
    page.goto(f"{here.url}/build/leave")
    page.get_by_role("button", name="更多").click()
    page.get_by_role("menuitem", name="做成应用包").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("版本").fill("1.0.0")
    dialog.get_by_role("checkbox", name=re.compile(r"请假单 · .* 3$")).check()
    expect(dialog.get_by_role("button", name="下载应用包")).to_be_disabled()
    dialog.get_by_placeholder("参数名称").fill("最长天数")
    assert_open_to_all(page)
    with page.expect_download() as downloading:
        dialog.get_by_role("button", name="下载应用包").click()
    file = tmp_path / "leave.loom"
    downloading.value.save_as(file)
    expect(page.get_by_text("已生成 leave-1.0.0.loom")).to_be_visible()

    page = open_page(f"{there.url}/healthz")
    enter(page, there, "ops")
    page.goto(f"{there.url}/market")
    page.locator("input[type=file]").set_input_files(file)
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("最长天数").fill("5")
    for consent in dialog.locator("section", has_text="需要你同意").get_by_role("checkbox").all():
        consent.check()
    dialog.get_by_role("button", name="安装", exact=True).click()
    dialog.get_by_role("button", name="打开应用").click()
    page.goto(f"{there.url}/apps/leave/request/new")
    field(page, "天数").fill("6")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_text("太长了").first).to_be_visible()
    field(page, "天数").fill("5")
    page.get_by_role("button", name="提交").click()
    expect(page).to_have_url(re.compile(r"/apps/leave/request/\w{26}"))
