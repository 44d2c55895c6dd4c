"""Chart: figures of a metric, or of the records of a form, drawn by any registered type of charts."""

from collections.abc import Mapping, Sequence
from typing import Any

from marshmallow import fields

from ...errors import UnknownType
from ...forms import form_plan
from ...forms.locating import located
from ...forms.settings_loading import load_settings
from ...views.charts import chart_types, draw
from ...views.charts.asking import Ask
from .asking import Asking
from .block import BlockType, Content, block_type
from .sources import Sources, dimension_of


@block_type("chart")
class ChartBlock(BlockType):
    """A chart with its own settings, as the types of charts have them; the page says of which period and what."""

    label = {"zh-CN": "图表", "en": "Chart"}
    example_settings = {"chart": "bar", "settings": {"metric": "deals", "by": "title"}}
    bare = True

    class Settings(BlockType.Settings):
        chart = fields.String(required=True)
        settings = fields.Dict(keys=fields.String(), load_default=dict)

    def content(self, settings: Mapping[str, Any], sources: Sources) -> Content:
        asks = _asks(settings)
        metrics = []
        for ask in asks:
            if ask.metric is None:
                sources.named("form", str(ask.form), "/settings/form")
                form = form_plan(sources.plans, sources.app, str(ask.form))
                return Content(settings, form=form, title=form.title)
            metric = sources.metric(ask.metric, "/settings/metric")
            for key, _ in ask.by:
                dimension_of(metric, key, "/settings/by")
            metrics.append(metric)
        return Content(settings, tuple(dict.fromkeys(metrics)), title=metrics[0].title if metrics else None)

    def answer(self, asking: Asking, content: Content) -> dict[str, Any]:
        chart = content.settings["chart"]
        settings = self._narrowed(asking, content)
        app = asking.app
        return {
            "chart": chart,
            "app": app,
            "settings": settings,
            "figures": draw(asking.context, app, chart, settings, asking.shared.answers).dump(asking.context.locale),
        }

    def _narrowed(self, asking: Asking, content: Content) -> dict[str, Any]:
        """The chart's settings with what the page's filters say."""
        found = dict(content.settings["settings"])
        if asking.only:
            found["only"] = {**found.get("only", {}), **asking.only}
        if asking.conditions:
            own = [] if found.get("filter") is None else [found["filter"]]
            found["filter"] = {"all": [*own, *asking.conditions]}
        if content.metrics and asking.period is not None:
            way = asking.way
            if way and any(ask.last > 1 for ask in _asks(content.settings)):
                found |= {"period": way[-1].key, "last": len(way)}
            else:
                found["period"] = asking.period
        return found


def _asks(settings: Mapping[str, Any]) -> Sequence[Ask]:
    """What the chart asks by its own settings. Raises InvalidDefinition with a pointer into them."""
    try:
        type_ = chart_types.get(settings["chart"])
    except UnknownType as error:
        error.pointer = "/chart"
        raise
    with located("/settings"):
        return type_.asks(load_settings(type_.Settings(), dict(settings["settings"])))
