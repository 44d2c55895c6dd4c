"""A company with a pool of deals: sellers claim, a lead assigns, calls are what counts as follow-up."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from loomwork.runtime import holds, jobs, pools, records
from loomwork.runtime.context import Actor, Context
from loomwork.runtime.definitions import plans_in
from loomwork.runtime.forms import form_plan
from loomwork.runtime.pools.moving import Wish
from loomwork.runtime.storage import Transaction
from tests.company import Install, install, person_of

__all__ = ["install", "person_of"]

_OWN = {"==": [{"var": "record.seller"}, {"var": "actor.person_id"}]}

DEAL: dict[str, Any] = {
    "kind": "form",
    "key": "deal",
    "title": {"zh-CN": "商机", "en": "Deal"},
    "title_field": "name",
    "fields": [
        {"key": "name", "type": "text", "title": "Name", "required": True},
        {"key": "phone", "type": "phone", "title": "Phone"},
        {
            "key": "region",
            "type": "single_choice",
            "title": "Region",
            "settings": {"options": [{"key": "east", "title": "East"}, {"key": "west", "title": "West"}]},
        },
        {
            "key": "vip",
            "type": "single_choice",
            "title": "VIP",
            "settings": {"options": [{"key": "no", "title": "No"}, {"key": "yes", "title": "Yes"}]},
        },
        {
            "key": "status",
            "type": "stage",
            "title": "Status",
            "default": "new",
            "settings": {
                "stages": ["new", "talking", "won"],
                "moves": [
                    {"key": "talk", "from": "new", "to": "talking"},
                    {"key": "win", "from": "talking", "to": "won"},
                ],
            },
        },
        {"key": "seller", "type": "member", "title": "Seller", "indexed": True},
    ],
}
CALL: dict[str, Any] = {
    "kind": "form",
    "key": "call",
    "title": "Call",
    "fields": [
        {"key": "deal", "type": "reference", "title": "Deal", "settings": {"form": "deal"}, "indexed": True},
        {"key": "on", "type": "date", "title": "On"},
    ],
}
ROLES: list[dict[str, Any]] = [
    {
        "kind": "role",
        "key": "seller",
        "title": "Seller",
        "forms": {
            "deal": {
                "verbs": ["create", "read", "change", "export"],
                "rows": {
                    "read": {"or": [_OWN, {"!": {"is_set": {"var": "record.seller"}}}]},
                    "change": _OWN,
                },
                "fields": {"*": "write"},
            },
            "call": {"verbs": ["create", "read"]},
        },
    },
    {"kind": "role", "key": "lead", "title": "Lead", "forms": {"deal": {"verbs": ["read"]}}},
    {"kind": "role", "key": "guest", "title": "Guest", "forms": {"deal": {"verbs": ["read"]}}},
]
POOL: dict[str, Any] = {
    "kind": "pool",
    "key": "open_deals",
    "title": {"zh-CN": "商机公海", "en": "Open deals"},
    "form": "deal",
    "holder": "seller",
    "where": {"==": [{"var": "record.region"}, "east"]},
    "members": ["seller"],
    "managers": ["lead"],
    "shows": ["name", "region"],
    "claim": {"per_day": 2, "holding": 3},
    "return": {
        "reasons": [{"key": "no_need", "title": {"zh-CN": "没有需求", "en": "No need"}}],
        "not_again_for": "P7D",
    },
    "recycle": {
        "after": "P30D",
        "warn_before": "P3D",
        "activity": [{"form": "call", "reference": "deal", "moment": "on"}, {"field": "status"}],
    },
    "protect": {"when": {"==": [{"var": "record.vip"}, "yes"]}},
}
MANIFEST = {"asks_for": {"writes": ["deal.seller", "deal.status"]}}


def pool(**changed: Any) -> dict[str, Any]:
    """The pool with other parts; None takes one away."""
    return {key: value for key, value in {**POOL, **changed}.items() if value is not None}


@pytest.fixture
def company(install: Install) -> None:
    install([DEAL, CALL, *ROLES, POOL], manifest=MANIFEST)


@pytest.fixture
def person(company: None, person_of: Callable[..., Context]) -> Callable[..., Context]:
    return person_of


@pytest.fixture
def deal(company: None, context: Context) -> Callable[..., str]:
    """Adds a deal of the east; returns its id."""

    def add(name: str = "Hengtai", **values: Any) -> str:
        return records.create(context, "crm", "deal", {"name": name, "region": "east", **values}).id

    return add


@pytest.fixture
def hold(context: Context) -> Callable[..., None]:
    """Holds a deal fast until a moment, as a workflow of another app does."""
    other = context.acting_as(Actor(kind="app", app="other", name="other"))
    source = {"workflow": "flow", "node": "hold", "instance_id": "", "visit": 1}

    def place(tx: Transaction, id: str, until: datetime) -> None:
        form = form_plan(plans_in(context.workspace, tx), "crm", "deal")
        reason = {"zh-CN": "在审", "en": "Under review"}
        holds.place(other, tx, form, id, source=source, reason=reason, fields=(), persons=(), releasers=(), until=until)

    return place


def do(who: Context, name: str, *ids: str, **wish: Any) -> Any:
    """Do one act; raises what the first record was refused for."""
    for _, refused in pools.act(who, "crm", "open_deals", name, ids, Wish(**wish)):
        if refused is not None:
            raise refused


def settle(context: Context) -> None:
    """Run what is due."""
    jobs.run_due(context.workspace)
