"""Least: the smallest number of a field."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from .aggregate import Element, Given, aggregate, exact
from .of_field import OfField


@aggregate("min")
class Least(OfField):
    """The smallest number, such as the lowest price."""

    label = {"zh-CN": "最小值", "en": "Least"}
    phrase = {"zh-CN": "「{field}」的最小值", "en": "the least {field}"}

    def folds(self, settings: Given) -> Sequence[str]:
        return ("min",)

    def totals(self, values: Sequence[Element], place: Element, size: Element, settings: Given) -> list[Element]:
        return [sa.func.min(values[0])]

    def figure(self, totals: Sequence[Any], settings: Given) -> Decimal | None:
        return exact(totals[0])
