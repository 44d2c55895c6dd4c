"""Conversion: which share of the records that were ever at one stage came to another. The change record tells, so that
a record counts also when it has moved on."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from marshmallow import Schema, fields

from ...expressions.values import divide
from ...forms import FormPlan
from ...forms.locating import wrong
from ...localized import listed_in_all
from .aggregate import Aggregate, Element, Given, Source, Telling, Words, aggregate, exact


def stage_of(form: FormPlan, field: str, stage: str, pointers: tuple[str, str]) -> None:
    """Raises InvalidDefinition when the form has no such stage field, or that no such stage."""
    found = form.fields.get(field)
    if found is None or not found.type.moves:
        raise wrong(pointers[0], f"表单没有阶段字段「{field}」", f"the form has no stage field {field}")
    if stage not in found.settings["titles"]:
        known = listed_in_all(found.settings["titles"])
        raise wrong(
            pointers[1],
            f"没有名为「{stage}」的阶段，可用的有：{known['zh-CN']}",
            f"there is no stage named {stage}; there are: {known['en']}",
        )


def was_at(field: str, stage: str) -> dict[str, str]:
    """The filter for records that are or ever were at a stage."""
    return {"field": field, "operator": "reached", "value": stage}


def never_at(field: str, stage: str) -> dict[str, str]:
    """The filter for records that neither are nor ever were at a stage."""
    return {"field": field, "operator": "not_reached", "value": stage}


@aggregate("conversion")
class Conversion(Aggregate):
    """The share of records that came from one stage to another, such as from the quote to the order."""

    label = {"zh-CN": "阶段转化率", "en": "Conversion"}
    example_settings = {"field": "status", "from": "new", "to": "won"}
    shown = "share"

    class Settings(Schema):
        field = fields.String(required=True, metadata={"field": True})
        to = fields.String(required=True)

        class Meta:
            include = {"from": fields.String(required=True)}

    def check(self, settings: Given, form: FormPlan) -> frozenset[str]:
        for end in ("from", "to"):
            stage_of(form, settings["field"], settings[end], ("/field", f"/{end}"))
        return frozenset({settings["field"]})

    def values(self, source: Source, settings: Given) -> list[Element]:
        begun, done = (source.holds(was_at(settings["field"], settings[end])) for end in ("from", "to"))
        return [sa.case((begun, 1)), sa.case((done, 1))]

    def costly(self, settings: Given) -> bool:
        return True

    def folds(self, settings: Given) -> Sequence[str]:
        return ("sum", "sum")

    def totals(self, values: Sequence[Element], place: Element, size: Element, settings: Given) -> list[Element]:
        begun, done = values
        return [sa.func.count(begun), sa.func.count(sa.case((begun.is_not(None), done)))]

    def figure(self, totals: Sequence[Any], settings: Given) -> Decimal | None:
        begun, done = totals
        return exact(divide(Decimal(done), begun)) if begun else None

    def counts(self, settings: Given) -> list[Any]:
        return [was_at(settings["field"], settings["from"])]

    def part(self, settings: Given) -> Any:
        return was_at(settings["field"], settings["to"])

    def words(self, settings: Given, telling: Telling) -> Words:
        begun, done = (telling.filter(was_at(settings["field"], settings[end])) for end in ("from", "to"))
        return {
            "zh-CN": f"{begun['zh-CN']}的记录中，{done['zh-CN']}的占比",
            "en": f"the share of records where {done['en']} among those where {begun['en']}",
        }
