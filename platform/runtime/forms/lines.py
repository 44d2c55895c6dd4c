"""Formulas within lines: each line is worked out by itself; it reads its own columns ("line") and the record."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..expressions import Environment, Type, compile_tree, references
from ..fields.columns import Line, column_types
from .computing import Closure, Step, check_result, in_order
from .fields import FieldPlan
from .locating import located


def line_environment(field: FieldPlan, environment: Environment) -> Environment:
    """What formulas of a line may read besides what the form's do."""
    own: dict[tuple[str, ...], Type] = {("line", key): type_ for key, type_ in column_types(field.columns).items()}
    return replace(environment, types={**environment.types, **own})


def line_steps(fields: Mapping[str, FieldPlan], environment: Environment) -> list[Step]:
    """One step for each field whose lines have formulas. Raises InvalidDefinition."""
    made = [_step(field, environment) for field in fields.values() if field.columns]
    return [step for step in made if step is not None]


def _step(field: FieldPlan, environment: Environment) -> Step | None:
    scope = line_environment(field, environment)
    steps = []
    for column in field.columns.values():
        if "expression" in column.settings:
            pointer = f"{field.pointer}/settings{column.pointer}/settings/expression"
            tree = column.settings["expression"]
            with located(pointer):
                check_result(tree, scope, column)
                value = compile_tree(tree, scope)
            steps.append((column, tree, value, pointer))
    if not steps:
        return None
    within = [
        Step(column, frozenset(_read(tree, "line")), value, None, pointer) for column, tree, value, pointer in steps
    ]
    outside = {name for _, tree, _, _ in steps for name in _read(tree, "record")}
    return Step(field, frozenset(outside), _worked_out(field.key, in_order(within)), None, field.pointer)


def _read(tree: Any, scope: str) -> set[str]:
    return {path[1] for path in references(tree) if path[0] == scope and len(path) > 1}


def _worked_out(key: str, steps: list[Step]) -> Closure:
    def lines(data: Mapping[str, Any]) -> list[Line] | None:
        stored = data["record"][key]
        return stored and [_line(line, data, steps) for line in stored]

    return lines


def _line(line: Line, data: Mapping[str, Any], steps: list[Step]) -> Line:
    fresh = dict(line)
    scope = {**data, "line": fresh}
    for step in steps:
        fresh[step.field.key] = step.field.type.settle(step.value(scope), step.field.settings)
    return fresh
