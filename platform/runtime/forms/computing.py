"""What is worked out when a record is written: formulas and "set" rules, each once, in the order of what they read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..errors import InvalidValue
from ..expressions import Environment, check_tree, compile_tree, references
from ..expressions.types import UNKNOWN, Type, family
from ..expressions.types import words as type_words
from ..fields.columns import Column
from ..localized import listed_in_all, text
from .fields import FieldPlan
from .locating import located, wrong

Closure = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Step:
    """Works out one field. `when` is None for a formula, which always runs."""

    field: FieldPlan | Column
    reads: frozenset[str]
    value: Closure
    when: Closure | None
    pointer: str

    def run(self, data: Mapping[str, Any]) -> None:
        """Set the field in data["record"] when the step applies."""
        if self.when is not None and self.when(data) is not True:
            return
        field = self.field
        try:
            data["record"][field.key] = field.type.settle(self.value(data), field.settings)
        except InvalidValue as error:
            error.pointer = f"/values/{field.key}"
            raise


def formula_steps(fields: Mapping[str, FieldPlan], environment: Environment) -> list[Step]:
    """One step for each field with an expression. Raises InvalidDefinition."""
    return [
        value_step(field, field.settings["expression"], environment, None, f"{field.pointer}/settings/expression")
        for field in fields.values()
        if field.computed and "expression" in field.settings and not field.derived
    ]


def value_step(field: FieldPlan, tree: Any, environment: Environment, when: Any, pointer: str) -> Step:
    """A step that sets `field` to `tree`, when `when` (a tree or None) holds. Raises InvalidDefinition."""
    with located(pointer):
        check_result(tree, environment, field)
        value = compile_tree(tree, environment)
    reads = {path[1] for path in references(tree) if path[0] == "record" and len(path) > 1}
    if when is not None:
        reads |= {path[1] for path in references(when) if path[0] == "record" and len(path) > 1}
    holds = None if when is None else compile_tree(when, environment)
    return Step(field, frozenset(reads), value, holds, pointer)


def check_result(tree: Any, environment: Environment, field: FieldPlan | Column) -> None:
    """Raise InvalidDefinition when the tree's result cannot be a value of the field."""
    found, wanted = check_tree(tree, environment), field.type.expression_type(field.settings)
    if found in UNKNOWN or wanted is Type.ANY or family(found) is family(wanted):
        return
    got, takes = type_words(found), type_words(wanted)
    raise wrong(
        "",
        f"结果是{got['zh-CN']}，「{text(field.title, 'zh-CN')}」要的是{takes['zh-CN']}",
        f"the result is {got['en']}, and {text(field.title, 'en')} takes {takes['en']}",
    )


def check_condition(tree: Any, environment: Environment) -> Closure:
    """The closure of a condition. Raises InvalidDefinition when it is none."""
    if check_tree(tree, environment) not in (Type.BOOLEAN, *UNKNOWN):
        raise wrong("", "这里需要一个条件", "this must be a condition")
    return compile_tree(tree, environment)


def in_order(steps: Sequence[Step]) -> list[Step]:
    """The steps so that each runs after those whose fields it reads. Raises InvalidDefinition for a circle."""
    waiting, done = list(steps), []
    while waiting:
        ready = next((step for step in waiting if not _waits(step, waiting)), None)
        if ready is None:
            raise _circle(waiting)
        waiting.remove(ready)
        done.append(ready)
    return done


def _waits(step: Step, waiting: Sequence[Step]) -> bool:
    """A formula waits for all that write what it reads; rules that set the same field keep their order."""
    for other in waiting:
        if other is step:
            if step.when is None and step.field.key in step.reads:
                return True
        elif (other.field.key in step.reads and other.field is not step.field) or (
            other.field is step.field and waiting.index(other) < waiting.index(step)
        ):
            return True
    return False


def _circle(waiting: Sequence[Step]) -> Exception:
    keys = list(dict.fromkeys(step.field.key for step in waiting))
    names = listed_in_all(keys)
    return wrong(
        waiting[0].pointer, f"这些字段互相依赖：{names['zh-CN']}", f"these fields depend on each other: {names['en']}"
    )
