"""Most: the largest number of a field."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from .aggregate import Element, Given, aggregate, exact
from .of_field import OfField


@aggregate("max")
class Most(OfField):
    """The largest number, such as the largest order."""

    label = {"zh-CN": "最大值", "en": "Most"}
    phrase = {"zh-CN": "「{field}」的最大值", "en": "the largest {field}"}

    def folds(self, settings: Given) -> Sequence[str]:
        return ("max",)

    def totals(self, values: Sequence[Element], place: Element, size: Element, settings: Given) -> list[Element]:
        return [sa.func.max(values[0])]

    def figure(self, totals: Sequence[Any], settings: Given) -> Decimal | None:
        return exact(totals[0])
