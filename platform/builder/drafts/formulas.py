"""Formulas while drafts are written: text to tree and back, with the names of the drafts as they stand. They read as
the app, so whoever writes them is told all its names.
"""

from typing import Any

from ...runtime.context import Context
from ...runtime.errors import InvalidDefinition
from ...runtime.expressions import ExpressionError, print_formula, read_formula
from ...runtime.expressions.nodes import MANY, Operator
from ...runtime.expressions.operators import operators
from ...runtime.expressions.text.naming import write_steps
from ...runtime.localized import text
from .formula_scope import Scope, names_of

_NOTHING: dict[str, Any] = {"tree": None, "type": None, "text": None, "value": None, "faults": [], "errors": []}


def read_text(context: Context, app: str, scope: Scope, written: str) -> dict[str, Any]:
    """{"tree", "type", "text", "value", "faults", "errors"} of formula text, as `check_formula` of records gives them,
    without a value. Raises NotFound."""
    names, environment = names_of(context, app, scope)
    try:
        formula = read_formula(written, names, environment)
    except ExpressionError as error:
        place = error.place.dump() if error.place else None
        return _NOTHING | {"errors": [error.item(context.locale) | {"position": place}]}
    return _NOTHING | {"tree": formula.tree, "type": formula.type, "text": print_formula(formula.tree, names)}


def print_text(context: Context, app: str, scope: Scope, tree: Any) -> dict[str, Any]:
    """The text of a tree, as `read_text` answers; an error where it names what is not there. Raises NotFound."""
    names, _ = names_of(context, app, scope)
    try:
        return _NOTHING | {"tree": tree, "text": print_formula(tree, names)}
    except (ExpressionError, InvalidDefinition) as error:
        return _NOTHING | {"errors": [error.item(context.locale) | {"position": None}]}


def words(context: Context, app: str, scope: Scope) -> dict[str, Any]:
    """What a formula may say there, for who writes it: {"names": [{"written", "key", "type"}], "functions": [{"name",
    "other", "title", "takes", "least", "most", "gives"}]}; `other` is the name in the other language, `most` None where
    there is no end. Raises NotFound."""
    names, environment = names_of(context, app, scope)
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
