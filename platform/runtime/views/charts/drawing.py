"""Draw a chart: its questions answered under the reader's rights, its figures put together by its type."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...context import Context
from ...definitions import Plans, plan_cache
from ...forms.locating import wrong
from ...forms.settings_loading import load_settings
from ...metrics.sharing import Sharing
from .answering import answered
from .chart import chart_types
from .figures import Figures, Ground


def draw(
    context: Context, app: str, chart: str, settings: Mapping[str, Any], sharing: Sharing | None = None
) -> Figures:
    """The figures of a chart of that type in the app. Raises UnknownType, InvalidDefinition for settings that do not
    fit, NotFound, MetricNotPermitted, UnknownField and what a question about a metric raises. sharing: that of a
    request which asks more than this."""
    type_ = chart_types.get(chart)
    loaded = load_settings(type_.Settings(), dict(settings))
    sharing = sharing or Sharing(context)
    plans = plan_cache(context.workspace).since(context.revision)
    with context.workspace.database.look() as connection:
        answers = [answered(sharing, connection, plans, app, ask) for ask in type_.asks(loaded)]
        figures = type_.figures(loaded, answers)
    ground = None if figures.ground is None else _named(plans, app, figures.ground)
    return replace(figures, ground=ground, app=app, as_of=sharing.as_of)


def _named(plans: Plans, app: str, ground: Ground) -> Ground:
    """The ground by its full name, since the form may be another app's. Raises InvalidDefinition."""
    if (found := plans.find("areas", app, ground.areas)) is None:
        raise wrong("/areas", f"没有名为「{ground.areas}」的区域", f"there are no areas named {ground.areas}")
    return replace(ground, areas=found.name)
