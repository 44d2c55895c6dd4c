"""Chart: figures of a metric, or of the records of a form, drawn by any registered type of charts."""

from collections.abc import Mapping
from typing import Any

from ...forms import form_plan
from ...views.charts import ChartSchema, asks_of, chart_of, check_over_form, draw, named
from .asking import Asking
from .block import BlockType, Content, block_type
from .sources import Sources, dimension_of


@block_type("chart")
class ChartBlock(BlockType):
    """A chart with its own settings, as the types of charts have them; the page says of which period and what."""

    label = {"zh-CN": "图表", "en": "Chart"}
    example_settings = {"chart": "bar", "settings": {"metric": "deals", "by": "title"}}
    bare = True

    class Settings(ChartSchema):
        """A chart."""

    def content(self, settings: Mapping[str, Any], sources: Sources) -> Content:
        type_, loaded = chart_of(settings["chart"], settings["settings"])
        for pointer, key, said in named(type_, loaded, "kind"):
            sources.named(said["kind"], key, pointer)
        metrics = []
        for ask in type_.asks(loaded):
            if ask.metric is None:
                check_over_form(sources.plans, sources.app, ask)
                form = form_plan(sources.plans, sources.app, str(ask.form))
                return Content(settings, form=form, title=form.title)
            metric = sources.metric(ask.metric, "/settings/metric")
            for key in (*(key for key, _ in ask.by), *ask.only):
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
            if way and any(ask.last > 1 for ask in asks_of(**content.settings)):
                found |= {"period": way[-1].key, "last": len(way)}
            else:
                found["period"] = asking.period
        return found
