"""Powers and roots: exact, then rounded at once to 12 decimals. An exponent is whole, from -100 to 100."""

from collections.abc import Sequence
from decimal import Decimal
from math import isqrt

import sqlalchemy as sa

from ..faults import fault
from ..operators import operator
from ..sql_terms import Builder, Element, Term
from ..values import DIVISION_DECIMALS, EXACT, Number, divide, round_number

_MOST = 100
_LONGEST = 200
_LIMIT = 10**100


@operator("power", {"zh-CN": "乘方", "en": "Power"}, ["number", "integer"], "decimal")
def power(base: Number, exponent: int) -> Number | None:
    """Out of range beyond 10^100, and for a base of more than 200 digits: nesting must not multiply the work."""
    number = EXACT.normalize(Decimal(base))
    if abs(exponent) > _MOST or len(number.as_tuple().digits) > _LONGEST or number.adjusted() > _MOST:
        return fault("out_of_range")
    if not number and exponent < 0:
        return fault("division_by_zero")
    raised = EXACT.power(number, abs(exponent)) if exponent else Decimal(1)
    if raised.copy_abs() >= _LIMIT:
        return fault("out_of_range")
    return round_number(raised, DIVISION_DECIMALS) if exponent >= 0 else divide(1, raised)


# Added to a radicand, it makes PostgreSQL work the root out far beyond the 12 decimals that are kept.
_MANY_DECIMALS = Decimal(0).scaleb(-100)
_JUST_BELOW_ZERO = Decimal(-1).scaleb(-1000)


def _sqrt_sql(build: Builder, terms: Sequence[Term]) -> Element:
    # Empty below zero, naming the value once: naming it twice would double at every nesting.
    below = sa.literal(_JUST_BELOW_ZERO, sa.Numeric)
    at_least_zero = sa.func.nullif(sa.func.greatest(build.number(terms[0]), below), below)
    return sa.func.round(sa.func.sqrt(at_least_zero + sa.literal(_MANY_DECIMALS, sa.Numeric)), DIVISION_DECIMALS)


@operator("sqrt", {"zh-CN": "平方根", "en": "Square root"}, ["number"], "decimal", sql=_sqrt_sql)
def square_root(value: Number) -> Number | None:
    """Rounded at once to 12 decimals."""
    if value < 0:
        return fault("out_of_range")
    top, bottom = value.as_integer_ratio()
    # Four times the square decides the half: 2·root rounded down, then half away from zero.
    doubled = isqrt(4 * 10 ** (2 * DIVISION_DECIMALS) * top // bottom)
    return round_number(EXACT.scaleb(Decimal((doubled + 1) // 2), -DIVISION_DECIMALS), DIVISION_DECIMALS)
