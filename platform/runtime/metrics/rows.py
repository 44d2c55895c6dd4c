"""The rows of a metric as its reader sees them: whoever may not see all that a figure is made of gets none."""

from typing import Any

import sqlalchemy as sa

from ..calendars import CalendarPlan
from ..errors import InvalidValue, LimitExceeded
from ..expressions import ExpressionError
from ..people import organisation_of
from ..records.errors import BadQuery, UnknownField
from ..records.querying.compiler import Reading
from ..records.querying.filters import named
from ..records.querying.live import live_value
from ..records.querying.question import Query
from .calendars_in_use import calendars_in_use
from .dimensions import department_at
from .errors import MetricNotPermitted
from .plan import MetricPlan
from .working_clock import working_time


class Rows:
    """A metric's rows on one reading of its form."""

    def __init__(self, reading: Reading, metric: MetricPlan) -> None:
        """Raises MetricNotPermitted."""
        if not metric.reads <= reading.readable:
            raise MetricNotPermitted
        self.reading = reading
        self.plan = reading.plan
        self._metric = metric

    def column(self, key: str) -> sa.ColumnElement[Any]:
        """The column of a field that the metric reads."""
        try:
            return named(self.plan, self.reading.readable, key, "", self.reading.derived).column
        except UnknownField:
            raise MetricNotPermitted from None

    def holds(self, tree: Any) -> sa.ColumnElement[bool]:
        """A filter of the metric as a condition."""
        if tree is None:
            return sa.true()
        try:
            return self.reading.holds(tree)
        except (UnknownField, ExpressionError, BadQuery, InvalidValue, LimitExceeded):
            # The document was checked when it was published: what is missing now is a right.
            raise MetricNotPermitted from None

    def formula(self, tree: Any) -> sa.ColumnElement[Any]:
        """What a formula of the metric gives, under the reader's rights here and in other forms."""
        try:
            return live_value(self.reading.context, self.reading, tree)
        except (ExpressionError, LimitExceeded):
            raise MetricNotPermitted from None

    def calendar(self, key: str | None, moment: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
        """The number of the calendar by which the field's person or department works at the moment; 0, the company's,
        without a field."""
        _, departments = self._calendars()
        if key is None or not departments:
            return sa.literal(0)
        return sa.case(departments, value=department_at(self.reading, key, self.column(key), moment), else_=0)

    def on_working_time(self, rows: sa.Subquery, unit: str, days: bool) -> sa.Subquery:
        """See working_clock.py."""
        calendars, _ = self._calendars()
        return working_time(self.reading.connection, self.reading.plans, calendars, rows, unit, days)

    def _calendars(self) -> tuple[list[CalendarPlan], dict[str, int]]:
        reading = self.reading
        organisation = organisation_of(reading.context.workspace, reading.connection)
        return calendars_in_use(reading.context, reading.plans, organisation)

    @property
    def moment(self) -> sa.ColumnElement[Any] | None:
        """What places a row in a period; None where the metric tells how things stand now."""
        return None if self._metric.moment is None else self.column(self._metric.moment)

    def select(self, *columns: Any, filtered: bool = True, extra: Any = None, search: str = "") -> sa.Select[Any]:
        """The columns of the rows in which the reader sees all that the metric reads; of those its filter finds, and of
        these what `extra` and `search`, the reader's own, find."""
        statement = self.reading.matching(sa.select(*columns), Query(filter=extra, search=search))
        scopes = [scope for key in sorted(self._metric.reads) if (scope := self.reading.visible(key)) is not None]
        if filtered:
            scopes.append(self.holds(self._metric.where))
        return statement.where(*scopes)
