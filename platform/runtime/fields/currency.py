"""Currency: an amount of money, exact to the cent.

Stored: Decimal with two places. JSON: text such as "600000.00" ("600000" and whole numbers are read too); null when
empty.
"""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from marshmallow import Schema, fields, validate
from sqlalchemy.types import TypeEngine

from ..errors import InvalidValue
from ..expressions.types import Type
from ..storage.types import ExactDecimal
from .base import FieldType, Prepared, Reader, field_type
from .capitals import in_capitals
from .guessing import Column, Guess
from .operators import ORDERED
from .spellings import read_number

_PATTERN = re.compile(r"-?\d{1,15}(\.\d{1,2})?", re.ASCII)
_CENT = Decimal("0.01")
_TOO_LARGE = Decimal(10) ** 15
_MONEY = (
    "金额",
    "价",
    "费",
    "款",
    "额",
    "成本",
    "预算",
    "收入",
    "工资",
    "amount",
    "price",
    "cost",
    "budget",
    "revenue",
    "fee",
)
_SIGNED = ("¥", "￥", "$", "€")
_SIGNS = {"CNY": "¥", "USD": "$", "EUR": "€", "HKD": "HK$", "JPY": "¥"}


def _amount(text: str) -> None:
    if not _PATTERN.fullmatch(text):
        raise validate.ValidationError("an amount such as 100 or 0.50")


def _guessed(column: Column) -> dict[str, Any] | None:
    """Numbers that are called money, or carry its sign."""
    signed = all(text.startswith(_SIGNED) for text in column.texts)
    return {} if signed or column.called(*_MONEY) else None


@field_type("currency")
class Currency(FieldType):
    """An amount of money, such as a budget or a price."""

    label = {"zh-CN": "金额", "en": "Money"}
    guess = Guess(49, _guessed)
    filters = ORDERED
    examples = {"600000.00": Decimal("600000.00"), "-0.50": Decimal("-0.50"), "0.00": Decimal("0.00"), None: None}
    rejects = (0.1, "1.234", "一百", "1,000", "", True, "1e5", "٣", "9" * 16)
    type = Type.DECIMAL

    class Settings(Schema):
        currency = fields.String(load_default="CNY", validate=validate.Regexp("^[A-Z]{3}$"))
        minimum = fields.String(load_default=None, allow_none=True, validate=_amount)
        maximum = fields.String(load_default=None, allow_none=True, validate=_amount)
        # Lists show it to the cent, as prices need it; otherwise in one unit of ten thousand, in English a thousand.
        exact = fields.Boolean(load_default=False)
        # Whether the amount is written out in Chinese capitals beside the figure.
        capitals = fields.Boolean(load_default=False)

    def column(self, settings: Prepared) -> TypeEngine[Any]:
        return ExactDecimal(2)

    def load(self, raw: Any, settings: Prepared) -> Decimal | None:
        if raw is None:
            return None
        text = str(raw) if type(raw) is int else raw
        if not isinstance(text, str) or not _PATTERN.fullmatch(text):
            raise InvalidValue(
                expected={"zh-CN": "最多两位小数的金额，例如 1200.50", "en": "an amount, such as 1200.50"}
            )
        value = Decimal(text).quantize(_CENT)
        if settings["minimum"] is not None and value < Decimal(settings["minimum"]):
            raise InvalidValue(expected=_bound("不小于", "at least", settings["minimum"]))
        if settings["maximum"] is not None and value > Decimal(settings["maximum"]):
            raise InvalidValue(expected=_bound("不大于", "at most", settings["maximum"]))
        return value

    def dump(self, stored: Any, settings: Prepared) -> str | None:
        return None if stored is None else format(stored, ".2f")

    def settle(self, value: Any, settings: Prepared) -> Decimal | None:
        """Rounded to the cent, half away from zero."""
        if value is None:
            return None
        if type(value) not in (int, Decimal) or abs(value) >= _TOO_LARGE:
            raise InvalidValue(expected={"zh-CN": "金额", "en": "an amount"})
        return self.load(format(Decimal(value).quantize(_CENT, ROUND_HALF_UP), "f"), settings)

    def text(self, stored: Any, settings: Prepared, reader: Reader) -> str:
        if stored is None:
            return ""
        sign = _SIGNS.get(settings["currency"], settings["currency"] + " ")
        figure = f"{sign}{stored:,.2f}".replace(f"{sign}-", f"-{sign}")
        return f"{figure}（{in_capitals(stored)}）" if settings["capitals"] else figure

    def read_cell(self, cell: Any, settings: Prepared) -> Any:
        return read_number(cell)


def _bound(chinese: str, english: str, amount: str) -> dict[str, str]:
    return {"zh-CN": f"{chinese} {amount} 的金额", "en": f"an amount of {english} {amount}"}
