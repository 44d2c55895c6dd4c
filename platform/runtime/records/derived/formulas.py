"""Formula text in an editor: read, checked against what its author may see, and worked out on a record he may see."""

from collections.abc import Iterator, Mapping
from typing import Any

from ...context import Context
from ...expressions import (
    Environment,
    ExpressionError,
    FormName,
    Names,
    compile_tree,
    noted,
    print_formula,
    read_formula,
)
from ...expressions.text.reading import checked
from ...expressions.text.template import parse_template, print_template
from ...forms import form_name, form_plans, formula_names
from ...forms.system_columns import SYSTEM_COLUMNS
from ...people import actor_values
from ..querying.compiler import Reading
from ..querying.live import reader_environment
from ..reading import open_reading
from ..record import Record
from ..rights import rights_on
from .asking import Asking

_NO_RESULT: dict[str, Any] = {"tree": None, "type": None, "text": None, "value": None, "faults": []}


def check_formula(
    context: Context, app: str, form: str, text: str, *, message: bool = False, record: str | None = None
) -> dict[str, Any]:
    """{"tree", "type", "text", "value", "faults", "errors"}: the value is that of `record` as the actor sees it.

    With `message` the text is words with names in braces. Names that the actor may not read are unknown ones.
    Raises NotFound for a form or record that is not for these eyes.
    """
    with open_reading(context, app, form) as reading:
        names, environment = _scope(context, reading)
        try:
            tree, type_, shown = _read(text, names, environment, message=message)
        except ExpressionError as error:
            return _NO_RESULT | {"errors": [_problem(error, context.locale)]}
        found: dict[str, Any] = {"tree": tree, "type": type_, "text": shown, "errors": [], "value": None, "faults": []}
        return found | (_worked_out(context, reading, tree, environment, record) if record is not None else {})


def formula_value(context: Context, app: str, form: str, tree: Any, record: str) -> dict[str, Any]:
    """{"value", "faults"} of a stored tree on a record, as the actor sees it. Raises NotFound, and ExpressionError
    where the tree names what is not there, or not for these eyes."""
    with open_reading(context, app, form) as reading:
        return _worked_out(context, reading, tree, _scope(context, reading)[1], record)


def _worked_out(context: Context, reading: Reading, tree: Any, environment: Environment, record: str) -> dict[str, Any]:
    evaluate = compile_tree(tree, environment)
    data = record_data(context, reading, reading.one(record))
    with noted() as faults:
        value = evaluate(data)
    return {"value": value, "faults": faults}


def print_tree(context: Context, app: str, form: str, tree: Any) -> str:
    """The text of a stored tree, titles where they are clear. Raises NotFound, ExpressionError."""
    with open_reading(context, app, form) as reading:
        names, environment = _scope(context, reading)
        compile_tree(tree, environment)
        return print_formula(tree, names)


def record_data(context: Context, reading: Reading, record: Record) -> Mapping[str, Any]:
    """What an expression about a record reads, cut down to what its reader sees; other forms are asked as he."""
    columns = {name: getattr(record, name) for name in SYSTEM_COLUMNS}
    return {
        "record": record.values | columns,
        "before": None,
        "actor": actor_values(context, reading.connection),
        "param": record.plan.parameters,
        "now": context.now(),
        "zone": context.workspace.zone,
        "calendar": record.plan.calendar,
        "forms": Asking(context, reading.plans, record.plan.app, reading.connection),
    }


def _read(text: str, names: Names, environment: Environment, *, message: bool) -> tuple[Any, str, str]:
    if message:
        tree = parse_template(text, names)
        formula = checked(text, tree, {}, environment)
        return tree, formula.type, print_template(tree, names)
    formula = read_formula(text, names, environment)
    return formula.tree, formula.type, print_formula(formula.tree, names)


def _scope(context: Context, reading: Reading) -> tuple[Names, Environment]:
    """The names and their types, of the fields the actor sees in some row, here and in forms that may be asked."""
    plan = reading.plan
    fields = {key: field for key, field in plan.fields.items() if key in reading.readable}
    others = dict(_others(context, reading))
    names = formula_names(reading.plans, plan, fields, context.locale, others, reading.readable)
    return names, reader_environment(context, reading.plans, plan, reading.readable)


def _others(context: Context, reading: Reading) -> Iterator[tuple[str, FormName]]:
    """The forms of which the actor reads something, by the key to write for them."""
    own = reading.plan.app
    for other in form_plans(reading.plans):
        readable = rights_on(context, reading.plans, other).readable
        if readable:
            key = other.key if other.app == own else other.name
            yield key, form_name(key, other, readable, own)


def _problem(error: ExpressionError, locale: str) -> dict[str, Any]:
    position = error.place.dump() if error.place else None
    return {"code": error.code, "detail": error.sentence(locale), "pointer": error.pointer, "position": position}
