"""Chart: a form's records as a chart, over the view's own filter."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..definitions import Plans
from ..forms import FormPlan
from ..forms.locating import wrong
from ..records.presenting.figures import can_group
from ..records.querying.declared import field_named
from .charts import ChartSchema, ChartType, chart_of, check_over_form, named
from .charts.chart import Given
from .selection import SelectionSchema, selected
from .view import Look, ViewType, view_type

_ROWS = 50
# The view says these itself.
_SAID = ("form", "metric", "metrics", "filter", "search", "only")


@view_type("chart")
class Chart(ViewType):
    """Records counted, or a number of theirs summed up, and drawn as a chart: which one `chart` says, by what it is
    split its `settings`. A press on a mark opens its records as a list."""

    label = {"zh-CN": "图表", "en": "Chart"}
    example_settings = {"chart": "bar", "settings": {"by": "title"}}

    class Settings(SelectionSchema, ChartSchema):
        """A selection of records and a chart of them."""

    def look(self, settings: Mapping[str, Any], form: FormPlan) -> Look:
        type_, loaded = _loaded(settings, form)
        reads = set()
        for pointer, way, said in named(type_, loaded, "field"):
            near, _, far = way.partition(".")
            found = field_named(form, near, pointer)
            if said.get("split") and not far and not can_group(found.filters):
                raise wrong(pointer, f"「{way}」不能用来分组", f"records cannot be grouped by {way}")
            reads.add(near)
        options = {"chart": settings["chart"], "settings": dict(settings["settings"])}
        look = selected(settings, form, _ROWS, options=options)
        return replace(look, reads=look.reads | (reads & set(form.fields)))

    def beyond(self, settings: Mapping[str, Any], form: FormPlan, plans: Plans) -> None:
        """What it asks through references is there."""
        type_, loaded = _loaded(settings, form)
        for pointer, key, said in named(type_, loaded, "kind"):
            if said["kind"] != "form" and plans.find(said["kind"], form.app, key) is None:
                raise wrong(pointer, f"没有名为「{key}」的内容", f"there is nothing named {key}")
        for ask in type_.asks(loaded):
            check_over_form(plans, form.app, ask)


def _loaded(settings: Mapping[str, Any], form: FormPlan) -> tuple[ChartType, Given]:
    own = settings["settings"]
    for name in _SAID:
        if name in own:
            raise wrong(
                f"/settings/{name}",
                "这里不用写：图表画的就是这个视图的记录",
                "leave this out: the chart is about the records of this view",
            )
    type_, loaded = chart_of(settings["chart"], own | {"form": form.key})
    if not type_.lists:
        raise wrong("/chart", "这种图表画指标，不画记录", "charts of this type are about metrics, not records")
    return type_, loaded
