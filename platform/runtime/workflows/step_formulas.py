"""Formulas of a workflow's step while they are written: the names that they may read, those among them that steps
before this one tell; text to tree, and back. They will read as the app, so whoever writes them is told all its names.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..context import Context
from ..definitions import Definition, Plans, plan_cache
from ..errors import InvalidDefinition, NotFound
from ..expressions import ExpressionError, FormName, Name, Names, print_formula, read_formula
from ..expressions.text.naming import write_steps
from ..forms import form_name, form_plans, formula_names
from ..localized import Localized, text
from .definition import names as settings
from .definition.graph import START
from .definition.outputs import SCOPE, Outputs
from .definition.plan import names_of

_STEP: Localized = {"zh-CN": "节点", "en": "step"}
_TRIGGER: Localized = {"zh-CN": "触发", "en": "trigger"}
_WORDS: dict[str, Localized] = {
    "outcome": {"zh-CN": "结果", "en": "outcome"},
    "visits": {"zh-CN": "次数", "en": "visits"},
}
_NO_RESULT: dict[str, Any] = {"tree": None, "type": None, "text": None, "value": None, "faults": []}


@dataclass(frozen=True, slots=True)
class StepNames:
    """`written`: what formula text may name; `checked`: what its tree may read, as at publishing; `steps`: those before
    this one, by key."""

    written: Names
    checked: settings.Names
    steps: Mapping[str, Mapping[str, Any]]


def names(context: Context, app: str, workflow: str, step: str) -> list[dict[str, Any]]:
    """[{"path", "written", "type", "step", "step_title"}]: all that a formula of the step may read; `written` is how
    formula text says it, `step` who tells it, None where no step does. Raises NotFound, InvalidDefinition."""
    scope = _scope(context, app, workflow, step)
    types = scope.checked.environment.types
    return [
        {
            "path": ".".join(name.path),
            "written": f"{{{write_steps(scope.written.shown(name.path))}}}",
            "type": types[name.path].value,
            "step": told,
            "step_title": text(scope.steps[told]["title"], context.locale) if told else None,
        }
        for name in scope.written.names
        if name.path in types
        for told in [name.path[1] if name.path[0] == SCOPE else None]
    ]


def check(context: Context, app: str, workflow: str, step: str, written: str) -> dict[str, Any]:
    """{"tree", "type", "text", "value", "faults", "errors"}, as records.check_formula gives it, without a value. Raises
    NotFound, InvalidDefinition for a workflow that is wrong itself."""
    scope = _scope(context, app, workflow, step)
    try:
        formula = read_formula(written, scope.written, scope.checked.environment)
        scope.checked.expression(formula.tree)
    except ExpressionError as error:
        place = error.place.dump() if error.place else None
        return _NO_RESULT | {"errors": [error.item(context.locale) | {"position": place}]}
    except InvalidDefinition as error:
        return _NO_RESULT | {"errors": [error.item(context.locale) | {"position": None}]}
    shown = print_formula(formula.tree, scope.written)
    return _NO_RESULT | {"tree": formula.tree, "type": formula.type, "text": shown, "errors": []}


def print_tree(context: Context, app: str, workflow: str, step: str, tree: Any) -> str:
    """The text of a stored tree, titles where they are clear. Raises NotFound, InvalidDefinition, ExpressionError."""
    scope = _scope(context, app, workflow, step)
    scope.checked.expression(tree)
    return print_formula(tree, scope.written)


def _scope(context: Context, app: str, workflow: str, step: str) -> StepNames:
    plans = plan_cache(context.workspace).latest()
    return step_names(plans, plans.get("workflow", app, workflow), step, context.locale)


def step_names(plans: Plans, definition: Definition, step: str, locale: str) -> StepNames:
    """What a formula of a step may read, by a document that these plans have. Raises NotFound, InvalidDefinition."""
    app = definition.app
    nodes = {one["key"]: one for one in definition.document["nodes"]}
    if step not in nodes:
        raise NotFound
    checked, told = names_of(plans, definition)
    before = {key: nodes[key] for key in nodes if key in _before(definition, step)}
    form, others = checked.form, dict(_forms(plans, app))
    known = formula_names(plans, form, form.fields, locale, others)
    scopes = {path[0] for path in checked.environment.types}
    own = [name for name in known.names if name.path[0] in scopes]
    written = [*own, *_triggered(checked), *_told(before, told)]
    return StepNames(Names(written, locale, forms=others, tables=known.tables), checked, before)


def _before(definition: Definition, step: str) -> set[str]:
    """The steps from which a way leads here, this one among them where it leads round. A scope is left from any of its
    steps."""
    members = {one["key"]: one["nodes"] for one in definition.document.get("scopes", ())}
    coming: dict[str, set[str]] = {}
    for edge in definition.document["edges"]:
        coming.setdefault(edge["to"], set()).update(members.get(edge["from"], [edge["from"]]))
    found: set[str] = set()
    waiting = [step]
    while waiting:
        fresh = coming.get(waiting.pop(), set()) - found - {START}
        found |= fresh
        waiting.extend(fresh)
    return found


def _triggered(checked: settings.Names) -> Iterator[Name]:
    for path in checked.environment.types:
        if path[0] == "trigger":
            yield Name(path, (_TRIGGER, *path[1:]))


def _told(steps: Mapping[str, Mapping[str, Any]], told: Mapping[str, Outputs]) -> Iterator[Name]:
    for key, step in steps.items():
        for way in told[key] or ():
            parts = way.split(".")
            yield Name((SCOPE, key, *parts), (_STEP, step["title"], *(_WORDS.get(one, one) for one in parts)))


def _forms(plans: Plans, app: str) -> Iterator[tuple[str, FormName]]:
    for other in form_plans(plans):
        key = other.key if other.app == app else other.name
        yield key, form_name(key, other, other.fields, app)
