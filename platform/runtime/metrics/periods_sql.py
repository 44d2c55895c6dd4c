"""Periods as bounds of a column: days of one with days, UTC moments of one with moments."""

from typing import Any

import sqlalchemy as sa

from ..calendars.periods import Period


def bounds_of(period: Period, moment: sa.ColumnElement[Any], zone: str) -> tuple[Any, Any]:
    """From and up to which values of the moment's column a period lasts: days, or moments."""
    return (period.first, period.after) if isinstance(moment.type, sa.Date) else period.moments(zone)
