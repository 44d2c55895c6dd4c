"""The rows of a metric as its reader sees them: whoever may not see all that a figure is made of gets none."""

from typing import Any

import sqlalchemy as sa

from ..errors import InvalidValue, LimitExceeded
from ..expressions import ExpressionError
from ..records.errors import BadQuery, UnknownField
from ..records.querying.compiler import Reading
from ..records.querying.filters import named
from ..records.querying.question import Query
from .errors import MetricNotPermitted
from .plan import MetricPlan


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
