"""A result that the database works out, cut to what the field's type would have stored of it, see fields/fitting.py."""

from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeEngine

from ...expressions.sql_terms import SQLITE_FUNCTION, Builder, Number, column_term
from ...expressions.values import number_text
from ...fields.fitting import Fit
from ...storage.types import ExactDecimal

_FULL = 38


def fitted(element: sa.ColumnElement[Any], fit: Fit, column: TypeEngine[Any], dialect: str) -> sa.ColumnElement[Any]:
    """`element` as a value of `column`; NULL where it does not fit."""
    element = Builder(dialect, "").value(column_term(element, dialect))
    if fit.low is not None and fit.high is not None:
        scale = column.scale if isinstance(column, ExactDecimal) else 0
        made = _on_sqlite if dialect == "sqlite" else _on_postgresql
        return sa.type_coerce(made(element, fit, scale), column)
    if fit.options is not None:
        element = sa.case((element.in_(fit.options), element), else_=sa.null())
    elif fit.longest is not None:
        element = sa.case((sa.func.length(element) <= fit.longest, sa.func.nullif(element, "")), else_=sa.null())
    return sa.type_coerce(element, column)


def _on_sqlite(element: sa.ColumnElement[Any], fit: Fit, scale: int) -> sa.ColumnElement[Any]:
    """A scaled integer, by a Python function."""
    assert fit.low is not None
    assert fit.high is not None
    bounds = (number_text(fit.low), number_text(fit.high))
    return sa.Function(SQLITE_FUNCTION, "to_scaled", "", sa.type_coerce(element, Number()), fit.places, scale, *bounds)


def _on_postgresql(element: sa.ColumnElement[Any], fit: Fit, scale: int) -> sa.ColumnElement[Any]:
    """Names the value once: naming it twice would double at every nesting."""
    assert fit.low is not None
    assert fit.high is not None
    half = Decimal(1).scaleb(-fit.places) / 2
    below, above = (sa.literal(bound, sa.Numeric()) for bound in (fit.low - half, fit.high + half))
    rounded = sa.func.round(sa.cast(element, sa.Numeric()), fit.places)
    kept = sa.func.nullif(sa.func.greatest(rounded, below), below)
    kept = sa.func.nullif(sa.func.least(kept, above), above)
    return sa.cast(kept, sa.Numeric(_FULL, scale) if scale else sa.BigInteger())
