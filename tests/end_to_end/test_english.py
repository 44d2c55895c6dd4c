"""In English no page shows a Chinese word of its own, nor the key of a word that is missing."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .accounts import Account
from .acts import sign_in
from .places import Place, every_place
from .product import Product

pytestmark = pytest.mark.browser

# All that can be read or heard: texts but for names in no language, and the attributes that are read out.
_WORDS = """() => {
  const found = [document.title];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode())
    if (!walker.currentNode.parentElement.closest('[translate=no]')) found.push(walker.currentNode.data);
  for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
    for (const node of document.querySelectorAll(`[${name}]`))
      if (!node.closest('[translate=no]')) found.push(node.getAttribute(name));
  return found.map((text) => text.trim()).filter(Boolean);
}"""
_CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_KEY = re.compile(r"[a-z][\w-]*(\.[\w-]+)+")
_NAME_OF_THE_OTHER_LANGUAGE = "中文"


@pytest.fixture
def data(operations: Account) -> list[str]:
    """What people called themselves, their company and what they typed: data, in no language of ours."""
    found = {operations.session["workspace"]["title"]}
    for person in operations.get("/people?limit=100")["items"]:
        found |= {person.get(part) for part in ("name", "department", "title")}
    for record in (*operations.records("lead"), *operations.records("sales_profile")):
        found |= {value for value in record["values"].values() if isinstance(value, str)}
    return sorted((text for text in found if text and _CHINESE.search(text)), key=len, reverse=True)


def own_words(page: Page, data: list[str]) -> list[str]:
    """The page's words without its data."""
    return [re.sub("|".join(map(re.escape, data)), "", words) for words in page.evaluate(_WORDS)]


@every_place
def test_a_page_speaks_english(visit: Callable[..., Page], data: list[str], place: Place) -> None:
    words = own_words(visit(place, locale="en"), data)
    avatars = {name[-2:] for name in data} | {name[:2] for name in data} | {name[-1] for name in data}
    assert [
        text for text in words if _CHINESE.search(text) and text not in avatars | {_NAME_OF_THE_OTHER_LANGUAGE}
    ] == []
    assert [text for text in words if _KEY.fullmatch(text)] == []


@pytest.mark.parametrize("address", ["/", "/m/"])
def test_one_signs_in_in_english(
    open_page: Callable[..., Page], product: Product, data: list[str], address: str
) -> None:
    page = open_page(product.url + address, locale="en", phone=address == "/m/")
    expect(page.get_by_role("heading", name="Demo accounts")).to_be_visible()
    assert not [text for text in own_words(page, data) if len(text) > 2 and _CHINESE.search(text) and text != "中文"]
    sign_in(page, "seller", words=("Account", "Password", "Sign in"))
    expect(page.get_by_role("navigation").get_by_role("link", name="Apps")).to_be_visible()
