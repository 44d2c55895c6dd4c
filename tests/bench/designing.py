"""A form of 300 fields in the designer: how long frames take while a field, old or new, is carried over it."""

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.bench import frames
from tests.bench.measuring import Row
from tests.end_to_end.accounts import Account
from tests.end_to_end.acts import enter, settled
from tests.end_to_end.product import Product
from tests.servers import chromium

_FIELDS = 300
_MOVES = 200
_TYPES = ("text", "integer", "currency", "date", "yes_no", "phone", "member", "long_text", "rating", "percent")


def designing() -> Iterator[Row]:
    """By mouse over the middle of the paper, up and down."""
    product = Product({})
    product.start()
    try:
        account = Account(product, "ops")
        account.ask("POST", "/apps", {"key": "wide", "title": "Wide"})
        fields = [{"key": f"f{at}", "type": _TYPES[at % len(_TYPES)], "title": f"Field {at}"} for at in range(_FIELDS)]
        form = {"kind": "form", "key": "big", "title": "Big", "fields": fields}
        account.ask("PUT", "/apps/wide/documents/form/big/draft", {"document": form}, If_Match='"0"')
        with chromium.running() as browser:
            page = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN").new_page()
            page.goto(f"{product.url}/healthz")
            enter(page, product, "ops")
            page.goto(f"{product.url}/build/wide/form/big")
            settled(page)
            for what, doing in (
                ("[data-handle=f5]", "a field is carried"),
                ("[data-thing]", "a new field is carried"),
            ):
                _carried(page, what)
                yield from frames.told(page, f"{doing} over {_FIELDS} others")
                page.mouse.up()
    finally:
        product.close()


def _carried(page: Page, what: str) -> None:
    box = page.locator(what).first.bounding_box()
    assert box
    page.mouse.move(box["x"] + 20, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(500, 300, steps=4)
    frames.watch(page)
    for at in range(_MOVES):
        page.mouse.move(500 + (at * 37) % 500, 200 + (at * 53) % 600)
