"""Lookups and rollups of a form: that what they go through is there, and points where they say."""

from collections.abc import Mapping
from typing import Any

from ..definitions import Plans
from ..expressions import references
from .fields import FieldPlan
from .locating import located, wrong


def check_derived(plans: Plans, app: str, form: str, fields: Mapping[str, FieldPlan]) -> tuple[FieldPlan, ...]:
    """The fields that are worked out when read. Raises InvalidDefinition."""
    found = tuple(field for field in fields.values() if field.type.derived)
    for field in found:
        with located(f"{field.pointer}/settings"):
            if field.type.derived == "lookup":
                _check_lookup(field, fields)
            else:
                _check_rollup(plans, app, form, field)
    return found


def _check_lookup(field: FieldPlan, fields: Mapping[str, FieldPlan]) -> None:
    through = fields.get(field.settings["through"])
    if through is None or through.type.links != "record" or through.settings["target"] != field.settings["target"]:
        raise wrong(
            "/through",
            f"「{field.settings['through']}」不是指向该表单的关联字段",
            f"{field.settings['through']} is no reference to that form",
        )


def _check_rollup(plans: Plans, app: str, form: str, field: FieldPlan) -> None:
    target = plans.get("form", *field.settings["target"])
    by: dict[str, Any] | None = next(
        (one for one in target.document["fields"] if one["key"] == field.settings["by"]), None
    )
    there = plans.find("form", target.app, by.get("settings", {}).get("form", "")) if by else None
    if there is None or (there.app, there.key) != (app, form):
        raise wrong(
            "/by",
            f"那个表单的「{field.settings['by']}」没有指向这里",
            f"{field.settings['by']} of that form does not refer to this one",
        )
    known = {one["key"] for one in target.document["fields"]}
    for path in references(field.settings["where"]) if field.settings["where"] is not None else ():
        if path[0] == "row" and path[1] not in known | {"id", "owner", "created_at", "created_by", "updated_at"}:
            raise wrong("/where", f"那个表单没有字段「{path[1]}」", f"that form has no field {path[1]}")
