"""Period: a day, week, month, quarter, half year, year or range, such as "2026-Q1"; a unit means the one that runs."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from ...calendars import local_day
from ...calendars.periods import read_period
from ...context import Context
from ...definitions import Plans
from ...errors import InvalidValue
from ...forms.locating import wrong
from .filter import FilterType, filter_type

USUAL = "month"
# A unit alone is a period on whatever day.
_ANY_DAY = date(2026, 1, 1)


@filter_type("period")
class PeriodFilter(FilterType):
    """Which days a page is about. Metrics of how things stand now do not follow it."""

    label = {"zh-CN": "期间", "en": "Period"}
    control = "period"
    narrows = False

    def check(self, plans: Plans, app: str, settings: Mapping[str, Any], default: Any) -> None:
        if default is None:
            return
        try:
            read_period(default if isinstance(default, str) else "", _ANY_DAY)
        except InvalidValue:
            raise wrong(
                "/default",
                "没有这样的期间；可写 month、quarter、year 等单位，或 2026-Q1",
                "there is no such period; write a unit such as month, quarter or year, or 2026-Q1",
            ) from None

    def default(self, context: Context, declared: Any) -> Any:
        return self.load(context, declared or USUAL)

    def load(self, context: Context, raw: Any) -> Any:
        today = local_day(context.now(), context.workspace.zone)
        return read_period(raw if isinstance(raw, str) else "", today).key
