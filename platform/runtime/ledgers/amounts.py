"""Amounts: exact, as whole units of the fourth decimal, so that a ledger may count finer later on.

JSON: a text such as "12.50"; stored: an integer.
"""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from ..errors import InvalidValue
from ..expressions.types import Type
from ..expressions.values import parse

_UNIT = 10_000
# What 15 digits of units hold: far from the end of a big integer, however many are summed.
_MOST = 10**15


def units(amount: Decimal | int) -> int:
    """The amount in units. Raises InvalidValue for one finer or larger than is counted."""
    scaled = Decimal(amount) * _UNIT
    if scaled != scaled.to_integral_value() or abs(scaled) > _MOST:
        raise InvalidValue(expected={"zh-CN": "最多四位小数的数量", "en": "an amount with at most four decimals"})
    return int(scaled)


def rounded(amount: Decimal | int, decimals: int) -> int:
    """In units, rounded to the decimals that a ledger counts, half away from zero."""
    return units(Decimal(amount).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def load_amount(raw: Any, decimals: int) -> int:
    """Units of a JSON amount that a person entered: not zero, with no more decimals than count. Raises InvalidValue."""
    amount = parse(raw, Type.DECIMAL) if isinstance(raw, str) else raw if isinstance(raw, int) else None
    if amount is None or isinstance(amount, bool) or amount == 0 or rounded(amount, decimals) != units(amount):
        example = {"zh-CN": "不为零的数量", "en": "an amount other than zero"}
        places = {"zh-CN": f"，最多 {decimals} 位小数", "en": f" with at most {decimals} decimals"}
        raise InvalidValue(pointer="/amount", expected={one: example[one] + places[one] for one in example})
    return units(amount)


def shown(amount: int, decimals: int) -> str:
    """JSON, with the decimals that count; more where older entries have them."""
    exact = Decimal(amount) / _UNIT
    short = exact.quantize(Decimal(1).scaleb(-decimals))
    return format(short if short == exact else exact.normalize(), "f")
