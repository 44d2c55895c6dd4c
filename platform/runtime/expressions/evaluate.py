"""The Python interpreter: an expression becomes nested closures, so that a run dispatches on nothing."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from .durations import DEFAULT_ZONE
from .faults import fault
from .nodes import Call, Closure, Items, Literal, Node, Operator, Question, Variable
from .tree import Environment, read
from .types import Type, python_types
from .values import find

# What a lookup in nested mappings raises when something on the way is missing or no mapping.
MISSING = (KeyError, TypeError, IndexError, AttributeError)
_PLAIN = frozenset({type(None), bool, int, Decimal, str, date, datetime})


def compile_tree(tree: Any, environment: Environment | None = None) -> Closure:
    """A function from data to the value of `tree`.

    Data is a nested mapping: {"record": {...}, "before": …, "actor": {...}, "param": {...}, "now": aware datetime,
    "zone": "Asia/Shanghai", …}; "forms" is what answers a Question, called with it and the data. The value is None,
    bool, int, Decimal, str, date, datetime or list; an error is None plus a code for faults.noted(). Raises
    ExpressionError for a tree that is not allowed.
    """
    return closure(read(tree, environment))


def closure(node: Node) -> Closure:
    """The closure of a checked node."""
    if isinstance(node, Literal):
        value = node.value
        return lambda data: value
    if isinstance(node, Variable):
        return _variable(node)
    if isinstance(node, Question):
        return lambda data: _asked(node, data)
    if isinstance(node, Items):
        items = [closure(item) for item in node.items]
        return lambda data: [item(data) for item in items]
    closures = [_fitted(argument, kind) for argument, kind in zip(node.arguments, _kinds(node), strict=True)]
    if node.operator.compile is not None:
        return node.operator.compile(node.arguments, closures)
    return _eager(node.operator, closures, [python_types(kind) for kind in _kinds(node)])


def _asked(question: Question, data: Any) -> Any:
    """What other forms answer; empty with a code where there is nobody to ask."""
    try:
        answers = data["forms"]
    except MISSING:
        answers = None
    return answers(question, data) if callable(answers) else fault("unanswered")


def _kinds(node: Call) -> list[str]:
    return node.operator.kinds(len(node.arguments))


def _variable(node: Variable) -> Closure:
    path = node.path
    if node.default is not None:
        return _with_default(_variable(Variable(path, node.type, node.pointer)), closure(node.default))
    if len(path) == 2:
        scope, name = path

        def two_steps(data: Any) -> Any:
            try:
                value = data[scope][name]
            except MISSING:
                return find(data, path)
            return value if type(value) in _PLAIN else find(data, path)

        return two_steps
    return lambda data: find(data, path)


def _with_default(value_of: Closure, default: Closure) -> Closure:
    def run(data: Any) -> Any:
        value = value_of(data)
        return default(data) if value is None else value

    return run


def _fitted(node: Node, kind: str) -> Closure:
    """The argument's closure, converted where its position needs a whole number or a day."""
    value_of = closure(node)
    if kind == "integer" and node.type is not Type.INTEGER:
        return lambda data: whole(value_of(data))
    if kind == "day" and node.type is not Type.DATE:
        return lambda data: local_day(value_of(data), data)
    return value_of


def whole(value: Any) -> Any:
    """A Decimal without fraction as int; anything else unchanged, for the position to refuse."""
    if type(value) is Decimal:
        return int(value) if value == value.to_integral_value() else fault("type_mismatch")
    return value


def local_day(value: Any, data: Any) -> Any:
    """A moment's day in the workspace's zone; anything else unchanged."""
    return value.astimezone(zone_of(data)).date() if type(value) is datetime else value


def zone_of(data: Any) -> ZoneInfo:
    """The zone that the data names."""
    return ZoneInfo(find(data, ("zone",)) or DEFAULT_ZONE)


def _eager(row: Operator, arguments: Sequence[Closure], allowed: Sequence[frozenset[type]]) -> Closure:
    if row.reads:
        return _reading(row, arguments, allowed)
    if row.nulls != "own" and len(arguments) == 2:
        return _binary(row, arguments, allowed)
    apply = applied(row, allowed)
    return lambda data: apply([argument(data) for argument in arguments])


def _binary(row: Operator, arguments: Sequence[Closure], allowed: Sequence[frozenset[type]]) -> Closure:
    """The commonest case, written out: a third faster."""
    assert row.run is not None
    (first, second), (first_types, second_types), run = arguments, allowed, row.run
    apply = applied(row, allowed)

    def binary(data: Any) -> Any:
        left, right = first(data), second(data)
        if type(left) in first_types and type(right) in second_types:
            return run(left, right)
        return apply([left, right])

    return binary


def _reading(row: Operator, arguments: Sequence[Closure], allowed: Sequence[frozenset[type]]) -> Closure:
    apply = applied(row, allowed)
    # As the platform gave it: a zone's name, a calendar.
    return lambda data: apply(
        [argument(data) for argument in arguments],
        [data.get(name) for name in row.reads] if data else [None] * len(row.reads),
    )


def applied(row: Operator, allowed: Sequence[frozenset[type]]) -> Callable[..., Any]:
    """`run` of a row under its null rule: called with the values and with what it reads besides."""
    run, skips, empty = row.run, row.nulls != "own", row.empty_result
    assert run is not None

    def apply(values: Sequence[Any], context: Sequence[Any] = ()) -> Any:
        if skips and None in values:
            return empty
        for value, types in zip(values, allowed, strict=True):
            if value is not None and type(value) not in types:
                fault("type_mismatch")
                return empty
        return run(*context, *values)

    return apply
