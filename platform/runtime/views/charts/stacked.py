"""Stacked: a figure by a dimension or over time, each bar made of the parts that another dimension gives."""

from collections.abc import Sequence

from marshmallow import ValidationError, validates_schema

from .answer import Answer
from .asking import Ask, ask_of
from .chart import ChartType, Given, chart_type
from .figures import Figures
from .settings import SourceSchema, dimension, how_many


@chart_type("stacked")
class Stacked(ChartType):
    """Shows of what a figure is made, such as orders by month and region. `by` may be "period". Only what can be added
    up makes sense here: counts and sums."""

    label = {"zh-CN": "堆叠图", "en": "Stacked"}
    example_settings = {"form": "deal", "by": "status", "parts": "urgent"}

    class Settings(SourceSchema):
        by = dimension(required=True, times=True)
        parts = dimension(required=True)
        most = how_many(12)
        most_parts = how_many(5, 12)

        @validates_schema
        def two_dimensions(self, data: dict[str, object], **_: object) -> None:
            """The parts of a bar are of another dimension than the bars."""
            if data["by"] == data["parts"]:
                raise ValidationError("by ≠ parts", "parts")

    def asks(self, settings: Given) -> Sequence[Ask]:
        return [ask_of(settings, (settings["by"], settings["most"]), (settings["parts"], settings["most_parts"]))]

    def figures(self, settings: Given, answers: Sequence[Answer]) -> Figures:
        return answers[0].figures(settings["by"], settings["parts"])
