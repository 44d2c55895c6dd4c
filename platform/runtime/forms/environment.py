"""What the expressions of a form may read, with types: its fields and system columns, the actor, parameters, now."""

from collections.abc import Mapping
from typing import Any

from ..decisions import decision_table
from ..definitions import Definition, Plans
from ..expressions import Environment, Type
from ..expressions.values import parse
from .fields import FieldPlan, compile_fields
from .system_columns import ASKED_SYSTEM, SYSTEM_TYPES

# Parameter types that are not called as expression types are.
_NAMED = {"percent": Type.DECIMAL, "currency": Type.DECIMAL, "choice": Type.TEXT, "time": Type.TEXT}
_READ = (Type.INTEGER, Type.DECIMAL, Type.DATE, Type.DATETIME)

ACTOR_TYPES = {
    "person_id": Type.TEXT,
    "roles": Type.LIST,
    "departments": Type.LIST,
    "reports": Type.LIST,
}


# What the condition of a picker of people reads of one of them: see people/facts.py.
PERSON_TYPES = {
    "id": Type.TEXT,
    "department": Type.TEXT,
    "within": Type.LIST,
    "roles": Type.LIST,
    "manager": Type.TEXT,
    "title": Type.TEXT,
}


def record_types(fields: Mapping[str, FieldPlan]) -> dict[str, Type]:
    """The types of a record's values by name, system columns among them."""
    own = {key: field.type.expression_type(field.settings) for key, field in fields.items()}
    return own | SYSTEM_TYPES


def row_types(plans: Plans, app: str, form: str) -> Mapping[str, Type] | None:
    """The types of a form's rows by name, for those who ask it; None when there is no such form. `form` may be
    "other_app.form". Only the fields are compiled: two forms may ask each other."""
    owner, key = form.split(".", 1) if "." in form else (app, form)
    definition = plans.find("form", owner, key)
    if definition is None:
        return None
    types, _ = _asked_form(plans, definition)
    return types


def row_references(plans: Plans, app: str, form: str) -> Mapping[str, str]:
    """The forms that a form's reference fields point to, by field; none where there is no such form."""
    owner, key = form.split(".", 1) if "." in form else (app, form)
    definition = plans.find("form", owner, key)
    return _asked_form(plans, definition)[1] if definition is not None else {}


def _asked_form(plans: Plans, definition: Definition) -> tuple[Mapping[str, Type], Mapping[str, str]]:
    def build() -> tuple[Mapping[str, Type], Mapping[str, str]]:
        fields = compile_fields(plans, definition)
        return _asked(record_types(fields)), pointed(fields)

    return plans.once(("asked form", definition.app, definition.key), build)


def pointed(fields: Mapping[str, FieldPlan]) -> dict[str, str]:
    """The form that each reference field points to, as "app.form"."""
    return {
        key: ".".join(field.settings["target"])
        for key, field in fields.items()
        if field.type.links == "record" and "target" in field.settings
    }


def _asked(types: Mapping[str, Type]) -> dict[str, Type]:
    """Without lists, of which a condition can make nothing, and what only the platform itself reads of a row."""
    return {
        name: type_
        for name, type_ in types.items()
        if type_ is not Type.LIST and (name in ASKED_SYSTEM or name not in SYSTEM_TYPES)
    }


def form_environment(plans: Plans, app: str, fields: Mapping[str, FieldPlan]) -> Environment:
    """The names in scope for rules, checks, formulas, defaults and triggers of a form."""
    types: dict[tuple[str, ...], Type] = {("now",): Type.DATETIME, ("zone",): Type.TEXT}
    for name, type_ in record_types(fields).items():
        types["record", name] = types["before", name] = type_
    for field in fields.values():
        # record.lines.price is the list of that column's values.
        types.update({("record", field.key, column): Type.LIST for column in field.columns})
    types.update({("actor", name): type_ for name, type_ in ACTOR_TYPES.items()})
    types.update({("param", key): parameter_type(plans, app, key) for key in plans.parameters(app)})
    references: dict[tuple[str, ...], str] = {
        (scope, key): form for key, form in pointed(fields).items() for scope in ("record", "before")
    }
    return Environment(
        types,
        forms=lambda form: row_types(plans, app, form),
        references=references,
        pointing=lambda form: row_references(plans, app, form),
        tables=lambda key: decision_table(plans, app, key),
    )


def parameter_values(plans: Plans, app: str) -> dict[str, Any]:
    """The app's parameters as expression values: exact numbers, dates and moments instead of their JSON texts."""
    return plans.once(("parameter_values", app), lambda: load_parameters(plans, app, plans.parameters(app)))


def load_parameters(plans: Plans, app: str, raw: Mapping[str, Any]) -> dict[str, Any]:
    """JSON values of the app's parameters as expression values."""
    return {key: _load(value, parameter_type(plans, app, key)) for key, value in raw.items()}


def parameter_type(plans: Plans, app: str, key: str) -> Type:
    """The expression type of a parameter; ANY for one that no manifest declares."""
    declared = _declared_types(plans, app).get(key, "")
    return _NAMED.get(declared) or (Type(declared) if declared in frozenset(Type) else Type.ANY)


def _load(raw: Any, type_: Type) -> Any:
    if isinstance(raw, str) and type_ in _READ:
        return parse(raw, type_)
    return raw


def _declared_types(plans: Plans, app: str) -> dict[str, str]:
    installed = plans.apps.get(app)
    return {p["key"]: p.get("type", "") for p in installed.manifest.get("parameters", [])} if installed else {}
