"""Checklists on a desk and a phone: ticked where one reads, proved by files, and asked for before acceptance."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from .accounts import Account
from .acts import enter, go_on
from .product import Product

pytestmark = pytest.mark.browser

FORMS = "/apps/handovers/forms"
PHOTO: FilePayload = {"name": "现场.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n" + bytes(32)}
PLAIN, PROVED = "试机", "现场照片"
either = pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])


@pytest.fixture
def handover(handing_over: Product) -> dict[str, Any]:
    """A record with two items: one is simply ticked, the other wants a file."""
    operations = Account(handing_over, "ops")
    if not operations.get(f"{FORMS}/step/records")["items"]:
        for name, minimum in ((PLAIN, 0), (PROVED, 1)):
            _made(operations, "step", {"name": name, "minimum": minimum})
    return _made(operations, "handover", {"name": f"交付 {uuid.uuid4().hex[:6]}"})


@either
def test_items_are_ticked_and_proved_where_one_reads(
    handing_over: Product, open_page: Callable[..., Page], handover: dict[str, Any], phone: bool
) -> None:
    page = _opened(handing_over, open_page, phone, f"/apps/handovers/handover/{handover['id']}")
    expect(page.get_by_text("0/2").first).to_be_visible()
    expect(_tick(page, PROVED)).to_be_disabled()
    expect(page.get_by_text("还需要 1 份凭证，上传后自动勾选")).to_be_visible()

    with page.expect_response(_saving):
        _tick(page, PLAIN).check(force=True)
    expect(page.get_by_text("1/2").first).to_be_visible()

    _item(page, PROVED).locator("input[type=file]").set_input_files([PHOTO])
    expect(page.get_by_text("2/2").first).to_be_visible()
    expect(_tick(page, PROVED)).to_be_checked()
    saved = Account(handing_over, "ops").get(f"{FORMS}/handover/records/{handover['id']}")["values"]["steps"]
    told = {one["text"]: (one["done"], len(one["evidence"] or ())) for one in saved}
    assert told == {
        PLAIN: (True, 0),
        PROVED: (True, 1),
    }


@either
def test_acceptance_is_refused_while_items_are_open(
    handing_over: Product, open_page: Callable[..., Page], handover: dict[str, Any], phone: bool
) -> None:
    page = _opened(handing_over, open_page, phone, f"/apps/handovers/handover/{handover['id']}/edit")
    expect(_tick(page, PLAIN)).to_be_visible()
    go_on(page, "保存并验收")
    expect(page.get_by_text("还有检查项没有完成").first).to_be_visible()

    _tick(page, PLAIN).check(force=True)
    _item(page, PROVED).locator("input[type=file]").set_input_files([PHOTO])
    expect(_tick(page, PROVED)).to_be_checked()
    with page.expect_response(lambda answer: answer.request.method == "PATCH" and answer.ok):
        go_on(page, "保存并验收")
    page.wait_for_url(lambda address: not address.endswith("/edit"))
    values = Account(handing_over, "ops").get(f"{FORMS}/handover/records/{handover['id']}")["values"]
    assert values["state"] == "accepted"
    assert all(one["done"] for one in values["steps"])


def test_a_list_that_could_not_be_loaded_says_so_and_comes_when_asked_again(
    handing_over: Product, open_page: Callable[..., Page], handover: dict[str, Any]
) -> None:
    page = _opened(handing_over, open_page, True, "/apps")
    page.route("**/assets/Ticking-*.js", lambda route: route.abort())
    page.goto(f"{handing_over.url}/m/apps/handovers/handover/{handover['id']}")
    expect(page.get_by_text("这一部分没有载入", exact=False)).to_be_visible()
    page.unroute("**/assets/Ticking-*.js")
    go_on(page, "重试")
    expect(_tick(page, PLAIN)).to_be_visible()


def _opened(product: Product, open_page: Callable[..., Page], phone: bool, path: str) -> Page:
    page = open_page(f"{product.url}/healthz", phone=phone)
    enter(page, product, "ops")
    page.goto(f"{product.url}{'/m' if phone else ''}{path}")
    return page


def _made(account: Account, form: str, values: dict[str, Any]) -> Any:
    return account.ask("POST", f"{FORMS}/{form}/records", {"values": values}, Idempotency_Key=str(uuid.uuid4()))


def _item(page: Page, text: str) -> Locator:
    return page.get_by_role("listitem").filter(has_text=text).first


def _tick(page: Page, text: str) -> Locator:
    return page.get_by_role("checkbox", name=text)


def _saving(answer: Any) -> bool:
    return "/checklists/" in answer.url and answer.request.method == "PATCH"
