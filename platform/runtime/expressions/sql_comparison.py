"""Comparisons in SQL, exact with empty values and still served by an index on a bare column."""

import operator as python
from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import pairwise
from math import ceil, floor
from typing import Any

import sqlalchemy as sa

from .errors import NotInLists
from .sql_terms import Builder, Element, Term
from .types import NUMBERS, Type

_TESTS: dict[str, Callable[[Any, Any], Any]] = {
    "<": python.lt, "<=": python.le, ">": python.gt, ">=": python.ge,
}  # fmt: skip
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def in_order(key: str) -> Callable[[Builder, Sequence[Term]], sa.ColumnElement[bool]]:
    """The SQL of an order operator of two or three arguments."""

    def build_order(build: Builder, terms: Sequence[Term]) -> sa.ColumnElement[bool]:
        return sa.and_(*(_ordered(build, key, left, right) for left, right in pairwise(terms)))

    return build_order


def _ordered(build: Builder, key: str, left: Term, right: Term) -> sa.ColumnElement[bool]:
    if _empty(left) or _empty(right):
        return sa.false()
    if left.constant and not right.constant:
        key, left, right = _TURNED[key], right, left
    test = _TESTS[key]
    if left.type in NUMBERS:
        return _surely(_numbers(build, key, left, right), left, right)
    # A bare text column was declared to sort by code point, and naming the order again would hide its index.
    value = build.value(left) if left.column and right.constant else build.sortable(left)
    return _surely(test(value, build.value(right)), left, right)


def _numbers(build: Builder, key: str, left: Term, right: Term) -> Element:
    test = _TESTS[key]
    if left.scale is not None and right.constant:
        return test(_raw(left), sa.literal(_limit(key, right.value, left.scale), sa.BigInteger))
    if left.scale is not None and left.scale == right.scale:
        return test(_raw(left), _raw(right))
    if not build.sqlite:
        return test(build.number(left), build.number(right))
    return test(sa.type_coerce(build.call("compare", [], build.number(left), build.number(right)), sa.Integer), 0)


def _raw(term: Term) -> Element:
    """The stored integers of a scaled column."""
    return sa.type_coerce(_expression(term), sa.BigInteger)


def _expression(term: Term) -> Element:
    """The element of a term that is not constant; an operator with only constants never gets here."""
    assert term.element is not None
    return term.element


def _limit(key: str, value: Any, scale: int) -> int:
    """The scaled integer to compare with: rounded to the side that keeps the answer."""
    scaled = Decimal(value).scaleb(scale)
    whole = ceil(scaled) if key in ("<", ">=") else floor(scaled)
    return max(-(2**63), min(2**63 - 1, whole))


def equals(build: Builder, terms: Sequence[Term]) -> sa.ColumnElement[bool]:
    left, right = terms
    if left.constant:
        left, right = right, left
    if _empty(right):
        return _expression(left).is_(None)
    if right.constant and left.column and left.type is not Type.BOOLEAN:
        matching = _matching(build, left, [right.value])
        return _surely(matching[0] == matching[1], left) if matching else sa.false()
    return _comparable(build, left, right).is_not_distinct_from(_comparable(build, right, left))


def differs(build: Builder, terms: Sequence[Term]) -> sa.ColumnElement[bool]:
    left, right = terms
    if left.constant:
        left, right = right, left
    if _empty(right):
        return _expression(left).is_not(None)
    return _comparable(build, left, right).is_distinct_from(_comparable(build, right, left))


def among(build: Builder, terms: Sequence[Term]) -> sa.ColumnElement[bool]:
    """A column among constants, or a text within a text."""
    value, members = terms
    if members.type is Type.TEXT:
        return within(build, members, value)
    if not members.constant or value.constant:
        raise NotInLists(name="in")
    listed = members.value or []
    present = [member for member in listed if member is not None]
    found: sa.ColumnElement[bool] = sa.false()
    matching = _matching(build, value, present)
    if matching:
        found = _surely(matching[0].in_(matching[1:]), value)
    return sa.or_(found, _expression(value).is_(None)) if len(present) < len(listed) else found


def within(build: Builder, text: Term, part: Term) -> sa.ColumnElement[bool]:
    """Whether `text` contains `part`; an empty text contains and is contained by nothing."""
    if _empty(text) or _empty(part):
        return sa.false()
    position = sa.func.instr if build.sqlite else sa.func.strpos
    return (position(build.text(text), build.text(part)) > 0).is_(sa.true())


def _matching(build: Builder, column: Term, values: Sequence[Any]) -> list[Any]:
    """[column, value, …] in one representation, without the values that the column cannot hold. Empty when none."""
    if column.type in NUMBERS and column.scale is not None:
        scaled = [Decimal(value).scaleb(column.scale) for value in values]
        fitting = [int(value) for value in scaled if value == int(value) and -(2**63) <= value < 2**63]
        bound: list[Any] = [sa.literal(value, sa.BigInteger) for value in fitting]
        return [_raw(column), *bound] if bound else []
    others = [build.value(Term(column.type, value=value)) for value in values]
    return [build.value(column), *others] if others else []


def _comparable(build: Builder, term: Term, other: Term) -> Element:
    if term.scale is not None and term.scale == other.scale:
        return _raw(term)
    return build.value(term)


def _surely(test: Element, *terms: Term) -> sa.ColumnElement[bool]:
    """The test, false where it would be NULL."""
    if all(term.column or term.constant for term in terms):
        present = [term.element.is_not(None) for term in terms if term.element is not None]
        return sa.and_(test, *present)
    return test.is_(sa.true())


def _empty(term: Term) -> bool:
    return term.element is None and term.value is None
