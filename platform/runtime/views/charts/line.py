"""Line: a figure over time, one line for each value of a dimension, with the target dashed."""

from collections.abc import Sequence

from .answer import Answer
from .asking import PERIOD, Ask, ask_of
from .chart import ChartType, Given, chart_type
from .figures import Figures
from .settings import SourceSchema, dimension, how_many


@chart_type("line")
class Line(ChartType):
    """Shows how a figure moves from period to period, such as the win rate by month. More than six lines are drawn as
    small pictures side by side."""

    label = {"zh-CN": "折线图", "en": "Line"}
    example_settings = {"metric": "m", "period": "month", "last": 3, "by": "status"}
    times = True

    class Settings(SourceSchema):
        by = dimension()
        most = how_many(6, 24)

    def asks(self, settings: Given) -> Sequence[Ask]:
        return [ask_of(settings, (PERIOD, 1), (settings["by"], settings["most"]))]

    def figures(self, settings: Given, answers: Sequence[Answer]) -> Figures:
        return answers[0].figures(PERIOD, settings["by"])
