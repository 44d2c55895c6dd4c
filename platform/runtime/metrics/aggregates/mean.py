"""Mean: the numbers of a field added up and divided by how many there are, to 12 decimals. Empty ones do not count."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from ...expressions.values import divide
from .aggregate import Element, Given, aggregate, exact
from .of_field import OfField


@aggregate("mean")
class Mean(OfField):
    """The mean, such as the usual amount of an order."""

    label = {"zh-CN": "平均值", "en": "Mean"}
    phrase = {"zh-CN": "「{field}」的平均值", "en": "the mean of {field}"}

    def folds(self, settings: Given) -> Sequence[str]:
        return ("sum", "sum")

    def totals(self, values: Sequence[Element], place: Element, size: Element, settings: Given) -> list[Element]:
        return [sa.func.sum(values[0]), sa.func.count(values[0])]

    def figure(self, totals: Sequence[Any], settings: Given) -> Decimal | None:
        total, count = totals
        return exact(divide(Decimal(total), count)) if count else None
