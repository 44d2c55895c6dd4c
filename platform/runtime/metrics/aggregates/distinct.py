"""Distinct: how many different values a field has. Empty is none of them; no records give 0."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from marshmallow import Schema, fields

from ...forms import FormPlan
from ...forms.locating import wrong
from ...records.querying.declared import field_named
from ...storage.types import Document, TextList
from .aggregate import Aggregate, Element, Given, Source, Telling, Words, aggregate, exact, filled


@aggregate("distinct")
class Distinct(Aggregate):
    """How many different values there are, such as customers who ordered."""

    label = {"zh-CN": "去重计数", "en": "Distinct values"}
    example_settings = {"field": "title"}
    zero = Decimal(0)
    shown = "count"

    class Settings(Schema):
        field = fields.String(required=True, metadata={"field": True})

    def check(self, settings: Given, form: FormPlan) -> frozenset[str]:
        found = field_named(form, settings["field"], "/field")
        side = not found.system and form.fields[found.key].column is None and not form.fields[found.key].derived
        if side or isinstance(found.column.type, (TextList, Document)):
            raise wrong(
                "/field",
                f"「{found.key}」一次可以有多个值，不能去重计数",
                f"{found.key} holds several values at a time and cannot be counted by distinct values",
            )
        return frozenset({found.key} & form.fields.keys())

    def values(self, source: Source, settings: Given) -> list[Element]:
        return [source.column(settings["field"])]

    def totals(self, values: Sequence[Element], place: Element, size: Element, settings: Given) -> list[Element]:
        return [sa.func.count(values[0].distinct())]

    def figure(self, totals: Sequence[Any], settings: Given) -> Decimal | None:
        return exact(totals[0])

    def counts(self, settings: Given) -> list[Any]:
        return [filled(settings["field"])]

    def words(self, settings: Given, telling: Telling) -> Words:
        title = telling.field(settings["field"])
        return {"zh-CN": f"「{title['zh-CN']}」有多少个不同的值", "en": f"how many different values {title['en']} has"}
