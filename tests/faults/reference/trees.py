"""Condition trees, as far as random graphs use them: variables, comparison and logic."""

import operator
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def look_up(data: Any, path: str) -> Any:
    """Return the value at a dotted path, None where a step is missing."""
    for step in path.split("."):
        if not isinstance(data, Mapping) or step not in data:
            return None
        data = data[step]
    return data


def truth(tree: Any, data: Mapping[str, Any]) -> bool:
    """Return whether the tree holds. Empty is never true and compares as false."""
    return value(tree, data) is True


def value(tree: Any, data: Mapping[str, Any]) -> Any:
    """Return the value of a tree. Raises ValueError for an operator it does not know."""
    if not isinstance(tree, dict):
        return [value(part, data) for part in tree] if isinstance(tree, list) else tree
    ((name, arguments),) = tree.items()
    if name == "var":
        return look_up(data, arguments)
    if name == "param":
        return look_up(data, f"param.{arguments}")
    if name in ("and", "or"):
        return (all if name == "and" else any)(truth(part, data) for part in arguments)
    if name == "!":
        return not truth(arguments[0] if isinstance(arguments, list) else arguments, data)
    left, right = (value(part, data) for part in arguments)
    if name in ("==", "!="):
        return (_plain(left) == _plain(right)) is (name == "==")
    if name == "in":
        return left in right
    if name in _COMPARE:
        return left is not None and right is not None and _COMPARE[name](_plain(left), _plain(right))
    raise ValueError(f"the reference does not know the operator {name!r}")


def _plain(operand: Any) -> Any:
    """Numbers are compared as numbers, however JSON wrote them."""
    if isinstance(operand, str) and operand.replace(".", "", 1).isdigit():
        return Decimal(operand)
    return operand
