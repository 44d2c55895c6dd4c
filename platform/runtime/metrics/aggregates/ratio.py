"""Ratio: which share of the records, or of the sum of a field, a part of them has. Without a whole there is none."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from marshmallow import Schema, fields

from ...expressions.values import divide
from ...forms import FormPlan
from ...forms.locating import located
from ...records.querying.declared import check_filter
from .aggregate import (
    Aggregate,
    Element,
    Given,
    Source,
    Telling,
    Words,
    aggregate,
    amount,
    exact,
    filled,
    number_field,
)


@aggregate("ratio")
class Ratio(Aggregate):
    """The share of a part in the whole, such as the opportunities won among those decided. `part` is a filter, `whole`
    another (all records without it); the part is always counted inside the whole. With `field` its numbers are summed
    up instead of the records."""

    label = {"zh-CN": "占比", "en": "Ratio"}
    example_settings = {"part": {"field": "status", "operator": "equal", "value": "won"}}
    shown = "share"

    class Settings(Schema):
        part = fields.Raw(required=True, metadata={"filter": True})
        whole = fields.Raw(load_default=None, allow_none=True, metadata={"filter": True})
        field = fields.String(load_default=None, allow_none=True, metadata={"field": True})

    def check(self, settings: Given, form: FormPlan) -> frozenset[str]:
        reads = check_filter(form, settings["part"], "/part")
        if settings["whole"] is not None:
            reads |= check_filter(form, settings["whole"], "/whole")
        if settings["field"] is not None:
            with located(""):
                reads |= {number_field(form, settings["field"], "/field").key} & form.fields.keys()
        return reads

    def values(self, source: Source, settings: Given) -> list[Element]:
        one = sa.literal(1) if settings["field"] is None else amount(source, settings["field"])
        whole = sa.case((source.holds(settings["whole"]), one))
        part = sa.case((sa.and_(source.holds(settings["whole"]), source.holds(settings["part"])), one))
        return [sa.type_coerce(whole, one.type), sa.type_coerce(part, one.type)]

    def folds(self, settings: Given) -> Sequence[str]:
        return ("sum", "sum")

    def totals(self, values: Sequence[Element], place: Element, size: Element, settings: Given) -> list[Element]:
        return [sa.func.sum(value) for value in values]

    def figure(self, totals: Sequence[Any], settings: Given) -> Decimal | None:
        whole, part = totals
        return exact(divide(Decimal(part or 0), Decimal(whole))) if whole else None

    def counts(self, settings: Given) -> list[Any]:
        own = [] if settings["field"] is None else [filled(settings["field"])]
        return own if settings["whole"] is None else [settings["whole"], *own]

    def part(self, settings: Given) -> Any:
        return settings["part"]

    def words(self, settings: Given, telling: Telling) -> Words:
        part = telling.filter(settings["part"])
        among = {"zh-CN": "全部记录", "en": "all"}
        if settings["whole"] is not None:
            whole = telling.filter(settings["whole"])
            among = {"zh-CN": f"{whole['zh-CN']}的记录", "en": f"those where {whole['en']}"}
        words = {
            "zh-CN": f"{among['zh-CN']}中，{part['zh-CN']}的占比",
            "en": f"the share of records where {part['en']} among {among['en']}",
        }
        if settings["field"] is None:
            return words
        title = telling.field(settings["field"])
        return {
            "zh-CN": f"{words['zh-CN']}，按「{title['zh-CN']}」计",
            "en": f"{words['en']}, by {title['en']}",
        }
