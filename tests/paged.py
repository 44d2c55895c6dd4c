"""Pages of the small company: two metrics, a view and a page of blocks over deals."""

from typing import Any

from loomwork.runtime import pages
from loomwork.runtime.context import Context
from tests.company import CUSTOMER, DEAL, ROLES
from tests.measured import metric

DIMENSIONS = ["title", "seller", "seller.department", "customer.level"]
ALL_DEALS = {
    "kind": "view",
    "key": "all_deals",
    "form": "deal",
    "type": "table",
    "title": {"zh-CN": "全部商机", "en": "All deals"},
    "settings": {"columns": ["title", "amount"], "sort": [{"field": "title"}]},
}
DOCUMENTS: list[dict[str, Any]] = [
    CUSTOMER,
    DEAL,
    *ROLES,
    metric("deals", dimensions=DIMENSIONS),
    metric("total", aggregate={"type": "sum", "field": "amount"}, dimensions=DIMENSIONS),
    ALL_DEALS,
]


def block(type_: str, settings: dict[str, Any], key: str = "b", **more: Any) -> dict[str, Any]:
    return {
        "key": key,
        "type": type_,
        "title": {"zh-CN": "区块", "en": "Block"},
        "width": 4,
        "settings": settings,
    } | more


def page(*blocks: dict[str, Any], key: str = "p", **more: Any) -> dict[str, Any]:
    """A document of a page."""
    return {"kind": "page", "key": key, "title": {"zh-CN": "看板", "en": "Board"}, "blocks": list(blocks)} | more


def ask(context: Context, key: str = "p", **chosen: Any) -> dict[str, Any]:
    """The answers of a page's blocks by their keys."""
    found = pages.answer(context, pages.readable_page(context, "crm", key), chosen)
    return {one["key"]: one for one in found["blocks"]}
