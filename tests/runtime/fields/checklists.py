"""Visits with a checklist of steps, for the tests of checklists."""

import io
from typing import Any

from loomwork.runtime import files, records
from loomwork.runtime.context import Context
from loomwork.runtime.records import Query

ITEM: dict[str, Any] = {
    "kind": "form",
    "key": "step",
    "title": {"zh-CN": "步骤", "en": "Step"},
    "title_field": "name",
    "fields": [
        {"key": "name", "type": "text", "title": "Name"},
        {"key": "kind", "type": "text", "title": "Kind"},
        {"key": "place", "type": "integer", "title": "Place"},
        {"key": "files", "type": "integer", "title": "Files"},
        {"key": "secret", "type": "text", "title": "Secret"},
    ],
}
SOURCE = {"form": "step", "where": {"==": [{"var": "row.kind"}, {"var": "record.kind"}]}, "order": "place"}
SETTINGS: dict[str, Any] = {"items_from": SOURCE, "minimum": {"var": "item.files"}}
OPEN = {"countif": [{"var": "record.steps.done"}, False]}


def visit(settings: dict[str, Any] = SETTINGS, **field: Any) -> dict[str, Any]:
    """A form with a checklist, a formula over it and a check that asks for all of it."""
    return {
        "kind": "form",
        "key": "visit",
        "title": {"zh-CN": "拜访", "en": "Visit"},
        "fields": [
            {"key": "kind", "type": "text", "title": "Kind"},
            {"key": "closed", "type": "yes_no", "title": "Closed"},
            {
                "key": "steps",
                "type": "checklist",
                "title": {"zh-CN": "清单", "en": "Steps"},
                "settings": settings,
                **field,
            },
            {
                "key": "left",
                "type": "formula",
                "title": "Left",
                "settings": {"result": "integer", "expression": OPEN},
            },
        ],
        "checks": [
            {
                "key": "all_done",
                "assert": {"or": [{"!": {"var": "record.closed"}}, {"==": [OPEN, 0]}]},
                "message": {"zh-CN": "清单未完成", "en": "The list is not done"},
            }
        ],
    }


LIVE = visit({**SETTINGS, "freeze": "live"})
GUEST = {
    "kind": "role",
    "key": "guest",
    "title": "Guest",
    "forms": {"visit": {"verbs": ["create", "read", "change"], "fields": {"*": "write"}}},
}
READER = {
    "kind": "role",
    "key": "reader",
    "title": "Reader",
    "forms": {"visit": {"verbs": ["read"], "fields": {"*": "read", "steps.remark": "hidden", "steps.done": "hidden"}}},
}


def steps(context: Context) -> dict[str, str]:
    """Name → id."""
    rows = [("Price tag", "shop", 2, 1), ("Front", "shop", 1, 0), ("Pile", "shop", None, 0), ("Fence", "farm", 1, 0)]
    return {
        name: records.create(
            context, "crm", "step", {"name": name, "kind": kind, "place": place, "files": least, "secret": "hush"}
        ).id
        for name, kind, place, least in rows
    }


def made(context: Context, **values: Any) -> records.Record:
    return records.create(context, "crm", "visit", {"kind": "shop", **values})


def dumped(context: Context, id: str) -> dict[str, Any]:
    return records.dump_record(context, records.get(context, "crm", "visit", id))


def items_of(context: Context, id: str) -> list[dict[str, Any]]:
    return dumped(context, id)["values"]["steps"] or []


def ticked(context: Context, id: str, item: str, **values: Any) -> records.Record:
    return records.tick(context, "crm", "visit", id, "steps", item, values or {"done": True})


def uploaded(context: Context, name: str = "a.txt") -> str:
    return files.upload(context, io.BytesIO(b"evidence"), name).id


def found(context: Context, operator: str) -> set[str]:
    condition = {"field": "steps", "operator": operator}
    return {one.id for one in records.query(context, "crm", "visit", Query(filter=condition)).items}
