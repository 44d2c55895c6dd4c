"""A question about a metric as it comes from outside: period, how many, compared with what, by which dimension."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..calendars import local_day
from ..calendars.periods import Period, before, read_period, series, year_before
from ..context import Context
from ..errors import InvalidValue, LimitExceeded
from ..localized import listed_in_all
from ..records.querying.question import check_groups
from .evaluating import Question
from .plan import MetricPlan

MOST_PERIODS = 120
COMPARED = ("previous", "year")


@dataclass(frozen=True, slots=True)
class Asked:
    """periods: those wanted, oldest first; empty for a metric that tells how things stand now. compared: for each of
    them the one it is compared with, None where there is no such period. The rest: as in `Question`."""

    periods: tuple[Period, ...]
    compared: tuple[Period | None, ...]
    by: str | None
    most: int
    filter: Any
    only: tuple[tuple[str, Any], ...] = ()
    across: tuple[tuple[str, int], ...] = ()
    search: str = ""
    values: tuple[tuple[Any, ...], ...] | None = None

    @property
    def question(self) -> Question:
        """All the periods in one question, each once."""
        every = dict.fromkeys((*self.periods, *(one for one in self.compared if one is not None)))
        return Question(tuple(every), self.by, self.most, self.filter, self.values, self.only, self.across, self.search)


def asked(
    context: Context,
    metric: MetricPlan,
    *,
    period: str = "month",
    last: int = 1,
    compare: str | None = None,
    by: str | None = None,
    most: int = 20,
    filter: Any = None,
    only: Mapping[str, Any] | None = None,
    across: tuple[tuple[str, int], ...] = (),
    search: str = "",
    values: Sequence[Any] | None = None,
) -> Asked:
    """`only`: dimension → JSON value; `across`: more dimensions, each with how many of its values; `values`: those of
    `by` that are wanted, JSON.

    Raises InvalidValue, LimitExceeded, BadQuery with a pointer to what cannot be."""
    check_groups(most)
    if by is not None:
        check_dimension(metric, by, "/by")
    for key, many in across:
        check_groups(many)
        check_dimension(metric, key, "/by")
    chosen = None if by is None or values is None else (tuple(_stored(metric, by, value) for value in values),)
    narrowed = tuple((key, _stored(metric, key, value)) for key, value in (only or {}).items())
    if compare is not None and compare not in COMPARED:
        raise InvalidValue(
            pointer="/compare",
            expected={"zh-CN": "previous（上一期）或 year（去年同期）", "en": "previous or year"},
        )
    if metric.moment is None:
        return Asked((), (), by, most, filter, narrowed, across, search, chosen)
    if not 1 <= last <= MOST_PERIODS:
        raise LimitExceeded(pointer="/last", what={"zh-CN": "期间个数", "en": "periods"}, limit=MOST_PERIODS)
    try:
        final = read_period(period, local_day(context.now(), context.workspace.zone))
        periods = series(final, last)
        earlier = {"previous": before, "year": year_before}
        compared = tuple(earlier[compare](one) for one in periods) if compare else ()
    except InvalidValue as error:
        error.pointer = "/period"
        raise
    return Asked(tuple(periods), compared, by, most, filter, narrowed, across, search, chosen)


def check_dimension(metric: MetricPlan, key: str, pointer: str) -> None:
    """Raises InvalidValue unless the metric can be split by it."""
    if key not in metric.dimensions:
        known = listed_in_all(metric.dimensions or ("—",))
        expected = {"zh-CN": f"这个指标的维度：{known['zh-CN']}", "en": f"a dimension of this metric: {known['en']}"}
        raise InvalidValue(pointer=pointer, expected=expected)


def _stored(metric: MetricPlan, key: str, value: Any) -> Any:
    check_dimension(metric, key, "/only")
    field = metric.dimensions[key].values(metric.form)
    try:
        return field.type.load(value, field.settings)
    except InvalidValue as error:
        error.pointer = f"/only/{key}"
        raise
