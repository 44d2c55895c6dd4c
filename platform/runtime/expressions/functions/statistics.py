"""Figures over lists and over several values: empty ones are passed over, as in Excel.

A list may be a column of detail lines, {明细.金额}, or written out, [1, 2, 3].
"""

from collections.abc import Sequence
from decimal import Decimal
from functools import reduce
from typing import Any

import sqlalchemy as sa

from ..faults import fault
from ..flattening import NUMBERS, flat, numbers_of
from ..nodes import MANY
from ..operators import operator
from ..sql_terms import Builder, Element, Term
from ..values import DIVISION_DECIMALS, EXACT, Number, divide, round_number


def total(numbers: Sequence[Number]) -> Number:
    """The exact sum."""
    result: Number = 0
    for number in numbers:
        result = result + number if type(result) is type(number) is int else EXACT.add(result, number)
    return result


def _sum_sql(build: Builder, terms: Sequence[Term]) -> Element:
    return reduce(lambda a, b: a + b, (sa.func.coalesce(build.number(term), 0) for term in _present(terms)))


def _present(terms: Sequence[Term]) -> list[Term]:
    present = [term for term in terms if not (term.constant and term.value is None)]
    return present or [Term(terms[0].type, value=0)]


@operator("sum", {"zh-CN": "求和", "en": "Sum"}, ["numbers"], "decimal", least=1, most=MANY, nulls="own", sql=_sum_sql)
def sum_of(*values: Any) -> Number | None:
    """Zero when there is nothing."""
    numbers = numbers_of(values)
    return None if numbers is None else total(numbers)


@operator("average", {"zh-CN": "平均值", "en": "Mean"}, ["numbers"], "decimal", least=1, most=MANY, nulls="own",
          names=("AVERAGE", "MEAN"))  # fmt: skip
def average(*values: Any) -> Number | None:
    """Rounded at once to 12 decimals; empty when there is nothing."""
    numbers = numbers_of(values)
    return divide(total(numbers), len(numbers)) if numbers else None


@operator("median", {"zh-CN": "中位数", "en": "Median"}, ["numbers"], "decimal", least=1, most=MANY, nulls="own")
def median(*values: Any) -> Number | None:
    numbers = numbers_of(values)
    if not numbers:
        return None
    ordered, half = sorted(numbers), len(numbers) // 2
    return ordered[half] if len(ordered) % 2 else divide(EXACT.add(ordered[half - 1], ordered[half]), 2)


@operator("count", {"zh-CN": "计数", "en": "Count numbers"}, ["any"], "integer", least=1, most=MANY, nulls="own")
def count(*values: Any) -> int:
    """How many numbers there are."""
    return sum(type(value) in NUMBERS for value in flat(values))


@operator("counta", {"zh-CN": "非空计数", "en": "Count filled"}, ["any"], "integer", least=1, most=MANY, nulls="own")
def count_filled(*values: Any) -> int:
    """How many values are not empty."""
    return sum(value != "" for value in flat(values))


@operator("sumproduct", {"zh-CN": "乘积求和", "en": "Sum of products"}, ["list", "list"], "decimal", most=10)
def sum_of_products(*lists: list[Any]) -> Number | None:
    """Line by line, the values multiplied, then the sum; an empty value counts as zero."""
    if len({len(values) for values in lists}) != 1:
        return fault("type_mismatch")
    products: list[Number] = []
    for line in zip(*lists, strict=True):
        factors = numbers_of(line)
        if factors is None:
            return None
        whole = len(factors) == len(line)
        products.append(reduce(lambda a, b: EXACT.multiply(Decimal(a), Decimal(b)), factors) if whole else 0)
    return total(products)


@operator("percentile", {"zh-CN": "百分位数", "en": "Percentile"}, ["list", "number"], "decimal")
def percentile(values: list[Any], share: Number) -> Number | None:
    """The value below which `share` (0 to 1) of the others lie, in between by proportion, as PERCENTILE.INC."""
    numbers = numbers_of(values)
    if not numbers:
        return None
    if not 0 <= share <= 1:
        return fault("out_of_range")
    ordered = sorted(numbers)
    place = EXACT.multiply(Decimal(share), Decimal(len(ordered) - 1))
    below = int(place)
    low, high = Decimal(ordered[below]), Decimal(ordered[min(below + 1, len(ordered) - 1)])
    exact = EXACT.add(low, EXACT.multiply(EXACT.subtract(high, low), EXACT.subtract(place, Decimal(below))))
    return round_number(exact, DIVISION_DECIMALS)


@operator("rank", {"zh-CN": "排名", "en": "Rank"}, ["number", "list", "boolean"], "integer", least=2)
def rank(value: Number, values: list[Any], ascending: bool = False) -> int | None:
    """1 for the largest, or with TRUE for the smallest; equal values share a rank."""
    numbers = numbers_of(values)
    if numbers is None:
        return None
    return 1 + sum(other < value if ascending else other > value for other in numbers)


@operator("normalise", {"zh-CN": "归一化", "en": "Normalise"}, ["number", "list"], "decimal",
          names=("NORMALISE", "NORMALIZE"))  # fmt: skip
def normalise(value: Number, values: list[Any]) -> Number | None:
    """0 for the lowest of the list, 1 for the highest; 0 when they do not differ."""
    numbers = numbers_of(values)
    if not numbers:
        return None
    low, high = min(numbers), max(numbers)
    if low == high:
        return 0
    return divide(EXACT.subtract(Decimal(value), Decimal(low)), EXACT.subtract(Decimal(high), Decimal(low)))
