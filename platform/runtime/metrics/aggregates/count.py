"""Count: how many records there are. None is a figure too: 0."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from .aggregate import Aggregate, Element, Given, Source, Telling, Words, aggregate, exact


@aggregate("count")
class Count(Aggregate):
    """How many records there are, such as visits of a week."""

    label = {"zh-CN": "记录数", "en": "Count"}
    zero = Decimal(0)
    shown = "count"
    adds_up = True

    def values(self, source: Source, settings: Given) -> list[Element]:
        return [sa.literal(1)]

    def folds(self, settings: Given) -> Sequence[str]:
        return ("sum",)

    def totals(self, values: Sequence[Element], place: Element, size: Element, settings: Given) -> list[Element]:
        return [sa.func.count(values[0])]

    def figure(self, totals: Sequence[Any], settings: Given) -> Decimal | None:
        return exact(totals[0])

    def words(self, settings: Given, telling: Telling) -> Words:
        return {"zh-CN": "记录的条数", "en": "how many records there are"}
