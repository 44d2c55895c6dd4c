"""An alarm compiled: of which metric, by which dimension and period, from which state on, and who is told."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from ...definitions import Definition, Plans
from ...definitions.shape import shape_problems
from ...errors import NotFound, PlatformError
from ...forms.locating import located, wrong
from ...localized import LOCALES, Localized, text
from ..plan import MetricPlan, metric_plan
from .schema import alarm_schema


@dataclass(frozen=True, slots=True, eq=False)
class AlarmPlan:
    """Immutable. by: the dimension; None for the whole figure. grace_days: so long a closed period is judged anew."""

    app: str
    key: str
    title: Localized
    metric: MetricPlan
    by: str | None
    period: str
    state: str
    in_a_row: int
    missing: str
    again: str
    grace_days: int
    tell: Any

    @property
    def name(self) -> str:
        """ "app.key"."""
        return f"{self.app}.{self.key}"

    def bad(self, verdict: str) -> bool:
        """Whether a figure of that verdict stands badly."""
        return verdict == "red" or (verdict == "yellow" and self.state == "yellow")


def alarm_plan(plans: Plans, app: str, key: str) -> AlarmPlan:
    """The compiled alarm. Raises NotFound, InvalidDefinition."""
    definition = plans.get("alarm", app, key)
    return plans.once(("alarm", definition.app, definition.key), lambda: _compile(plans, definition))


def alarms_of(plans: Plans, metric: MetricPlan) -> list[AlarmPlan]:
    """The alarms over a metric, by key."""
    return sorted((one for one in alarms(plans) if one.metric.name == metric.name), key=lambda one: one.name)


def alarms(plans: Plans) -> list[AlarmPlan]:
    """All alarms that can be judged. What is wrong with others is for the check of their own publishing to tell."""
    found = []
    for one in plans.documents("alarm"):
        with suppress(PlatformError):
            found.append(alarm_plan(plans, one.app, one.key))
    return found


def _compile(plans: Plans, definition: Definition) -> AlarmPlan:
    document = definition.document
    with located("", _named(document)):
        for problem in shape_problems(alarm_schema(), document, _named(document)):
            raise problem
        try:
            metric = metric_plan(plans, definition.app, document["metric"])
        except NotFound:
            key = document["metric"]
            raise wrong("/metric", f"没有名为「{key}」的指标", f"there is no metric named {key}") from None
        by = next(iter(document.get("by", ())), None)
        if by is not None and by not in metric.dimensions:
            raise wrong("/by/0", f"这个指标没有维度「{by}」", f"this metric has no dimension {by}")
        if metric.moment is None:
            raise wrong("/metric", "看现状的指标不分期间，不能连续预警", "a metric of how things stand has no periods")
        if not metric.judged:
            raise wrong("/metric", "这个指标没有红黄绿区间，无从判断", "this metric has no bands to be judged by")
        return AlarmPlan(
            app=definition.app,
            key=definition.key,
            title=document["title"],
            metric=metric,
            by=by,
            period=document["period"],
            state=document["state"],
            in_a_row=document.get("in_a_row", 1),
            missing=document.get("missing", "skip"),
            again=document.get("again", "once_until_recovered"),
            grace_days=_days(document.get("grace", "P0D")),
            tell=document["tell"],
        )


def _days(grace: str) -> int:
    number = int(grace[1:-1])
    return number * 7 if grace.endswith("W") else number


def _named(document: Mapping[str, Any]) -> Localized:
    title = document.get("title") or document.get("key", "")
    shown = {locale: text(title, locale) for locale in LOCALES}
    return {"zh-CN": f"预警「{shown['zh-CN']}」", "en": f"alarm {shown['en']}"}
