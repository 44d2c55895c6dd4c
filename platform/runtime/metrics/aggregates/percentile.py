"""Percentile: the number below which a given share of all lies, between two of them as spreadsheets do (inclusive).

The database picks the numbers on both sides exactly; the step between them is worked out in Python.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from marshmallow import fields, validate

from ...expressions.values import round_number
from .aggregate import Element, Given, Telling, Words, aggregate, exact
from .of_field import OfField

# A share is whole in ten-thousandths: places are found by dividing integers, which both databases do alike.
_PARTS = 10_000
_DECIMALS = 12


_TITLE = {"zh-CN": "分位（0 到 1）", "en": "Share below it (0 to 1)"}


class At(fields.Decimal):
    """A share from 0 to 1 with at most four decimals, as text."""

    def __init__(self, **more: Any) -> None:
        super().__init__(places=4, validate=validate.Range(0, 1), metadata={"title": _TITLE}, **more)


@aggregate("percentile")
class Percentile(OfField):
    """The number below which a share of all lies, such as the response time of nine in ten tickets."""

    label = {"zh-CN": "百分位数", "en": "Percentile"}
    example_settings = {"field": "amount", "at": "0.9"}
    phrase = {"zh-CN": "「{field}」的百分位数", "en": "the percentile of {field}"}

    class Settings(OfField.Settings):
        at = At(required=True)

    def ordered(self, settings: Given) -> bool:
        return True

    def totals(self, values: Sequence[Element], place: Element, size: Element, settings: Given) -> list[Element]:
        return places(values[0], place, size, settings["at"])

    def figure(self, totals: Sequence[Any], settings: Given) -> Decimal | None:
        return between(totals, settings["at"])

    def words(self, settings: Given, telling: Telling) -> Words:
        title, share = telling.field(settings["field"]), format((settings["at"] * 100).normalize(), "f")
        return {
            "zh-CN": f"「{title['zh-CN']}」的第 {share} 百分位数",
            "en": f"percentile {share} of {title['en']}",
        }


def places(value: Element, place: Element, size: Element, at: Decimal) -> list[Element]:
    """The numbers on both sides of the place that `at` names, and how many numbers there are."""
    share = int(at * _PARTS)
    low = (size - 1) * share // _PARTS
    high = ((size - 1) * share + (_PARTS - 1)) // _PARTS
    return [
        sa.type_coerce(sa.func.max(sa.case((place - 1 == low, value))), value.type),
        sa.type_coerce(sa.func.max(sa.case((place - 1 == high, value))), value.type),
        sa.func.count(value),
    ]


def between(totals: Sequence[Any], at: Decimal) -> Decimal | None:
    """The number made of what `places` found."""
    low, high, count = totals
    if not count:
        return None
    step = Decimal((count - 1) * int(at * _PARTS) % _PARTS) / _PARTS
    return exact(round_number(Decimal(low) + (Decimal(high) - Decimal(low)) * step, _DECIMALS))
