"""A decision table as SQL: one CASE whose branches are the rows, for tables in which the first row that fits decides.

What adds up several rows, and tables of many cells, are left to Python: a formula that calls them is stored.
"""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from ..expressions.errors import NotInLists
from ..expressions.nodes import Sql
from ..expressions.sql_comparison import among, in_order
from ..expressions.sql_terms import Builder, Term
from ..expressions.tables import DECIDE
from ..expressions.types import Type
from .cells import Cell
from .plan import DecisionPlan, Row

# Every cell names its input once more.
_MOST_CELLS = 500


def output_sql(plan: DecisionPlan, place: int) -> Sql:
    """How the output at `place` is built from the terms of the inputs."""

    def build_decision(build: Builder, terms: Sequence[Term]) -> sa.ColumnElement[Any]:
        if plan.hit == "collect" or plan.tier is not None or len(plan.rows) * len(terms) > _MOST_CELLS:
            raise NotInLists(name=DECIDE)
        type_ = plan.outputs[place].type
        branches = []
        for row in plan.rows:
            conditions = _conditions(build, plan, row, terms)
            if conditions is not None:
                branches.append((sa.and_(sa.true(), *conditions), build.value(Term(type_, value=row.outputs[place]))))
        otherwise = build.value(Term(type_, value=plan.otherwise[place] if plan.otherwise else None))
        return sa.case(*branches, else_=otherwise) if branches else otherwise

    return build_decision


def _conditions(
    build: Builder, plan: DecisionPlan, row: Row, terms: Sequence[Term]
) -> list[sa.ColumnElement[bool]] | None:
    """What must hold in SQL for the row; None for a row that can be told not to fit."""
    pairs = [(_as_input(build, term, part.type), cell) for term, part, cell in
             zip(terms, plan.inputs, row.cells, strict=True)]  # fmt: skip
    if plan.valid_by is not None:
        pairs.append((pairs[plan.valid_by][0], row.valid))
    found: list[sa.ColumnElement[bool]] = []
    for term, cell in pairs:
        if term.constant:
            if not cell.matches(term.value):
                return None
        else:
            found += _fitting(build, term, cell)
    return found


def _as_input(build: Builder, term: Term, type_: Type) -> Term:
    """A moment stands for its day where the table wants a day."""
    if type_ is not Type.DATE or term.type is not Type.DATETIME or term.constant:
        return term
    return Term(Type.DATE, element=build.day(term))


def _fitting(build: Builder, term: Term, cell: Cell) -> list[sa.ColumnElement[bool]]:
    if cell.kind == "any":
        return []
    if cell.kind in ("values", "except"):
        fits = among(build, [term, Term(Type.LIST, value=list(cell.values))])
        assert term.element is not None
        return [fits] if cell.kind == "values" else [term.element.is_not(None), sa.not_(fits)]
    low, high = (">" if cell.low_open else ">="), ("<" if cell.high_open else "<=")
    bounds = [(low, cell.low), (high, cell.high)]
    return [in_order(key)(build, [term, Term(term.type, value=end)]) for key, end in bounds if end is not None]
