"""Powers and roots: exact, then rounded at once to 12 decimals. An exponent lies from -100 to 100.

A power with a fraction in its exponent has endless decimals. It is worked out far beyond those that are kept, rounded
to 30 decimals and then to 12, so that 4^0.5 is exactly 2 and whoever is precise enough gives the same.
"""

from collections.abc import Sequence
from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_UP, Context, Decimal
from math import isqrt

import sqlalchemy as sa

from ..faults import fault
from ..operators import operator
from ..sql_terms import Builder, Element, Term
from ..values import DIVISION_DECIMALS, EXACT, Number, divide, round_number

_MOST = 100
_LONGEST = 200
_LIMIT = 10**100
_BEYOND = 30
# Between them lie the logarithms of what is neither nothing to 12 decimals nor out of range.
_LOWEST, _HIGHEST = -100, 231
_PRECISE = Context(prec=170, rounding=ROUND_HALF_UP, Emax=MAX_EMAX, Emin=MIN_EMIN)


@operator("power", {"zh-CN": "乘方", "en": "Power"}, ["number", "number"], "decimal")
def power(base: Number, exponent: Number) -> Number | None:
    """Out of range beyond 10^100, for a base of more than 200 digits, an exponent of more than 12 decimals, and roots
    of negative numbers: nesting must not multiply the work."""
    number, times = EXACT.normalize(Decimal(base)), Decimal(exponent)
    if abs(times) > _MOST or len(number.as_tuple().digits) > _LONGEST or number.adjusted() > _MOST:
        return fault("out_of_range")
    if not number and times < 0:
        return fault("division_by_zero")
    return _whole(number, int(times)) if times == int(times) else _fractional(number, times)


def _fractional(number: Decimal, times: Decimal) -> Number | None:
    if number < 0 or times != round_number(times, DIVISION_DECIMALS):
        return fault("out_of_range")
    if not number:
        return 0
    logarithm = _PRECISE.multiply(times, _PRECISE.ln(number))
    if logarithm < _LOWEST:
        return 0
    raised = round_number(_PRECISE.exp(min(logarithm, Decimal(_HIGHEST))), _BEYOND)
    return fault("out_of_range") if raised >= _LIMIT else round_number(raised, DIVISION_DECIMALS)


def _whole(number: Decimal, exponent: int) -> Number | None:
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
