"""What a result that the database works out is cut to, so that it is what the type would have stored of it.

Numbers are rounded to the places of the type and empty beyond its bounds; texts are empty when they are too long or no
option. The type is asked itself how it rounds and how far it goes.
"""

from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from ..errors import InvalidValue
from ..expressions.types import NUMBERS
from ..storage.types import ExactDecimal, Moment
from .base import FieldType, Prepared

_THIRD = Decimal("0.333333333333")
_MOST_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Fit:
    """`places`, `low`, `high` of numbers, both ends taken in; `longest` and `options` of texts. None: no limit."""

    places: int = 0
    low: Decimal | None = None
    high: Decimal | None = None
    longest: int | None = None
    options: tuple[str, ...] | None = None


def fit_of(type_: FieldType, settings: Prepared) -> Fit | None:
    """None for a type whose values the database cannot work out."""
    column = type_.column(settings)
    if type_.expression_type(settings) in NUMBERS and isinstance(column, (ExactDecimal, sa.Integer)):
        return _number(type_, settings)
    if type_.side or type_.many or not isinstance(column, (sa.String, sa.Date, sa.Boolean, Moment)):
        return None
    titles = settings.get("titles")
    return Fit(longest=settings.get("max_length"), options=None if titles is None else tuple(titles))


def _number(type_: FieldType, settings: Prepared) -> Fit:
    bounds = {name: settings[name] for name in ("minimum", "maximum") if settings.get(name) is not None}
    free = settings | {name: None for name in ("minimum", "maximum") if name in settings and type_.type != "integer"}
    places = 0
    with suppress(InvalidValue):
        places = -_exponent(type_.settle(_THIRD, free))
    digits = next((count for count in range(_MOST_DIGITS, 0, -1) if _takes(type_, 10 ** (count - 1), free)), 1)
    most = Decimal(10) ** digits - Decimal(1).scaleb(-places)
    low, high = (Decimal(bounds.get(name, sign * most)) for name, sign in (("minimum", -1), ("maximum", 1)))
    return Fit(places=places, low=max(low, -most), high=min(high, most))


def _exponent(settled: Any) -> int:
    exponent = settled.as_tuple().exponent if isinstance(settled, Decimal) else 0
    return exponent if isinstance(exponent, int) else 0


def _takes(type_: FieldType, number: int, settings: Prepared) -> bool:
    try:
        type_.settle(number, settings)
    except InvalidValue:
        return False
    return True
