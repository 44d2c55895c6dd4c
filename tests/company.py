"""A small company for record tests: two forms, roles that differ in rows and fields, and people who hold them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from loomwork.runtime import changes, records
from loomwork.runtime.context import SYSTEM, Context
from loomwork.runtime.definitions import plans_in, publish, put_app
from loomwork.runtime.forms import build_tables
from loomwork.runtime.people import NewPerson, add_person, give_role, person_actor

Install = Callable[..., None]

CUSTOMER: dict[str, Any] = {
    "kind": "form",
    "key": "customer",
    "title": {"zh-CN": "客户", "en": "Customer"},
    "fields": [
        {"key": "name", "type": "text", "title": {"zh-CN": "名称", "en": "Name"}, "required": True, "unique": True},
        {
            "key": "level",
            "type": "single_choice",
            "title": "Level",
            "settings": {"options": [{"key": "A", "title": "A"}, {"key": "B", "title": "B"}]},
        },
    ],
}

DEAL: dict[str, Any] = {
    "kind": "form",
    "key": "deal",
    "title": {"zh-CN": "商机", "en": "Deal"},
    "fields": [
        {"key": "title", "type": "text", "title": {"zh-CN": "标题", "en": "Title"}, "required": True},
        {
            "key": "amount",
            "type": "currency",
            "title": {"zh-CN": "金额", "en": "Amount"},
            "settings": {"minimum": "0"},
            "indexed": True,
        },
        {
            "key": "urgent",
            "type": "single_choice",
            "title": {"zh-CN": "加急", "en": "Urgent"},
            "default": "no",
            "settings": {
                "options": [
                    {"key": "no", "title": {"zh-CN": "普通", "en": "No"}},
                    {"key": "yes", "title": {"zh-CN": "加急", "en": "Yes"}},
                ]
            },
        },
        {"key": "reason", "type": "long_text", "title": {"zh-CN": "原因", "en": "Reason"}},
        {
            "key": "source",
            "type": "single_choice",
            "title": "Source",
            "null_fill": "unknown",
            "settings": {
                "options": [
                    {"key": "web", "title": "Web"},
                    {"key": "unknown", "title": {"zh-CN": "未知来源", "en": "Unknown"}},
                ]
            },
        },
        {
            "key": "band",
            "type": "formula",
            "title": "Band",
            "settings": {
                "result": "text",
                "expression": {"if": [{">=": [{"var": "record.amount"}, "1000"]}, "high", "low"]},
            },
        },
        {
            "key": "status",
            "type": "stage",
            "title": "Status",
            "default": "new",
            "settings": {
                "stages": ["new", "won", "lost"],
                "moves": [{"key": "win", "from": "new", "to": "won"}, {"key": "lose", "from": "*", "to": "lost"}],
            },
        },
        {"key": "seller", "type": "member", "title": {"zh-CN": "跟进人", "en": "Seller"}, "indexed": True},
        {
            "key": "customer",
            "type": "reference",
            "title": {"zh-CN": "客户", "en": "Customer"},
            "settings": {"form": "customer"},
        },
        {"key": "due", "type": "date", "title": {"zh-CN": "截止日", "en": "Due"}},
        {"key": "visits", "type": "integer", "title": {"zh-CN": "拜访数", "en": "Visits"}},
    ],
    "rules": [
        {
            "key": "urgent_reason",
            "when": {"==": [{"var": "record.urgent"}, "yes"]},
            "then": [{"require": "reason"}, {"show": "reason"}],
        }
    ],
    "checks": [
        {
            "key": "won_amount",
            "at": "submit",
            "field": "amount",
            "assert": {"or": [{"!=": [{"var": "record.status"}, "won"]}, {"is_set": {"var": "record.amount"}}]},
            "message": {"zh-CN": "赢单请填写金额", "en": "A won deal needs an amount"},
        }
    ],
}

DEAL_FIELDS = [field["key"] for field in DEAL["fields"]]

_OWN = {"==": [{"var": "record.seller"}, {"var": "actor.person_id"}]}

ROLES: list[dict[str, Any]] = [
    {
        "kind": "role",
        "key": "seller",
        "title": "Seller",
        "forms": {
            "deal": {
                "verbs": ["create", "read", "change"],
                "rows": {"read": _OWN, "change": _OWN},
                "fields": {"*": "write", "visits": "read"},
            },
            "customer": {
                "verbs": ["read"],
                "rows": {"read": {"==": [{"var": "record.level"}, "A"]}},
                "fields": {"*": "read"},
            },
        },
    },
    {
        "kind": "role",
        "key": "auditor",
        "title": "Auditor",
        "forms": {
            "deal": {
                "verbs": ["read"],
                "rows": {"read": {">=": [{"var": "record.amount"}, "1000"]}},
                "fields": {"*": "hidden", "title": "read", "status": "read"},
            },
        },
    },
    {
        "kind": "role",
        "key": "importer",
        "title": "Importer",
        "forms": {"deal": {"verbs": ["create", "read", "import"]}, "customer": {"verbs": ["read"]}},
    },
    {
        "kind": "role",
        "key": "clerk",
        "title": "Clerk",
        "forms": {
            "deal": {"verbs": ["create"], "fields": {"title": "write", "amount": "write"}},
            "customer": {"verbs": ["create", "read", "change", "delete"]},
        },
    },
]


@pytest.fixture
def install(context: Context) -> Install:
    """Publishes documents as the app "crm" and builds their tables."""

    def publish_all(documents: list[dict[str, Any]], app: str = "crm", manifest: dict[str, Any] | None = None) -> None:
        def unit(tx: Any) -> None:
            put_app(tx, context, app, "1.0.0", {"package": app, **(manifest or {})}, [])
            publish(tx, context, app, documents)
            build_tables(tx, plans_in(context.workspace, tx))

        changes.run(context, unit)

    return publish_all


@pytest.fixture
def crm(install: Install) -> None:
    install([CUSTOMER, DEAL, *ROLES])


@pytest.fixture
def person(context: Context, crm: None) -> Callable[..., Context]:
    """Adds a person with roles of crm and returns a context in which he acts."""
    return _adding(context)


@pytest.fixture
def person_of(context: Context) -> Callable[..., Context]:
    """As `person`, for a test that installs its own forms."""
    return _adding(context)


def _adding(context: Context) -> Callable[..., Context]:
    count = iter(range(1, 100))

    def add(*roles: str) -> Context:
        code = f"P{next(count):03}"

        def unit(tx: Any) -> str:
            id = add_person(tx, context, NewPerson(code=code, name=f"Person {code}"))
            for role in roles:
                give_role(tx, context, id, f"crm.{role}")
            return id

        id = changes.run(context, unit)
        return replace(context, actor=person_actor(context.workspace, id))

    return add


@pytest.fixture
def deals(context: Context, install: Install, person: Callable[..., Context]) -> tuple[Context, Context, list[str]]:
    """(a seller with three deals, an auditor who reads no amounts, ids); another seller has a fourth deal."""
    install([CUSTOMER, DEAL, *ROLES])
    seller, other, system = person("seller"), person("seller"), context.acting_as(SYSTEM)
    rows: list[dict[str, Any]] = [
        {"title": "a", "amount": "10.00", "due": "2026-01-05", "seller": seller.actor.person_id},
        {"title": "b", "amount": "25.01", "seller": seller.actor.person_id},
        {"title": "c", "seller": seller.actor.person_id, "status": "won", "amount": "1.00"},
        {"title": "d", "amount": "1000.00", "seller": other.actor.person_id},
    ]
    ids = [records.create(system, "crm", "deal", row).id for row in rows]
    return seller, person("auditor"), ids
