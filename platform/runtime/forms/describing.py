"""A form as its pages need it: fields with this reader's rights, local rules and checks, layout. Hidden fields are
absent, and so is every rule, check and formula that would tell of them."""

from collections.abc import Container, Iterator, Mapping
from typing import Any

from ..expressions import references
from ..fields import FieldType
from ..localized import text
from ..people import FormAccess
from .fields import FieldPlan
from .layout import Reader, tell_layout
from .plan import FormPlan
from .system_columns import SYSTEM_TYPES


def describe(
    plan: FormPlan, access: FormAccess, locale: str, *, may_import: bool = False, frames: tuple[str, ...] = ()
) -> dict[str, Any]:
    """The JSON of GET /apps/{app}/forms/{form}; titles are in the reader's language. `frames`: sites that may be
    embedded."""
    seen = {key: right for key in plan.fields if (right := _right(plan, access, key))}
    columns = {key: _columns(access, plan.fields[key], right, seen, locale) for key, right in seen.items()}
    told = seen.keys() | {f"{key}.{column['key']}" for key, own in columns.items() for column in own}
    layout = tell_layout(plan.layout, Reader(seen, locale, frames))
    known = told | set(_item_keys(layout))
    rules = [rule for rule in plan.document.get("rules", ()) if _tells_only(_rule_names(rule), known)]
    checks = [check for check in plan.document.get("checks", ()) if _tells_only(_names(check["assert"]), told)]
    fields = [_field(plan.fields[key], right, told, locale, columns[key]) for key, right in seen.items()]
    return {
        "app": plan.app,
        "key": plan.key,
        "title": text(plan.title, locale),
        "revision": plan.revision,
        "title_field": plan.title_field if plan.title_field in seen else None,
        "fields": fields,
        "rules": [{"key": rule["key"], "when": rule["when"], "then": rule["then"]} for rule in rules],
        "checks": [_check(check, locale) for check in checks],
        "layout": layout,
        "keep_last": [key for key in plan.document.get("keep_last", ()) if seen.get(key) == "write"],
        "parameters": _parameters(plan, _trees(rules, checks, fields)),
        "may": {
            "create": access.may("create"),
            "change": access.may("change"),
            "delete": access.may("delete"),
            "import": may_import and access.may("create"),
            "merge": plan.names is not None and access.may("change") and access.may("delete"),
            "ask_owner": plan.names is not None and plan.names.collision is not None and access.may("create"),
        },
    }


def _right(plan: FormPlan, access: FormAccess, key: str) -> str | None:
    if key in plan.writable and (access.writable(key, "create") or access.writable(key, "change")):
        return "write"
    return "read" if access.readable(key) else None


def _field(
    field: FieldPlan, right: str, seen: Container[str], locale: str, columns: list[dict[str, Any]]
) -> dict[str, Any]:
    settings = described_settings(field, locale)
    if field.columns:
        settings["columns"] = columns
    if field.computed and _tells_only(_names(field.settings.get("expression")), seen):
        settings["expression"] = field.settings["expression"]
    return {
        "key": field.key,
        "type": field.type.key,
        "title": text(field.title, locale),
        "hint": text(field.document.get("hint"), locale),
        "required": field.required,
        "unique": field.unique,
        "settings": settings,
        "access": right,
        "filters": list(field.filters),
        "sortable": field.type.sortable,
        "default": field.document.get("default"),
    }


def _columns(
    access: FormAccess, field: FieldPlan, right: str, seen: Mapping[str, str], locale: str
) -> list[dict[str, Any]]:
    """The columns of lines that the reader sees, each described as a field is."""
    rights = {key: column_right(access, field, key, right) for key in field.columns}
    known = {key: one for key, one in rights.items() if one}
    described = []
    for key, own in known.items():
        column = field.columns[key]
        settings = _without_working(column.type, column.settings, locale)
        tree = column.settings.get("expression")
        if tree is not None and _tells_only(_names(tree), seen.keys()) and _line_names(tree) <= set(known):
            settings["expression"] = tree
        described.append(
            {
                "key": key,
                "type": column.type.key,
                "title": text(column.title, locale),
                "hint": text(column.document.get("hint"), locale),
                "required": column.required,
                "settings": settings,
                "access": own,
                "filters": [],
                "sortable": False,
                "default": column.document.get("default"),
            }
            | ({"total": column.document["total"]} if "total" in column.document else {})
        )
    return described


def column_right(access: FormAccess, field: FieldPlan, key: str, right: str) -> str | None:
    """What one may do with a column of lines: never more than with the lines."""
    path = f"{field.key}.{key}"
    written = access.writable(path, "create") or access.writable(path, "change")
    if right == "write" and written and not field.columns[key].computed:
        return "write"
    return "read" if access.readable(path) else None


def _line_names(tree: Any) -> set[str]:
    return {path[1] for path in references(tree) if path[0] == "line" and len(path) > 1}


def described_settings(field: FieldPlan, locale: str) -> dict[str, Any]:
    """What a page needs to show a value; how it is worked out stays here, since that may tell of hidden fields."""
    return _without_working(field.type, field.settings, locale)


def _without_working(type_: FieldType, prepared: Mapping[str, Any], locale: str) -> dict[str, Any]:
    declared = type(type_).Settings().fields
    settings = {name: prepared[name] for name in declared if name in prepared}
    for name in ("expression", "columns") if type_.computed or type_.side else ():
        settings.pop(name, None)
    return {name: _localized(value, locale) for name, value in settings.items()}


def _localized(value: Any, locale: str) -> Any:
    """Settings with every title in one language."""
    if isinstance(value, dict):
        return {key: text(one, locale) if key == "title" else _localized(one, locale) for key, one in value.items()}
    return [_localized(one, locale) for one in value] if isinstance(value, list) else value


def _check(check: Mapping[str, Any], locale: str) -> dict[str, Any]:
    return {
        "key": check["key"],
        "at": check.get("at", "submit"),
        "assert": check["assert"],
        "message": text(check["message"], locale),
        "field": check.get("field"),
        "warn": check.get("warn", False),
    }


def _item_keys(layout: list[dict[str, Any]]) -> Iterator[str]:
    for item in layout:
        yield item["key"]
        yield from _item_keys(item["items"])


def _trees(rules: list[Any], checks: list[Any], fields: list[dict[str, Any]]) -> list[Any]:
    """Every expression that a page works out by itself: conditions, values set by rules, checks, formulas."""
    sets = [tree for rule in rules for act in rule["then"] for tree in act.get("set", {}).values()]
    columns = [
        column for field in fields for column in field["settings"].get("columns", ()) if isinstance(column, dict)
    ]
    formulas = [one["settings"]["expression"] for one in [*fields, *columns] if "expression" in one.get("settings", {})]
    return [*(rule["when"] for rule in rules), *sets, *(check["assert"] for check in checks), *formulas]


def _parameters(plan: FormPlan, trees: list[Any]) -> dict[str, Any]:
    """The parameters that `trees` read, as JSON."""
    names = {path[1] for tree in trees for path in references(tree) if path[0] == "param" and len(path) > 1}
    values = {name: plan.parameters.get(name) for name in sorted(names)}
    return {
        name: value if isinstance(value, (bool, int, list)) else value and str(value) for name, value in values.items()
    }


def _rule_names(rule: Mapping[str, Any]) -> set[str]:
    names = _names(rule["when"])
    for act in rule["then"]:
        for target in act.values():
            if isinstance(target, dict):
                names |= set(target).union(*(_names(tree) for tree in target.values()))
            else:
                names |= {target} if isinstance(target, str) else set(target)
    return names


def _names(tree: Any) -> set[str]:
    """The fields that a tree reads, and the columns of lines."""
    return {".".join(path[1:]) for path in references(tree) if path[0] in ("record", "before") and len(path) > 1}


def _tells_only(names: set[str], seen: Container[str]) -> bool:
    return all(name in seen or name in SYSTEM_TYPES for name in names)
