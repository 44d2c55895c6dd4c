"""Views over HTTP: cut down to what the reader may see."""

from typing import Any

import pytest

from loomwork.runtime import changes
from loomwork.runtime.context import SYSTEM, Context
from loomwork.runtime.definitions import publish
from tests.web.site import CLERK, DEAL, SELLER, Site

FORM = "/api/v1/apps/shop/forms/deal"
LARGE = {"field": "price", "operator": "at_least", "value": "100"}


def view(key: str, position: int, **settings: Any) -> dict[str, Any]:
    title = {"zh-CN": f"视图{key}", "en": key.title()}
    made = {"kind": "view", "key": key, "form": "deal", "type": "table", "title": title, "position": position}
    return made | {"settings": settings}


@pytest.fixture
def shop(site: Site) -> Site:
    context = Context(site.workspace, SYSTEM)
    documents = [DEAL, SELLER, CLERK, view("all", 1, columns=["name", "price"]), view("large", 2, filter=LARGE)]
    changes.run(context, lambda tx: publish(tx, context, "shop", documents))
    return site


def test_views_come_in_order_with_what_one_may_read(shop: Site) -> None:
    anna = shop.client("anna").get(f"{FORM}/views").get_json()["items"]
    assert [(one["key"], one["title"], one["filter"]) for one in anna] == [
        ("all", "All", None),
        ("large", "Large", LARGE),
    ]
    cleo = shop.client("cleo").get(f"{FORM}/views").get_json()["items"]
    assert [(one["key"], one["columns"]) for one in cleo] == [("all", ["name"])]
    assert shop.client("dora").get(f"{FORM}/views").status_code == 404
    assert shop.anybody().get(f"{FORM}/views").status_code == 401
