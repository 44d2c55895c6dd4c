"""How an import goes about its rows, as a person says it.

mode: create, update or upsert, the last two finding records by the field `key`; all_or_nothing: refuse the file for one
refused row; group: the field by which rows make one record with its lines, None as the form suggests, "" for none (see
`grouping.py`); lines: whether an update replaces the lines that are there or appends to them; workflows: no, yes, or
where the condition `where` holds; joined: the fields in which the texts of several columns are put together (elsewhere
the first that is filled counts).
"""

from collections.abc import Callable, Mapping
from typing import Any

from ..errors import InvalidValue
from ..expressions import compile_tree
from ..forms import FormPlan
from ..people import FormAccess

DEFAULTS: dict[str, Any] = {
    "mode": "create",
    "key": None,
    "all_or_nothing": False,
    "group": None,
    "lines": "replace",
    "workflows": "no",
    "where": None,
    "joined": [],
}
MODES = ("create", "update", "upsert")
LINES = ("replace", "append")
WORKFLOWS = ("no", "yes", "where")


def checked_options(
    plan: FormPlan, access: FormAccess, before: Mapping[str, Any], wished: Mapping[str, Any]
) -> dict[str, Any]:
    """`before` with what a person wishes. Raises InvalidValue with a pointer, InvalidDefinition for the condition."""
    options = {**DEFAULTS, **before, **{name: value for name, value in wished.items() if name in DEFAULTS}}
    updates = options["mode"] != "create"
    if updates and not access.may("change"):
        raise _wrong("/options/mode", "新建（你没有修改这些记录的权限）", "create; you may not change these records")
    if updates and not _finds(plan, access, options["key"]):
        raise _wrong("/options/key", "一个用来找到记录的字段", "a field by which records are found")
    if options["group"] and (options["group"] not in plan.writable or plan.fields[options["group"]].type.side):
        raise _wrong("/options/group", "记录自己的一个字段", "a field of the record itself")
    if options["workflows"] == "where":
        if options["where"] is None:
            raise _wrong("/options/where", "一个条件", "a condition")
        compile_tree(options["where"], plan.environment)
    return options


def starts_workflows(plan: FormPlan, options: Mapping[str, Any]) -> Callable[[Mapping[str, Any]], bool]:
    """Whether the record whose data is given starts the workflows that listen."""
    if options["workflows"] != "where":
        answer = options["workflows"] == "yes"
        return lambda data: answer
    holds = compile_tree(options["where"], plan.environment)
    return lambda data: holds(data) is True


def finding_fields(plan: FormPlan, access: FormAccess) -> list[str]:
    """The fields by which records can be found: those in whose terms one may ask for several at once."""
    return [key for key in plan.writable if _finds(plan, access, key)]


def _finds(plan: FormPlan, access: FormAccess, key: Any) -> bool:
    field = plan.writable.get(key)
    return field is not None and "one_of" in field.filters and not field.type.links and access.readable(key)


def _wrong(pointer: str, chinese: str, english: str) -> InvalidValue:
    return InvalidValue(pointer=pointer, expected={"zh-CN": chinese, "en": english})
