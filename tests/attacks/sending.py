"""An intake of the shop's deals, and what everybody has who sends to one."""

from typing import Any

from loomwork.runtime import changes
from loomwork.runtime.definitions import publish
from tests.web.site import RECORDS, Site

INTAKES = "/api/v1/apps/shop/intakes"


def intake(key: str, channel: str, title: dict[str, str]) -> dict[str, Any]:
    """One that takes the name as it was sent, and says the price itself."""
    takes = {"form": "deal", "map": {"name": "name"}, "set": {"price": "5.00"}}
    return {"kind": "intake", "key": key, "title": title, "channel": channel, **takes}


class Sender:
    """Publishes the intakes; `chief` is who manages them."""

    def __init__(self, site: Site, *intakes: dict[str, Any]) -> None:
        changes.run(site.context, lambda tx: publish(tx, site.context, "shop", list(intakes)))
        self.site = site
        self.chief = site.client("chief")

    def count(self) -> int:
        """How many deals there are."""
        total: int = self.chief.get(f"{RECORDS}?count=1").get_json()["total"]
        return total
