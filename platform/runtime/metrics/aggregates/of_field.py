"""What aggregates over the numbers of one field share: the field, what of it counts, how it is told."""

from typing import Any, ClassVar

from marshmallow import Schema, fields

from ...forms import FormPlan
from .aggregate import Aggregate, Element, Given, Source, Telling, Words, amount, filled, number_field


class OfField(Aggregate):
    """The base of those aggregates; not one itself. phrase: its words with a hole for the field's title."""

    example_settings: ClassVar[dict[str, Any]] = {"field": "amount"}
    phrase: ClassVar[dict[str, str]]

    class Settings(Schema):
        field = fields.String(required=True, metadata={"field": True})

    def check(self, settings: Given, form: FormPlan) -> frozenset[str]:
        return frozenset({number_field(form, settings["field"], "/field").key} & form.fields.keys())

    def values(self, source: Source, settings: Given) -> list[Element]:
        return [amount(source, settings["field"])]

    def counts(self, settings: Given) -> list[Any]:
        return [filled(settings["field"])]

    def words(self, settings: Given, telling: Telling) -> Words:
        title = telling.field(settings["field"])
        return {locale: phrase.format(field=title[locale]) for locale, phrase in self.phrase.items()}
