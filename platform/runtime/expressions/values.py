"""Values: exact numbers, texts by code point, days; the rules that every interpreter keeps.

Numbers are exact however long; a division rounds at once to 12 decimals; every rounding goes half away from zero.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_UP, Context, Decimal
from typing import Any

from .types import Type, type_of

Number = int | Decimal

DIVISION_DECIMALS = 12
ROUND_LIMIT = 12
_DIVISION_UNIT = 10**DIVISION_DECIMALS

# Sixteen kilobytes of source cannot multiply up to more digits than this, so nothing is ever rounded unasked.
EXACT = Context(prec=100_000, rounding=ROUND_HALF_UP, Emax=MAX_EMAX, Emin=MIN_EMIN)

_NUMBER = re.compile(r"[+-]?\d{1,40}(\.\d{1,20})?", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_DATETIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)", re.ASCII)

_PLAIN = frozenset({type(None), bool, int, Decimal, str, date, datetime})


def plain(value: Any) -> Any:
    """`value` as an expression value. A mapping or any other object is a missing value: None."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is float:
        return float_to_decimal(value)
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in value]
    for base in (str, int):
        if isinstance(value, base):
            return base(value)
    return None


def find(data: Any, path: tuple[str, ...]) -> Any:
    """The value at `path`, by mapping key or list index only, never by attribute. None when missing."""
    for segment in path:
        if isinstance(data, Mapping):
            data = data.get(segment)
        elif isinstance(data, list) and segment.isascii() and segment.isdigit() and int(segment) < len(data):
            data = data[int(segment)]
        elif isinstance(data, list) and data and all(isinstance(item, Mapping) and segment in item for item in data):
            # Lines: the list of one column's values.
            data = [item[segment] for item in data]
        else:
            return None
    return plain(data)


def document_at(data: Any, path: tuple[str, ...]) -> Mapping[str, Any] | None:
    """The mapping at `path`, by keys only; None where there is none."""
    for segment in path:
        data = data.get(segment) if isinstance(data, Mapping) else None
    return data if path and isinstance(data, Mapping) else None


def float_to_decimal(value: float) -> Decimal | None:
    """The shortest decimal that names this float, as JSON wrote it; None for not-a-number and infinity."""
    number = Decimal(repr(value))
    return Decimal(format(number, "f")) if number.is_finite() else None


def parse(text: str, type_: Type) -> Any:
    """A literal text read as `type_` (number, date, datetime). None when it does not read as one."""
    if type_ in (Type.INTEGER, Type.DECIMAL):
        if not _NUMBER.fullmatch(text):
            return None
        return Decimal(text) if "." in text else int(text)
    if type_ is Type.DATE:
        return _from_iso(date, text) if _DATE.fullmatch(text) else None
    if type_ is Type.DATETIME:
        return _from_iso(datetime, text) if _DATETIME.fullmatch(text) else None
    return None


def _from_iso(kind: type[date] | type[datetime], text: str) -> Any:
    try:
        return kind.fromisoformat(text)
    except ValueError:
        return None


def readings(text: str) -> dict[Type, Any]:
    """Everything a literal text may stand for, by the type of what it meets."""
    found: dict[Type, Any] = {Type.TEXT: text}
    for type_ in (Type.DECIMAL, Type.DATE, Type.DATETIME):
        value = parse(text, type_)
        if value is not None:
            found[type_] = value
    if Type.DECIMAL in found:
        found[Type.INTEGER] = found[Type.DECIMAL]
    return found


def comparable(left: Any, right: Any) -> bool:
    """Whether two values that are not None have types that compare."""
    return _family(left) is _family(right)


def equal(left: Any, right: Any) -> bool:
    """Equal values of one family; empty equals empty."""
    return bool(left == right) and _family(left) is _family(right)


def _family(value: Any) -> Type:
    type_ = type_of(value)
    return Type.DECIMAL if type_ is Type.INTEGER else type_


def divide(left: Number, right: Number) -> Number:
    """left / right, rounded to 12 decimals. Raises ZeroDivisionError."""
    left_top, left_bottom = left.as_integer_ratio()
    right_top, right_bottom = right.as_integer_ratio()
    top, bottom = left_top * right_bottom * _DIVISION_UNIT, left_bottom * right_top
    units = (2 * abs(top) + abs(bottom)) // (2 * abs(bottom))
    decimals = DIVISION_DECIMALS
    while decimals and units % 10 == 0:
        units //= 10
        decimals -= 1
    signed = units if (top < 0) == (bottom < 0) else -units
    return EXACT.scaleb(Decimal(signed), -decimals) if decimals else signed


def round_number(value: Number, decimals: int) -> Number:
    """Half away from zero; negative `decimals` round to tens, hundreds."""
    rounded = Decimal(value).quantize(EXACT.scaleb(Decimal(1), -decimals), context=EXACT)
    return rounded if decimals > 0 else int(rounded)


def number_text(value: Number) -> str:
    """Plain notation without trailing zeros: "600000", "2.5"."""
    text = format(value, "f") if isinstance(value, Decimal) else str(value)
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
