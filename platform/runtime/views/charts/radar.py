"""Radar: several figures of the same ones on spokes, each spoke on its own scale; or one figure by the values of a
dimension."""

from collections.abc import Sequence

from .answer import Answer
from .asking import Ask, ask_of
from .chart import ChartType, Given, chart_type
from .figures import Axis, Cell, Figures, Item
from .settings import SourceSchema, dimension, how_many, several

MEASURE = "measure"
_MEASURES = {"zh-CN": "指标", "en": "Metric"}


@chart_type("radar")
class Radar(ChartType):
    """Shows the profile of a person, a team or a customer: `metrics` on the spokes, `by` whose profiles they are. With
    one metric or a form the spokes are the values of `by` and the profiles those of `split`."""

    label = {"zh-CN": "雷达图", "en": "Radar"}
    example_settings = {"metrics": ["m", "n"], "by": "status"}

    class Settings(SourceSchema):
        metrics = several(8)
        by = dimension(required=True)
        split = dimension()
        most = how_many(8, 12)
        most_profiles = how_many(4, 6)

    def asks(self, settings: Given) -> Sequence[Ask]:
        if not settings["metrics"]:
            profiles = (settings["split"], settings["most_profiles"])
            return [ask_of(settings, (settings["by"], settings["most"]), profiles)]
        return [
            ask_of(settings, (settings["by"], settings["most_profiles"]), metric=key) for key in settings["metrics"]
        ]

    def figures(self, settings: Given, answers: Sequence[Answer]) -> Figures:
        if not settings["metrics"]:
            return answers[0].figures(settings["by"], settings["split"])
        spokes = Axis(
            MEASURE, _MEASURES, tuple(Item(MEASURE, one.measure.metric, one.measure.title) for one in answers)
        )
        # The heaviest of each metric may differ: profiles are those of the first.
        profiles = answers[0].axis(settings["by"])
        cells = []
        for spoke, answer in enumerate(answers):
            places = {(item.kind, repr(item.key)): at for at, item in enumerate(answer.axis(settings["by"]).items)}
            for at, item in enumerate(profiles.items):
                found = places.get((item.kind, repr(item.key)))
                cells.append(
                    Cell((spoke, at), spoke, None, 0)
                    if found is None
                    else answer.cell((spoke, at), 0, found, measure=spoke)
                )
        measures = tuple(answer.measure for answer in answers)
        return Figures(measures, (spokes, profiles), tuple(cells), periods=answers[0].told)
