"""Sum: the numbers of a field added up, exactly. Of no numbers there is no sum."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from .aggregate import Element, Given, aggregate, exact
from .of_field import OfField


@aggregate("sum")
class Sum(OfField):
    """Numbers added up, such as the amount of all orders."""

    label = {"zh-CN": "合计", "en": "Sum"}
    phrase = {"zh-CN": "「{field}」的合计", "en": "the sum of {field}"}
    adds_up = True

    def folds(self, settings: Given) -> Sequence[str]:
        return ("sum",)

    def totals(self, values: Sequence[Element], place: Element, size: Element, settings: Given) -> list[Element]:
        return [sa.func.sum(values[0])]

    def figure(self, totals: Sequence[Any], settings: Given) -> Decimal | None:
        return exact(totals[0])

    def weight(self, values: Sequence[Element]) -> Element:
        return sa.func.sum(values[0])
