"""Rounding otherwise than to the nearest, and what division leaves over with the divisor's sign, as in Excel."""

from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_FLOOR, ROUND_UP, Decimal
from typing import Any

import sqlalchemy as sa

from ..faults import fault
from ..operators import operator
from ..sql_terms import Builder, Element, Term
from ..values import EXACT, ROUND_LIMIT, Number


def _rounded(value: Number, decimals: int, rounding: str) -> Number:
    decimals = max(-ROUND_LIMIT, min(ROUND_LIMIT, decimals))
    unit = EXACT.scaleb(Decimal(1), -decimals)
    found = Decimal(value).quantize(unit, rounding=rounding, context=EXACT)
    return found if decimals > 0 else int(found)


@operator("round_up", {"zh-CN": "向上舍入", "en": "Round up"}, ["number", "integer"], "number",
          least=1, names=("ROUNDUP", "ROUND_UP"))  # fmt: skip
def round_up(value: Number, decimals: int = 0) -> Number:
    """Away from zero."""
    return _rounded(value, decimals, ROUND_UP)


@operator("round_down", {"zh-CN": "向下舍入", "en": "Round down"}, ["number", "integer"], "number",
          least=1, names=("ROUNDDOWN", "ROUND_DOWN", "TRUNC"))  # fmt: skip
def round_down(value: Number, decimals: int = 0) -> Number:
    """Towards zero."""
    return _rounded(value, decimals, ROUND_DOWN)


def _whole_sql(name: str) -> Any:
    def build_whole(build: Builder, terms: Sequence[Term]) -> Element:
        return getattr(sa.func, name)(build.number(terms[0]))

    return build_whole


@operator("int", {"zh-CN": "取整", "en": "Whole part"}, ["number"], "integer", sql=_whole_sql("floor"))
def whole_part(value: Number) -> Number:
    """The whole number below, as INT in Excel: -2.5 gives -3."""
    return _rounded(value, 0, ROUND_FLOOR)


@operator("sign", {"zh-CN": "正负号", "en": "Sign"}, ["number"], "integer", sql=_whole_sql("sign"))
def sign(value: Number) -> int:
    """1, 0 or -1."""
    return (value > 0) - (value < 0)


@operator("ceiling", {"zh-CN": "向上取倍数", "en": "Up to a multiple"}, ["number", "number"], "number")
def ceiling(value: Number, step: Number) -> Number | None:
    """The next multiple of `step` that is not smaller."""
    return _multiple(value, step, up=True)


@operator("floor", {"zh-CN": "向下取倍数", "en": "Down to a multiple"}, ["number", "number"], "number")
def floor(value: Number, step: Number) -> Number | None:
    """The next multiple of `step` that is not larger."""
    return _multiple(value, step, up=False)


def _multiple(value: Number, step: Number, *, up: bool) -> Number | None:
    if not step:
        return fault("division_by_zero")
    size = Decimal(step).copy_abs()
    rest = modulo(value, size)
    assert rest is not None
    below = EXACT.subtract(value, rest)
    found = EXACT.add(below, size) if up and rest else below
    return int(found) if type(value) is type(step) is int else found


def _mod_sql(build: Builder, terms: Sequence[Term]) -> Element:
    left, right = (build.number(term) for term in terms)
    divisor = sa.func.nullif(right, 0)
    return ((left % divisor) + divisor) % divisor


@operator("mod", {"zh-CN": "取模", "en": "Modulo"}, ["number", "number"], "number", sql=_mod_sql)
def modulo(value: Number, divisor: Number) -> Number | None:
    """What is left after dividing, with the divisor's sign, as MOD in Excel."""
    if not divisor:
        return fault("division_by_zero")
    if type(value) is type(divisor) is int:
        return value % divisor
    rest = EXACT.remainder(Decimal(value), Decimal(divisor))
    return EXACT.add(rest, Decimal(divisor)) if rest and (rest < 0) != (divisor < 0) else rest
