"""A form as its pages need it: fields with this reader's rights, local rules and checks, layout. Hidden fields are
absent, and so is every rule, check and formula that would tell of them."""

from collections.abc import Collection, Container, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from ..expressions import references
from ..expressions.operators import reads
from ..expressions.tables import tables_called
from ..fields import FieldType
from ..localized import text
from ..people import FormAccess
from .checks import Check
from .classes import is_local
from .fields import FieldPlan
from .layout import Reader, tell_layout
from .lines import line_environment
from .picking import told_settings
from .plan import FormPlan
from .rules import values_set
from .system_columns import SYSTEM_TYPES


def describe(
    plan: FormPlan,
    access: FormAccess,
    locale: str,
    *,
    may_import: bool = False,
    frames: tuple[str, ...] = (),
    actor: Mapping[str, Any] = MappingProxyType({}),
) -> dict[str, Any]:
    """The JSON of GET /apps/{app}/forms/{form}; titles are in the reader's language. `frames`: sites that may be
    embedded; `actor`: what expressions may read of him, told as far as the rules of the form read it."""
    seen = {key: right for key in plan.fields if (right := _right(plan, access, key))}
    columns = {key: _columns(plan, access, plan.fields[key], right, seen, locale) for key, right in seen.items()}
    told = seen.keys() | {f"{key}.{column['key']}" for key, own in columns.items() for column in own}
    layout = tell_layout(plan.layout, Reader(seen, locale, frames))
    rules = visible_rules(plan, {*told, *_item_keys(layout)})
    fields = [_field(plan, plan.fields[key], right, told, locale, columns[key]) for key, right in seen.items()]
    for listing in plan.checklists:
        for one in fields:
            if one["key"] == listing.key:
                # A new form asks again for its items when one of these changes.
                one["settings"]["reads"] = sorted(listing.reads & seen.keys())
    blind = _blind(plan, fields)
    for field in fields:
        if field["key"] in blind:
            field["settings"].pop("expression", None)
    checks = [
        check for check in plan.checks if check.local and _tells_only(check.names, told) and not check.reads & blind
    ]
    documents = {check["key"]: check for check in plan.document.get("checks", ())}
    elsewhere = {rule["key"] for rule in rules if rule["key"] in plan.rules.elsewhere or _rule_names(rule) & blind}
    asserts = [documents[check.key]["assert"] for check in checks if check.guard is None]
    trees = _trees([rule for rule in rules if rule["key"] not in elsewhere], asserts, fields)
    return {
        "app": plan.app,
        "key": plan.key,
        "title": text(plan.title, locale),
        "revision": plan.revision,
        "title_field": plan.title_field if plan.title_field in seen else None,
        "fields": fields,
        "rules": [_rule(rule, rule["key"] in elsewhere) for rule in rules],
        "checks": [_check(check, documents[check.key], locale) for check in checks],
        "begins": any(seen.get(key) == "write" for key in (*plan.remembered, *plan.worked_out)),
        "asks": bool(elsewhere) or _asks_server(plan, len(checks)) or any(_is_told(plan.fields[key]) for key in blind),
        "layout": layout,
        "keep_last": [key for key in plan.document.get("keep_last", ()) if seen.get(key) == "write"],
        "parameters": _parameters(plan, trees),
        "tables": _tables(plan, trees),
        "calendar": _calendar(plan, trees),
        "actor": {name: actor.get(name) for name in sorted(_paths(trees, "actor"))},
        "may": {
            "create": access.may("create"),
            "change": access.may("change"),
            "delete": access.may("delete"),
            "import": may_import and access.may("create"),
            "export": access.may("export") and access.may("read"),
            "merge": plan.names is not None and access.may("change") and access.may("delete"),
            "ask_owner": plan.names is not None and plan.names.collision is not None and access.may("create"),
        },
    }


def _right(plan: FormPlan, access: FormAccess, key: str) -> str | None:
    if key in plan.writable and (access.writable(key, "create") or access.writable(key, "change")):
        return "write"
    return "read" if access.readable(key) else None


def _field(
    plan: FormPlan, field: FieldPlan, right: str, seen: Container[str], locale: str, columns: list[dict[str, Any]]
) -> dict[str, Any]:
    settings = told_settings(described_settings(field, locale), seen)
    if field.columns:
        settings["columns"] = columns
    expression = field.settings.get("expression") if field.computed else None
    if expression is not None and _tells_only(_names(expression), seen) and is_local(plan.environment, expression):
        settings["expression"] = expression
    return describe_field(field, locale) | {"settings": settings, "access": right}


def describe_field(field: FieldPlan, locale: str) -> dict[str, Any]:
    """A field that is filled in, whether it stands in a form or is asked for by itself."""
    return {
        "key": field.key,
        "type": field.type.key,
        "title": text(field.title, locale),
        "hint": text(field.document.get("hint"), locale),
        "required": field.required,
        "unique": field.unique,
        "settings": described_settings(field, locale),
        "access": "write",
        "filters": list(field.filters),
        "sortable": field.type.sortable,
        "default": field.document.get("default"),
    }


def _columns(
    plan: FormPlan, access: FormAccess, field: FieldPlan, right: str, seen: Mapping[str, str], locale: str
) -> list[dict[str, Any]]:
    """The columns of lines that the reader sees, each described as a field is."""
    scope = line_environment(field, plan.environment)
    rights = {key: column_right(access, field, key, right) for key in field.columns}
    known = {key: one for key, one in rights.items() if one}
    described = []
    for key, own in known.items():
        column = field.columns[key]
        settings = _without_working(column.type, column.settings, locale)
        tree = column.settings.get("expression")
        told = tree is not None and _tells_only(_names(tree), seen.keys()) and _line_names(tree) <= set(known)
        if told and is_local(scope, tree):
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
    if type_.derived and "as" in prepared:
        result, own = prepared["as"]
        return {"result": result.key, "result_settings": _without_working(result, own, locale)}
    declared = type(type_).Settings().fields
    settings = {name: prepared[name] for name in declared if name in prepared}
    for name in ("expression", "columns") if (type_.computed and not type_.derived) or type_.side else ():
        settings.pop(name, None)
    for name in type_.working:
        settings.pop(name, None)
    return {name: _localized(value, locale) for name, value in settings.items()}


def _localized(value: Any, locale: str) -> Any:
    """Settings with every title in one language."""
    if isinstance(value, dict):
        return {key: text(one, locale) if key == "title" else _localized(one, locale) for key, one in value.items()}
    return [_localized(one, locale) for one in value] if isinstance(value, list) else value


def visible_rules(plan: FormPlan, seen: Collection[str]) -> list[dict[str, Any]]:
    """The rules that tell of nothing but fields in `seen`."""
    return [rule for rule in plan.document.get("rules", ()) if _tells_only(_rule_names(rule), seen)]


def _blind(plan: FormPlan, fields: list[dict[str, Any]]) -> set[str]:
    """Computed fields that this reader's page cannot work out, directly or because they read another such."""
    blind = {field["key"] for field in fields if plan.fields[field["key"]].computed}
    formulas = {
        field["key"]: _names(field["settings"]["expression"]) for field in fields if "expression" in field["settings"]
    }
    while found := {key for key, names in formulas.items() if key in blind and not (names & blind)}:
        blind -= found
    return blind


def _is_told(field: FieldPlan) -> bool:
    """Whether what is typed changes a computed field, so that the server tells its value meanwhile."""
    return "expression" in field.settings or field.derived == "lookup"


def _asks_server(plan: FormPlan, described: int) -> bool:
    """True when a page has to ask for a verdict while one types: it does not have all that the form judges by."""
    return bool(plan.unique or plan.unique_together or len(plan.checks) > described)


def _rule(rule: Mapping[str, Any], elsewhere: bool) -> dict[str, Any]:
    """One that only the server can judge comes without its condition and values; the page asks whether it holds."""
    if not elsewhere:
        return {"key": rule["key"], "class": "local", "when": rule["when"], "then": rule["then"]}
    then = [act if "set" not in act else {"set": dict.fromkeys(act["set"])} for act in rule["then"]]
    return {"key": rule["key"], "class": "server", "when": None, "then": then}


def _check(check: Check, document: Mapping[str, Any], locale: str) -> dict[str, Any]:
    described = {
        "key": check.key,
        "at": document.get("at", "submit"),
        "message": text(check.message, locale),
        "field": check.field,
        "warn": check.warns,
    }
    if check.guard is None:
        return described | {"assert": document["assert"], "guard": None}
    guard = {
        "field": check.guard.field,
        "phrases": [written for _, written in check.guard.phrases],
        "evidence": list(check.guard.evidence),
    }
    return described | {"assert": None, "guard": guard}


def _item_keys(layout: list[dict[str, Any]]) -> Iterator[str]:
    for item in layout:
        yield item["key"]
        yield from _item_keys(item["items"])


def _trees(rules: list[Any], asserts: list[Any], fields: list[dict[str, Any]]) -> list[Any]:
    """Every expression that a page works out by itself: conditions, values set by rules, checks, formulas."""
    sets = [tree for rule in rules for tree in values_set(rule)]
    columns = [
        column for field in fields for column in field["settings"].get("columns", ()) if isinstance(column, dict)
    ]
    formulas = [one["settings"]["expression"] for one in [*fields, *columns] if "expression" in one.get("settings", {})]
    return [*(rule["when"] for rule in rules), *sets, *asserts, *formulas]


def _parameters(plan: FormPlan, trees: list[Any]) -> dict[str, Any]:
    """The parameters that `trees` read, as JSON."""
    values = {name: plan.parameters.get(name) for name in sorted(_paths(trees, "param"))}
    return {
        name: value if isinstance(value, (bool, int, list)) else value and str(value) for name, value in values.items()
    }


def _tables(plan: FormPlan, trees: list[Any]) -> dict[str, Any]:
    """The decision tables that `trees` call; all of them are open, or the trees would not be told."""
    find = plan.environment.tables
    called = sorted(set().union(*map(tables_called, trees)))
    return {key: table.told for key in called if find is not None and (table := find(key)) is not None}


def _calendar(plan: FormPlan, trees: list[Any]) -> dict[str, Any] | None:
    """The company's days, where `trees` count any."""
    return (
        plan.calendar.told() if plan.calendar is not None and any(reads(tree, "calendar") for tree in trees) else None
    )


def _paths(trees: list[Any], scope: str) -> set[str]:
    """The names that trees read in a scope."""
    return {path[1] for tree in trees for path in references(tree) if path[0] == scope and len(path) > 1}


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


def _tells_only(names: Collection[str], seen: Container[str]) -> bool:
    return all(name in seen or name in SYSTEM_TYPES for name in names)
