"""Numbers: exact, rounded half away from zero; an empty argument makes the result empty."""

from collections.abc import Sequence
from decimal import Decimal
from functools import reduce
from typing import Any

import sqlalchemy as sa

from ..faults import fault
from ..flattening import flat
from ..nodes import MANY
from ..operators import operator
from ..sql_terms import Builder, Element, Term
from ..values import DIVISION_DECIMALS, EXACT, ROUND_LIMIT, Number, divide, round_number

# Added to a dividend, it makes PostgreSQL work the quotient out far beyond the 12 decimals that are kept.
_MANY_DECIMALS = Decimal(0).scaleb(-100)


def _folded(step: Any) -> Any:
    def build_folded(build: Builder, terms: Sequence[Term]) -> Element:
        return reduce(step, (build.number(term) for term in terms))

    return build_folded


@operator(
    "+", {"zh-CN": "加", "en": "Add"}, ["number"], "number", most=MANY, sql=_folded(lambda a, b: a + b), names=("PLUS",)
)
def add(*values: Number) -> Number:
    return reduce(lambda a, b: a + b if type(a) is type(b) is int else EXACT.add(a, b), values)


def _subtract_sql(build: Builder, terms: Sequence[Term]) -> Element:
    numbers = [build.number(term) for term in terms]
    return -numbers[0] if len(numbers) == 1 else numbers[0] - numbers[1]


@operator("-", {"zh-CN": "减", "en": "Subtract"}, ["number"], "number", most=2, sql=_subtract_sql, names=("MINUS",))
def subtract(left: Number, right: Number | None = None) -> Number:
    if right is None:
        left, right = 0, left
    return left - right if type(left) is type(right) is int else EXACT.subtract(left, right)


@operator(
    "*",
    {"zh-CN": "乘", "en": "Multiply"},
    ["number"],
    "number",
    most=MANY,
    sql=_folded(lambda a, b: a * b),
    names=("TIMES",),
)
def multiply(*values: Number) -> Number:
    return reduce(lambda a, b: a * b if type(a) is type(b) is int else EXACT.multiply(a, b), values)


def quotient_sql(build: Builder, terms: Sequence[Term]) -> Element:
    left, right = (build.number(term) for term in terms)
    quotient = (left + sa.literal(_MANY_DECIMALS, sa.Numeric)) / sa.func.nullif(right, 0)
    return sa.func.round(quotient, DIVISION_DECIMALS)


@operator("/", {"zh-CN": "除", "en": "Divide"}, ["number", "number"], "decimal", sql=quotient_sql, names=("DIVIDE",))
def quotient(left: Number, right: Number) -> Number | None:
    """Rounded at once to 12 decimals. By zero: empty, with a code."""
    return divide(left, right) if right else fault("division_by_zero")


def _remainder_sql(build: Builder, terms: Sequence[Term]) -> Element:
    left, right = (build.number(term) for term in terms)
    return left % sa.func.nullif(right, 0)


@operator(
    "%", {"zh-CN": "余数", "en": "Remainder"}, ["number", "number"], "number", sql=_remainder_sql, names=("REMAINDER",)
)
def remainder(left: Number, right: Number) -> Number | None:
    """What is left after whole divisions; its sign is the dividend's."""
    if not right:
        return fault("division_by_zero")
    # abs() would round to the 28 digits of the default context.
    top, bottom = Decimal(left).copy_abs(), Decimal(right).copy_abs()
    rest = EXACT.remainder(top, bottom)
    return EXACT.minus(rest) if left < 0 else rest


def _extreme(name: str) -> Any:
    def build_extreme(build: Builder, terms: Sequence[Term]) -> Element:
        pick = getattr(sa.func, name)
        present = [term for term in terms if not (term.constant and term.value is None)]
        elements = [build.sortable(term) for term in present]
        return pick(*elements) if elements else sa.null()

    return build_extreme


@operator(
    "min", {"zh-CN": "最小值", "en": "Smallest"}, ["measured"], "same", most=MANY, nulls="own", sql=_extreme("least")
)
def smallest(*values: Any) -> Any:
    """Empty values are passed over, as in Excel; those of a list count one by one."""
    return _pick(min, values)


@operator(
    "max", {"zh-CN": "最大值", "en": "Largest"}, ["measured"], "same", most=MANY, nulls="own", sql=_extreme("greatest")
)
def largest(*values: Any) -> Any:
    """Empty values are passed over, as in Excel; those of a list count one by one."""
    return _pick(max, values)


def _pick(choose: Any, values: Sequence[Any]) -> Any:
    present = list(flat(values))
    try:
        return choose(present, default=None)
    except TypeError:
        return fault("type_mismatch")


def _abs_sql(build: Builder, terms: Sequence[Term]) -> Element:
    return sa.func.abs(build.number(terms[0]))


@operator("abs", {"zh-CN": "绝对值", "en": "Absolute value"}, ["number"], "number", sql=_abs_sql)
def absolute(value: Number) -> Number:
    return abs(value) if type(value) is int else EXACT.abs(value)


def _round_sql(build: Builder, terms: Sequence[Term]) -> Element:
    value = build.number(terms[0])
    if len(terms) == 1:
        return sa.func.round(value)
    decimals = sa.cast(sa.func.least(sa.func.greatest(build.number(terms[1]), -ROUND_LIMIT), ROUND_LIMIT), sa.Integer)
    return sa.func.round(value, decimals)


@operator("round", {"zh-CN": "四舍五入", "en": "Round"}, ["number", "integer"], "number", least=1, sql=_round_sql)
def rounded(value: Number, decimals: int = 0) -> Number:
    """Half away from zero; `decimals` from -12 (whole trillions) to 12, beyond counts as the limit."""
    return round_number(value, max(-ROUND_LIMIT, min(ROUND_LIMIT, decimals)))
