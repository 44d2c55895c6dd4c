"""What the database will work out of a record that is still being typed: lookups, rollups and formulas that are worked
out when read, here by the same questions in Python. Nothing of it is stored.
"""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from ...definitions import Plans
from ...errors import InvalidDefinition, InvalidValue
from ...expressions import ExpressionError
from ...forms import FieldPlan, FormPlan
from ...forms.computing import Step, in_order, value_step

_QUESTIONS = {"count": "countifs", "sum": "sumifs", "mean": "averageifs", "min": "minifs", "max": "maxifs"}


def foreseen(plans: Plans, plan: FormPlan, data: Mapping[str, Any]) -> dict[str, Any]:
    """The stored values of derived fields, asked with the app's rights by data["forms"]; those that only the database
    can tell are left out."""
    if not plan.derived:
        return {}
    steps: list[Step] = plans.once(("foreseen", plan.name), lambda: _steps(plan))
    record = dict(data["record"])
    for step in steps:
        with suppress(InvalidValue):
            step.run({**data, "record": record})
    return {step.field.key: record[step.field.key] for step in steps}


def _steps(plan: FormPlan) -> list[Step]:
    found = []
    for field in plan.derived:
        tree = _tree(field)
        if tree is None:
            continue
        # A field of a type that no condition can ask for, such as a list.
        with suppress(InvalidDefinition, ExpressionError):
            found.append(value_step(field, tree, plan.environment, None, field.pointer))
    return in_order(found)


def _tree(field: FieldPlan) -> Any:
    settings = field.settings
    if field.derived == "formula":
        return settings["expression"]
    if field.derived == "related" or settings.get("rights") == "reader":
        return None
    form = ".".join(settings["target"])
    if field.derived == "lookup":
        mine = {"var": f"this.{settings['through']}"}
        return {"lookup": [form, settings["field"], {"==": [{"var": "row.id"}, mine]}]}
    condition: Any = {"==": [{"var": f"row.{settings['by']}"}, {"var": "this.id"}]}
    if settings["where"] is not None:
        condition = {"and": [condition, _as_this(settings["where"])]}
    return {_QUESTIONS[settings["function"]]: [form, *([settings["field"]] if settings["field"] else []), condition]}


def _as_this(tree: Any) -> Any:
    """In a rollup's condition the record at hand is "record", in a question's "this"."""
    if isinstance(tree, list):
        return [_as_this(part) for part in tree]
    if not isinstance(tree, Mapping):
        return tree
    return {
        key: f"this.{part.removeprefix('record.')}"
        if key == "var" and isinstance(part, str) and part.startswith("record.")
        else _as_this(part)
        for key, part in tree.items()
    }
