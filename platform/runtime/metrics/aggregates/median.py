"""Median: the number in the middle, of an even count the mean of both."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from .aggregate import Element, Given, aggregate
from .of_field import OfField
from .percentile import between, places

_HALF = Decimal("0.5")


@aggregate("median")
class Median(OfField):
    """The number in the middle, which a few very large ones do not move."""

    label = {"zh-CN": "中位数", "en": "Median"}
    phrase = {"zh-CN": "「{field}」的中位数", "en": "the median of {field}"}

    def ordered(self, settings: Given) -> bool:
        return True

    def totals(self, values: Sequence[Element], place: Element, size: Element, settings: Given) -> list[Element]:
        return places(values[0], place, size, _HALF)

    def figure(self, totals: Sequence[Any], settings: Given) -> Decimal | None:
        return between(totals, _HALF)
