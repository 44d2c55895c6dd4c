"""What one reader asks for a page: figures and lists, narrowed by the filters, each question once for all blocks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from ...calendars import local_day
from ...calendars.periods import Period, period_of, read_period, series
from ...context import Context
from ...errors import NotFound
from ...localized import Localized, text
from ...metrics import MetricPlan, answer, described, readable_metric
from ...metrics.asking import asked
from ...metrics.sharing import Sharing
from ...records import Query, dump_records, query
from ...views import ViewPlan, views_of

# How many periods tell the way to one, by its unit; None: its months do.
_LAST: dict[str, int | None] = {"day": 14, "week": 13, "month": 12, "quarter": 8, "half": None, "year": None}


@dataclass(slots=True)
class Shared:
    """What the blocks of one page have in common: the answers they share with each other and with other readers, and
    the metrics that were found readable."""

    answers: Sharing
    metrics: dict[str, MetricPlan] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asking:
    """The question of one block of a page of the app. period: what is chosen, None where the block follows no period.
    only: dimension → JSON value, for metrics; conditions: the same for the records of a form.
    """

    context: Context
    app: str
    shared: Shared
    period: str | None = None
    only: Mapping[str, Any] = field(default_factory=dict)
    conditions: tuple[Any, ...] = ()

    @property
    def today(self) -> date:
        return local_day(self.context.now(), self.context.workspace.zone)

    @property
    def span(self) -> Period | None:
        """The days that are chosen."""
        return None if self.period is None else read_period(self.period, self.today)

    @property
    def way(self) -> list[Period]:
        """The periods by which the chosen one is shown over time, oldest first: of a year or half year its months up to
        the one that runs, of others some before it. None for a free range."""
        span = self.span
        if span is None or span.unit not in _LAST:
            return []
        if (last := _LAST[span.unit]) is not None:
            return series(span, last)
        final = min(span.after - timedelta(days=1), max(span.first, self.today))
        return series(period_of("month", final), final.month - span.first.month + 1)

    def words(self, words: Localized) -> str:
        return text(words, self.context.locale)

    def figures(self, metric: MetricPlan, **how: Any) -> dict[str, Any]:
        """As `metrics.answer`; `how` as `asked` takes it. Raises NotFound, MetricNotPermitted."""
        metric = self._readable(metric)
        how.setdefault("period", self.period or "month")
        wanted = asked(self.context, metric, only=self.only, **how)
        return answer(self.context, metric, wanted, self.shared.answers)

    def described(self, metric: MetricPlan) -> dict[str, Any]:
        """What the front needs to show a metric, and the app it is of."""
        return described(self.context, metric, True) | {"app": metric.app}

    def rows(self, view: ViewPlan, most: int) -> dict[str, Any]:
        """A view's first records. Raises NotFound for who may not see the view."""
        app, form = view.form.app, view.form.key
        name = view.key if view.app == app else f"{view.app}.{view.key}"
        shown = next((one for one in views_of(self.context, app, form) if one["key"] == name), None)
        if shown is None:
            raise NotFound
        conditions = [*([] if shown["filter"] is None else [shown["filter"]]), *self.conditions]
        filter = {"all": conditions} if conditions else None
        wanted = Query(filter=filter, sort=tuple(shown["sort"]), limit=most, count=True)
        page = query(self.context, app, form, wanted)
        return {
            "app": app,
            "form": form,
            "form_title": self.words(view.form.title),
            "view": shown,
            # What narrows the view here, for whoever opens it whole.
            "filter": {"all": list(self.conditions)} if self.conditions else None,
            "items": dump_records(self.context, page.items),
            "total": page.total,
            "total_exact": page.total_exact,
        }

    def _readable(self, metric: MetricPlan) -> MetricPlan:
        if metric.name not in self.shared.metrics:
            self.shared.metrics[metric.name] = readable_metric(self.context, metric.app, metric.key)
        return self.shared.metrics[metric.name]
