"""What blocks may read: metrics and views by key, named wrongly with the nearest key that there is."""

import difflib
from dataclasses import dataclass

from ...definitions import Plans
from ...errors import InvalidDefinition, NotFound
from ...forms.locating import wrong
from ...localized import listed_in_all
from ...metrics import MetricPlan, metric_plan
from ...metrics.dimensions import Dimension
from ...views import ViewPlan, view_plan

# How things are called: kind → (in Chinese, in English).
_KINDS = {
    "metric": ("指标", "metric"),
    "view": ("视图", "view"),
    "form": ("表单", "form"),
    "page": ("页面", "page"),
    "role": ("角色", "role"),
    "areas": ("区域", "document of areas"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Sources:
    """Everything published, as the documents of one app name it."""

    plans: Plans
    app: str

    def metric(self, key: str, pointer: str) -> MetricPlan:
        """The metric. Raises InvalidDefinition."""
        try:
            return metric_plan(self.plans, self.app, key)
        except NotFound:
            raise self.absent("metric", key, pointer) from None

    def view(self, key: str, pointer: str) -> ViewPlan:
        """The view. Raises InvalidDefinition."""
        self.named("view", key, pointer)
        return view_plan(self.plans, self.app, key)

    def named(self, kind: str, key: str, pointer: str) -> None:
        """Raises InvalidDefinition unless there is such a document."""
        if self.plans.find(kind, self.app, key) is None:
            raise self.absent(kind, key, pointer)

    def absent(self, kind: str, key: str, pointer: str) -> InvalidDefinition:
        """What is named is not there."""
        chinese, english = _KINDS[kind]
        known = [one.key for one in self.plans.documents(kind, self.app)]
        near = next(iter(difflib.get_close_matches(key, known, n=1, cutoff=0)), "—")
        return wrong(
            pointer,
            f"没有名为「{key}」的{chinese}，最接近的是「{near}」",
            f"there is no {english} named {key}; the nearest is {near}",
        )


def dimension_of(metric: MetricPlan, key: str, pointer: str) -> Dimension:
    """A dimension of the metric. Raises InvalidDefinition with those there are."""
    if (found := metric.dimensions.get(key)) is None:
        known = listed_in_all(metric.dimensions or ("—",))
        raise wrong(
            pointer,
            f"指标「{metric.key}」没有维度「{key}」；它的维度：{known['zh-CN']}",
            f"the metric {metric.key} has no dimension {key}; it has {known['en']}",
        )
    return found
