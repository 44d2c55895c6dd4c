"""Every page keeps nobody out: axe-core finds nothing serious, on desk and phone, light and dark, in both languages."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from .acts import settled
from .barriers import assert_open_to_all
from .places import Place, every_place

pytestmark = pytest.mark.browser


@every_place
@pytest.mark.parametrize("locale", ["zh-CN", "en"])
def test_a_page_is_open_to_all(visit: Callable[..., Page], place: Place, locale: str) -> None:
    page = visit(place, locale=locale)
    assert_open_to_all(page)
    page.emulate_media(color_scheme="dark")
    page.reload()
    settled(page)
    assert_open_to_all(page)
