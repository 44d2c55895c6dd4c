"""The served shop, on both databases."""

from typing import Any

import pytest

from loomwork.builder import parts
from loomwork.runtime import changes, jobs
from loomwork.runtime.definitions import publish
from loomwork.runtime.storage import FakeClock, Installation, Workspace
from tests.web.site import RECORDS, Site, open_site

ASK = {
    "kind": "workflow",
    "key": "ask",
    "title": {"zh-CN": "询价", "en": "Asking"},
    "trigger": {"type": "record_created", "form": "deal"},
    "nodes": [
        {
            "key": "call",
            "type": "task",
            "title": {"zh-CN": "致电", "en": "Call"},
            "settings": {"assignee": {"field": "seller"}},
        }
    ],
    "edges": [{"from": "start", "to": "call"}, {"from": "call", "to": "end"}],
}


@pytest.fixture
def site(installation: Installation, workspace: Workspace, clock: FakeClock) -> Site:
    """A served workspace with the shop app and five people."""
    return open_site(installation, workspace, clock)


@pytest.fixture
def stopped(site: Site) -> dict[str, Any]:
    """The deal without a seller, whose workflow has nobody to ask."""
    parts.load()
    changes.run(site.context, lambda tx: publish(tx, site.context, "shop", [ASK]))
    made = site.client("chief").post(RECORDS, {"values": {"name": "Lights"}})
    jobs.run_due(site.workspace)
    record: dict[str, Any] = made.get_json()
    return record
