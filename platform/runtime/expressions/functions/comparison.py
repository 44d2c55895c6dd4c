"""Comparisons: equal, in order, among. Two-valued: an empty side is never in order; empty equals only empty.

Texts compare by code point. A literal text facing a value whose type is not known before the run is read as that
value's type.
"""

import operator as python
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from .. import sql_comparison as sql
from ..evaluate import MISSING
from ..faults import fault
from ..nodes import Closure, Items, Literal, Node, Variable
from ..operators import operator
from ..types import Type, type_of
from ..values import comparable, equal, readings

_ORDERED = frozenset({int, Decimal, str, date, datetime})
_NUMBERS = frozenset({int, Decimal})
Test = Callable[[Any, Any], Any]


def facing(node: Node) -> Callable[[Any], Any] | None:
    """For a literal text: what it stands for beside a value of unknown type. None for other nodes."""
    if not isinstance(node, Literal) or node.type is not Type.TEXT or node.value is None:
        return None
    read = readings(node.value)
    return lambda value: read.get(type_of(value), node.value)


def _pair(nodes: Sequence[Node], closures: Sequence[Closure]) -> Callable[[Any], tuple[Any, Any]]:
    """Both values, a literal text read as the other side's type."""
    (left, right), (left_of, right_of) = nodes, closures
    if right_reading := facing(right):
        if left.type is Type.ANY:
            return lambda data: (value := left_of(data), right_reading(value))
    elif (left_reading := facing(left)) and right.type is Type.ANY:
        return lambda data: (left_reading(value := right_of(data)), value)
    return lambda data: (left_of(data), right_of(data))


def _in_order(test: Test, left: Any, right: Any) -> bool:
    if left is None or right is None:
        return False
    if type(left) not in _ORDERED or not comparable(left, right):
        fault("type_mismatch")
        return False
    return bool(test(left, right))


def _compile_order(test: Test, nodes: Sequence[Node], closures: Sequence[Closure]) -> Closure:
    if len(nodes) == 3:
        below = _compile_order(test, nodes[:2], closures[:2])
        above = _compile_order(test, nodes[1:], closures[1:])
        return lambda data: below(data) and above(data)
    pair = _pair(nodes, closures)

    def general(data: Any) -> bool:
        left, right = pair(data)
        return _in_order(test, left, right)

    return _against_literal(test, nodes, _NUMBERS, general) or general


def _against_literal(test: Test, nodes: Sequence[Node], kinds: frozenset[type], general: Closure) -> Closure | None:
    """The commonest comparison in one closure: a name in a scope against a number. None for any other."""
    left, right = nodes
    if not isinstance(left, Variable) or left.default or not isinstance(right, Literal):
        return None
    if len(left.path) not in (1, 2) or type(right.value) not in kinds:
        return None
    limit = right.value
    if len(left.path) == 1:
        (name,) = left.path

        def one_step(data: Any) -> Any:
            try:
                value = data[name]
            except MISSING:
                return general(data)
            return test(value, limit) if type(value) in kinds else general(data)

        return one_step
    scope, name = left.path

    def two_steps(data: Any) -> Any:
        try:
            value = data[scope][name]
        except MISSING:
            return general(data)
        return test(value, limit) if type(value) in kinds else general(data)

    return two_steps


def _compile_equality(test: Test, nodes: Sequence[Node], closures: Sequence[Closure]) -> Closure:
    pair = _pair(nodes, closures)
    wanted = test is python.eq

    def general(data: Any) -> bool:
        left, right = pair(data)
        return equal(left, right) is wanted

    if isinstance(nodes[1], Literal):
        kinds = _NUMBERS if type(nodes[1].value) in _NUMBERS else frozenset({type(nodes[1].value)})
        return _against_literal(test, nodes, kinds, general) or general
    return general


def _register_order(key: str, test: Test, zh: str, en: str, most: int) -> None:
    @operator(key, {"zh-CN": zh, "en": en}, ["ordered"], "boolean", least=2, most=most, nulls="no", lazy=True,
              sql=sql.in_order(key), sql_everywhere=True, names=(en.upper().replace(" ", "_"),))  # fmt: skip
    def compile_order(nodes: Sequence[Node], closures: Sequence[Closure]) -> Closure:
        return _compile_order(test, nodes, closures)


_register_order("<", python.lt, "小于", "Less than", 3)
_register_order("<=", python.le, "不大于", "At most", 3)
_register_order(">", python.gt, "大于", "Greater than", 2)
_register_order(">=", python.ge, "不小于", "At least", 2)


@operator("==", {"zh-CN": "等于", "en": "Equals"}, ["same", "same"], "boolean",
          nulls="own", lazy=True, sql=sql.equals, sql_everywhere=True, names=("EQUALS",))  # fmt: skip
def compile_equal(nodes: Sequence[Node], closures: Sequence[Closure]) -> Closure:
    return _compile_equality(python.eq, nodes, closures)


@operator("!=", {"zh-CN": "不等于", "en": "Does not equal"}, ["same", "same"], "boolean",
          nulls="own", lazy=True, sql=sql.differs, sql_everywhere=True, names=("DIFFERS",))  # fmt: skip
def compile_unequal(nodes: Sequence[Node], closures: Sequence[Closure]) -> Closure:
    return _compile_equality(python.ne, nodes, closures)


@operator("in", {"zh-CN": "属于", "en": "Is among"}, ["same", "many"], "boolean",
          nulls="own", lazy=True, sql=sql.among, sql_everywhere=True)  # fmt: skip
def compile_in(nodes: Sequence[Node], closures: Sequence[Closure]) -> Closure:
    """Whether a list holds the value, or a text holds the text."""
    needle, among = nodes
    if isinstance(among, Items) and all(isinstance(item, Literal) for item in among.items):
        return _compile_in_literals(needle, closures[0], [item for item in among.items if isinstance(item, Literal)])
    value_of, members_of = closures
    reading = facing(needle)

    def search(data: Any) -> bool:
        value, members = value_of(data), members_of(data)
        if type(members) is str and type(value) is str:
            return value in members
        if type(members) is list:
            return any(equal(reading(member) if reading else value, member) for member in members)
        if members is not None and value is not None:
            fault("type_mismatch")
        return False

    return search


def _compile_in_literals(needle: Node, value_of: Closure, literals: Sequence[Literal]) -> Closure:
    if needle.type in (Type.TEXT, Type.INTEGER, Type.DECIMAL, Type.DATE):
        values = {literal.value for literal in literals}
        return lambda data: value_of(data) in values
    read = [readings(literal.value) if type(literal.value) is str else {} for literal in literals]
    members = [(literal.value, by_type) for literal, by_type in zip(literals, read, strict=True)]

    def search(data: Any) -> bool:
        value = value_of(data)
        type_ = type_of(value)
        return any(equal(value, by_type.get(type_, member)) for member, by_type in members)

    return search
