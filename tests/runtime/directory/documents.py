"""The documents of the directory tests: customers with all sorts of names, orders that refer to them, roles."""

from typing import Any

CUSTOMER: dict[str, Any] = {
    "kind": "form",
    "key": "customer",
    "title": {"zh-CN": "客户", "en": "Customer"},
    "fields": [
        {"key": "name", "type": "text", "title": {"zh-CN": "工商全称", "en": "Legal name"}, "required": True},
        {"key": "short", "type": "text", "title": {"zh-CN": "简称", "en": "Short name"}},
        {"key": "former", "type": "long_text", "title": {"zh-CN": "曾用名", "en": "Former names"}},
        {"key": "tax", "type": "text", "title": {"zh-CN": "税号", "en": "Tax number"}, "unique": True},
        {"key": "phone", "type": "phone", "title": {"zh-CN": "手机", "en": "Phone"}},
        {"key": "city", "type": "text", "title": {"zh-CN": "城市", "en": "City"}},
        {"key": "seller", "type": "member", "title": {"zh-CN": "跟进人", "en": "Seller"}},
        {"key": "vip", "type": "text", "title": {"zh-CN": "大客户", "en": "Key account"}},
        {"key": "papers", "type": "file", "title": {"zh-CN": "附件", "en": "Papers"}},
    ],
    "names": {
        "legal": "name",
        "short": "short",
        "former": ["former"],
        "identifiers": ["tax", "phone"],
        "location": "city",
        "collision": {"owner": "seller", "exempt": {"==": [{"var": "record.vip"}, "yes"]}, "per_hour": 3},
    },
}

ORDER: dict[str, Any] = {
    "kind": "form",
    "key": "order",
    "title": {"zh-CN": "订单", "en": "Order"},
    "fields": [
        {"key": "number", "type": "text", "title": {"zh-CN": "编号", "en": "Number"}, "required": True},
        {
            "key": "customer",
            "type": "reference",
            "title": {"zh-CN": "客户", "en": "Customer"},
            "settings": {"form": "customer"},
        },
    ],
}

_OWN = {"==": [{"var": "record.seller"}, {"var": "actor.person_id"}]}

ROLES: list[dict[str, Any]] = [
    {
        "kind": "role",
        "key": "seller",
        "title": "Seller",
        "forms": {
            "customer": {"verbs": ["create", "read", "change"], "rows": {"read": _OWN}, "fields": {"*": "write"}},
            "order": {"verbs": ["create", "read"]},
        },
    },
    {
        "kind": "role",
        "key": "clerk",
        "title": "Clerk",
        "forms": {
            "customer": {
                "verbs": ["read"],
                "fields": {"*": "read", "former": "hidden", "tax": "hidden", "phone": "hidden"},
            },
        },
    },
    {
        "kind": "role",
        "key": "keeper",
        "title": "Keeper of customers",
        "forms": {
            "customer": {"verbs": ["create", "read", "change", "delete"], "fields": {"*": "write"}},
            "order": {"verbs": ["create", "read"]},
        },
    },
    {"kind": "role", "key": "stranger", "title": "Stranger", "forms": {"order": {"verbs": ["read"]}}},
]

DOCUMENTS = [CUSTOMER, ORDER, *ROLES]
