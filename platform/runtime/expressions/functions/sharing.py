"""Sharing out an amount to the fen: the parts always add up to the whole."""

from decimal import Decimal
from typing import Any

from ..faults import fault
from ..flattening import numbers_of
from ..operators import operator
from ..values import EXACT, ROUND_LIMIT, Number, round_number
from .statistics import total

_MOST_PARTS = 1_000


@operator("allocate", {"zh-CN": "分摊", "en": "Allocate"}, ["number", "list", "integer"], "list", least=2)
def allocate(amount: Number, weights: list[Any], decimals: int = 2) -> list[Number] | None:
    """Parts in proportion to the weights, rounded so that they add up: what is left over goes to those who lost most
    by rounding, the first of equals first. An empty weight is zero."""
    found = numbers_of([0 if weight is None else weight for weight in weights])
    if found is None:
        return None
    if not 1 <= len(found) <= _MOST_PARTS or min(found) < 0:
        return fault("out_of_range")
    whole = total(found)
    return _shares(amount, found, whole, decimals) if whole else fault("division_by_zero")


@operator("spread", {"zh-CN": "均摊", "en": "Spread"}, ["number", "integer", "integer"], "list", least=2)
def spread(amount: Number, parts: int, decimals: int = 2) -> list[Number] | None:
    """Equal parts that add up; the first ones are a unit larger where it does not come out even."""
    if not 1 <= parts <= _MOST_PARTS:
        return fault("out_of_range")
    return _shares(amount, [1] * parts, parts, decimals)


def _shares(amount: Number, weights: list[Number], whole: Number, decimals: int) -> list[Number]:
    decimals = max(-ROUND_LIMIT, min(ROUND_LIMIT, decimals))
    units = int(EXACT.scaleb(Decimal(round_number(amount, decimals)), decimals))
    # In whole numbers, so that what rounding leaves over compares exactly.
    scale = max(0, *(-exponent(weight) for weight in (*weights, 0)))
    counted = int(EXACT.scaleb(Decimal(whole), scale))
    shares = [divmod(abs(units) * int(EXACT.scaleb(Decimal(weight), scale)), counted) for weight in weights]
    parts = [part for part, _ in shares]
    order = sorted(range(len(parts)), key=lambda place: (-shares[place][1], place))
    for place in order[: abs(units) - sum(parts)]:
        parts[place] += 1
    return [round_number(EXACT.scaleb(Decimal(part if units >= 0 else -part), -decimals), decimals) for part in parts]


def exponent(number: Number) -> int:
    """The power of ten of the last digit."""
    found = Decimal(number).as_tuple().exponent
    assert isinstance(found, int)
    return found
