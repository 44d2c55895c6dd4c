"""What a form works out when it is read: that lookups and rollups go through what is there and points where they say,
that formulas can be worked out by both databases, and that nothing stored reads what is not."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from ..definitions import Plans
from ..errors import PlatformError
from ..expressions import Environment, Type, references, sql_expression
from ..expressions.errors import NotInLists
from ..expressions.sql_terms import sql_type
from ..storage.types import Moment
from .checks import Check
from .computing import Step, check_result
from .fields import FieldPlan
from .locating import located, wrong


def check_derived(
    plans: Plans, app: str, form: str, fields: Mapping[str, FieldPlan], environment: Environment
) -> tuple[FieldPlan, ...]:
    """The fields that are worked out when read. Raises InvalidDefinition."""
    found = tuple(field for field in fields.values() if field.derived)
    for field in found:
        with located(f"{field.pointer}/settings"):
            if field.derived == "formula":
                _check_formula(field, fields, environment)
            elif field.derived == "lookup":
                _check_lookup(field, fields)
            else:
                _check_rollup(plans, app, form, field)
    return found


def _check_formula(field: FieldPlan, fields: Mapping[str, FieldPlan], environment: Environment) -> None:
    """Both databases can work it out; it goes in no circle."""
    tree = field.settings["expression"]
    with located("/expression"):
        check_result(tree, environment, field)
        for dialect in ("sqlite", "postgresql"):
            try:
                sql_expression(
                    tree,
                    lambda path: _stand_in(path, fields, environment),
                    dialect,
                    ask=lambda question: sa.column("answer", sql_type(question.type)),
                    environment=environment,
                )
            except NotInLists as error:
                raise _only_stored(error) from None


def _stand_in(path: tuple[str, ...], fields: Mapping[str, FieldPlan], environment: Environment) -> Any:
    """A column of the type that the path has; None for what is no column and so worked out beforehand."""
    if len(path) != 2 or path[0] != "record":
        return None
    if (field := fields.get(path[1])) is not None:
        return None if field.type.side else sa.column(path[1], field.type.column(field.settings))
    return sa.column(path[1], Moment() if environment.types.get(path) is Type.DATETIME else sa.String())


def _only_stored(error: NotInLists) -> PlatformError:
    name = str(error.context.get("name"))
    return wrong(
        error.pointer or "",
        f"数据库算不了「{name}」，请把这个公式改为保存时计算（on_write）",
        f"the databases cannot work out {name}; let this formula be worked out on_write",
    )


def check_stored(
    document: Mapping[str, Any], fields: Mapping[str, FieldPlan], steps: Sequence[Step], checks: Sequence[Check]
) -> None:
    """What is stored, or judged when a record is written, reads nothing that is worked out only when it is read: it
    would find it empty. Raises InvalidDefinition."""
    if not any(field.derived for field in fields.values()):
        return
    for step in steps:
        _refuse_derived(fields, step.reads, step.pointer)
    for check in checks:
        place = next((i for i, one in enumerate(document.get("checks", ())) if one["key"] == check.key), None)
        narrows = fields[check.field].pointer if check.field is not None else ""
        _refuse_derived(fields, check.reads, narrows if place is None else f"/checks/{place}/assert")
    for index, rule in enumerate(document.get("rules", ())):
        read = {path[1] for path in references(rule["when"]) if path[0] == "record" and len(path) > 1}
        _refuse_derived(fields, read, f"/rules/{index}/when")


def _refuse_derived(fields: Mapping[str, FieldPlan], reads: Collection[str], pointer: str) -> None:
    for key in sorted(reads):
        if (field := fields.get(key)) is not None and field.derived:
            raise wrong(
                pointer,
                f"字段「{key}」读取时才计算，保存时还没有值：公式可以设为读取时计算（on_read），"
                "校验和规则请直接写 {关联.字段} 或 SUMIFS",
                f"the field {key} is worked out when read and is empty while a record is written: let the formula be "
                "worked out on_read too; checks and rules can ask for {reference.field} or SUMIFS themselves",
            )


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
