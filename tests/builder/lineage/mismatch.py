"""The planted mismatch: an export by creation date says 83, a board by approval date says 61.

Of the 83 made in January 22 have no source, 3 were never approved and 5 were approved in February; 8 that the board
counts were made in December.
"""

from typing import Any

FORM: dict[str, Any] = {
    "kind": "form",
    "key": "request",
    "title": {"zh-CN": "申请", "en": "Request"},
    "title_field": "name",
    "fields": [
        {"key": "name", "type": "text", "title": {"zh-CN": "名称", "en": "Name"}, "required": True},
        {
            "key": "source",
            "type": "single_choice",
            "title": {"zh-CN": "来源", "en": "Source"},
            "settings": {
                "options": [
                    {"key": "web", "title": {"zh-CN": "官网", "en": "Website"}},
                    {"key": "fair", "title": {"zh-CN": "展会", "en": "Fair"}},
                ]
            },
        },
        {"key": "approved_on", "type": "date", "title": {"zh-CN": "批准日期", "en": "Approved on"}},
    ],
}
BOARD: dict[str, Any] = {
    "kind": "metric",
    "key": "approved",
    "form": "request",
    "title": {"zh-CN": "看板：有效申请", "en": "Board: valid requests"},
    "where": {"field": "source", "operator": "one_of", "value": ["web", "fair"]},
    "moment": "approved_on",
    "aggregate": {"type": "count"},
    "dimensions": ["source"],
}
VIEW: dict[str, Any] = {
    "kind": "view",
    "key": "sourced",
    "form": "request",
    "type": "table",
    "title": {"zh-CN": "有来源的申请", "en": "Requests with a source"},
    "settings": {"filter": {"field": "source", "operator": "not_empty"}},
}
DOCUMENTS = [FORM, BOARD, VIEW]


def before() -> list[dict[str, Any]]:
    """What was made in December."""
    return [{"name": f"Early {i}", "source": "web", "approved_on": "2026-01-09"} for i in range(8)]


def january() -> list[dict[str, Any]]:
    """What was made in January, 83."""
    approved: list[dict[str, Any]] = [{"name": f"In time {i}", "source": "fair"} for i in range(53)]
    unsourced: list[dict[str, Any]] = [{"name": f"No source {i}"} for i in range(22)]
    late = [{"name": f"Late {i}", "source": "web", "approved_on": "2026-02-03"} for i in range(5)]
    never = [{"name": f"Never {i}", "source": "web"} for i in range(3)]
    return [*(one | {"approved_on": "2026-01-20"} for one in (*approved, *unsourced)), *late, *never]
