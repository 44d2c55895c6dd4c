"""Region map: a figure for each area of a map, by the values of a dimension that stand for the areas."""

from collections.abc import Sequence
from dataclasses import replace

from marshmallow import fields

from ...records.querying.question import MAX_GROUPS
from .answer import Answer
from .asking import Ask, ask_of
from .chart import ChartType, Given, chart_type
from .figures import Figures, Ground
from .settings import SourceSchema, dimension, how_many


@chart_type("region_map")
class RegionMap(ChartType):
    """Shows where a figure is high and where it is low on a map, such as orders by region. The values of `by` are those
    areas of `areas` that have the same key, or are called the same; others are told beside the map."""

    label = {"zh-CN": "区域地图", "en": "Region map"}
    example_settings = {"form": "deal", "by": "status", "areas": "shapes"}

    class Settings(SourceSchema):
        by = dimension(required=True)
        areas = fields.String(required=True, metadata={"kind": "areas"})
        most = how_many(40, MAX_GROUPS)

    def asks(self, settings: Given) -> Sequence[Ask]:
        return [ask_of(settings, (settings["by"], settings["most"]))]

    def figures(self, settings: Given, answers: Sequence[Answer]) -> Figures:
        app, form = answers[0].form
        return replace(answers[0].figures(settings["by"]), ground=Ground(app, form, settings["areas"]))
