"""Formulas while drafts are written: text to tree and back, with the names of the drafts as they stand.

A document that is being made is often wrong somewhere else, which must not keep anybody from writing a formula in it: a
form is then read without its rules and layout, and what it works out counts as a plain field of its result. Formulas
read as the app, so whoever writes them is told all its names.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from ...runtime.context import Context
from ...runtime.definitions import Definition, Plans, plan_cache
from ...runtime.errors import InvalidDefinition, NotFound, PlatformError
from ...runtime.expressions import Environment, ExpressionError, FormName, Names, print_formula, read_formula
from ...runtime.expressions.nodes import MANY, Operator
from ...runtime.expressions.operators import operators
from ...runtime.expressions.text.naming import write_steps
from ...runtime.forms import FormPlan, form_environment, form_name, form_plan, formula_names
from ...runtime.localized import text
from ...runtime.workflows.step_formulas import step_names
from .judging import prospect
from .tables import draft

# What compiling a form raises that is half made: a document without its shape is no fault of the platform's.
_HALF_MADE = (PlatformError, KeyError, TypeError, AttributeError)
_NOTHING: dict[str, Any] = {"tree": None, "type": None, "text": None, "value": None, "faults": [], "errors": []}


@dataclass(frozen=True, slots=True)
class Step:
    """The step of a workflow of the app whose formula it is: it may read what the steps before it tell."""

    workflow: str
    node: str


def read_text(context: Context, app: str, form: str, written: str, step: Step | None = None) -> dict[str, Any]:
    """{"tree", "type", "text", "value", "faults", "errors"} of formula text about `form`, as `check_formula` of
    records gives them, without a value. Raises NotFound."""
    names, environment = _scope(context, app, form, step)
    try:
        formula = read_formula(written, names, environment)
    except ExpressionError as error:
        place = error.place.dump() if error.place else None
        return _NOTHING | {"errors": [error.item(context.locale) | {"position": place}]}
    return _NOTHING | {"tree": formula.tree, "type": formula.type, "text": print_formula(formula.tree, names)}


def print_text(context: Context, app: str, form: str, tree: Any, step: Step | None = None) -> dict[str, Any]:
    """The text of a tree, as `read_text` answers; an error where it names what is not there. Raises NotFound."""
    names, _ = _scope(context, app, form, step)
    try:
        return _NOTHING | {"tree": tree, "text": print_formula(tree, names)}
    except (ExpressionError, InvalidDefinition) as error:
        return _NOTHING | {"errors": [error.item(context.locale) | {"position": None}]}


def words(context: Context, app: str, form: str, step: Step | None = None) -> dict[str, Any]:
    """What a formula about `form` may say, for who writes it: {"names": [{"written", "key", "type"}], "functions":
    [{"name", "other", "title", "takes", "least", "most", "gives"}]}; `other` is the name in the other language, `most`
    None where there is no end. Raises NotFound."""
    names, environment = _scope(context, app, form, step)
    return {
        "names": [
            {
                "written": f"{{{write_steps(names.shown(one.path))}}}",
                "key": ".".join(one.path),
                "type": environment.types[one.path].value,
            }
            for one in names.names
            if one.path in environment.types
        ],
        "functions": [_function(row, context.locale) for _, row in operators.items() if row.text_names],
    }


def _scope(context: Context, app: str, form: str, step: Step | None) -> tuple[Names, Environment]:
    plans, plan = _form(context, app, form)
    if step is not None and (known := plans.find("workflow", app, step.workflow)) is not None:
        # Of a workflow that is wrong somewhere, a formula still names the record's fields.
        with suppress(*_HALF_MADE):
            told = step_names(plans, known, step.node, context.locale)
            return told.written, told.checked.environment
    return _names(plans, plan, context.locale), form_environment(plans, plan.app, plan.fields)


def _function(row: Operator, locale: str) -> dict[str, Any]:
    english, chinese = row.text_names[0], next(iter(row.chinese_names), "")
    own, other = (chinese or english, english) if locale == "zh-CN" else (english, chinese)
    return {
        "name": own,
        "other": other,
        "title": text(row.title, locale),
        "takes": list(row.takes),
        "least": row.least,
        "most": None if row.most == MANY else row.most,
        "gives": row.gives,
    }


def _form(context: Context, app: str, form: str) -> tuple[Plans, FormPlan]:
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
        rows = connection.execute(sa.select(draft).where(draft.c.app == app, draft.c.kind != "role")).all()
    if app not in plans.apps:
        raise NotFound
    drafts = {(row.kind, row.key): row.document for row in rows}
    after = prospect(plans, app, drafts)
    try:
        return after, form_plan(after, app, form)
    except NotFound:
        raise
    except _HALF_MADE:
        drafts["form", form] = _plain(after, after.get("form", app, form))
        after = prospect(plans, app, drafts)
        return after, form_plan(after, app, form)


def _names(plans: Plans, plan: FormPlan, locale: str) -> Names:
    others: dict[str, FormName] = {}
    for one in plans.documents("form"):
        try:
            other = form_plan(plans, one.app, one.key)
        except _HALF_MADE:
            # Another form that is being made: it cannot be asked until it is whole.
            continue
        key = other.key if other.app == plan.app else other.name
        others[key] = form_name(key, other, other.fields, plan.app)
    return formula_names(plans, plan, plan.fields, locale, others)


def _plain(plans: Plans, form: Definition) -> dict[str, Any]:
    """The form with those of its fields alone that can be made by themselves."""
    document: dict[str, Any] = {"kind": "form", "key": form.key, "title": form.document.get("title", form.key)}
    plain = [_plain_field(field) for field in form.document.get("fields", ()) if isinstance(field, Mapping)]
    return document | {"fields": [field for field in plain if _stands(plans, form, field)]}


def _plain_field(field: Mapping[str, Any]) -> dict[str, Any]:
    settings = field.get("settings")
    if field.get("type") != "formula" or not isinstance(settings, Mapping):
        return dict(field)
    result = {"type": settings.get("result", "text"), "settings": settings.get("result_settings", {})}
    return {"key": field.get("key"), "title": field.get("title"), **result}


def _stands(plans: Plans, form: Definition, field: dict[str, Any]) -> bool:
    document = {"kind": "form", "key": form.key, "title": form.key, "fields": [field]}
    trial = prospect(plans, form.app, {("form", form.key): document})
    try:
        form_plan(trial, form.app, form.key)
    except _HALF_MADE:
        return False
    return True
