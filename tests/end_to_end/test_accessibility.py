"""Every page keeps nobody out: axe-core finds nothing serious, on the desk and on the phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from .barriers import assert_open_to_all
from .places import Place, every_place

pytestmark = pytest.mark.browser


@every_place
def test_a_page_is_open_to_all(visit: Callable[..., Page], place: Place) -> None:
    assert_open_to_all(visit(place))
