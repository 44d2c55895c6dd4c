"""Bar: a figure for each value of a dimension, the heaviest first."""

from collections.abc import Sequence

from .answer import Answer
from .asking import Ask, ask_of
from .chart import ChartType, Given, chart_type
from .figures import Figures
from .settings import SourceSchema, dimension, how_many


@chart_type("bar")
class Bar(ChartType):
    """Compares a figure between the values of a field, such as leads by source. Small groups are summed up in one."""

    label = {"zh-CN": "条形图", "en": "Bars"}
    example_settings = {"form": "deal", "by": "status", "most": 5}

    class Settings(SourceSchema):
        by = dimension(required=True)
        most = how_many(12)

    def asks(self, settings: Given) -> Sequence[Ask]:
        return [ask_of(settings, (settings["by"], settings["most"]))]

    def figures(self, settings: Given, answers: Sequence[Answer]) -> Figures:
        return answers[0].figures(settings["by"])
