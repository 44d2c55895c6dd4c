"""Conditions: and, or, not, if. Two-valued: an empty condition counts as no, in SQL too."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.elements import Grouping

from ..faults import fault
from ..nodes import MANY, Call, Closure, Node
from ..operators import operator
from ..sql_terms import Builder, Term
from ..types import Type


def condition(node: Node, value_of: Closure) -> Closure:
    """A closure that is surely True or False. What is neither, nor empty, counts as no and leaves a code."""
    if isinstance(node, Call) and node.operator.gives == Type.BOOLEAN:
        return value_of

    def run(data: Any) -> bool:
        value = value_of(data)
        if value is not None and type(value) is not bool:
            fault("type_mismatch")
            return False
        return value is True

    return run


def _all_sql(build: Builder, terms: Sequence[Term]) -> sa.ColumnElement[bool]:
    return sa.and_(*(build.condition(term) for term in terms))


def _any_sql(build: Builder, terms: Sequence[Term]) -> sa.ColumnElement[bool]:
    return sa.or_(*(build.condition(term) for term in terms))


_CONDITIONS: dict[str, Any] = {
    "least": 1, "most": MANY, "nulls": "own", "lazy": True, "sql_everywhere": True,
}  # fmt: skip


@operator("and", {"zh-CN": "且", "en": "And"}, ["boolean"], "boolean", sql=_all_sql, **_CONDITIONS)
def compile_and(nodes: Sequence[Node], closures: Sequence[Closure]) -> Closure:
    conditions = [condition(node, value_of) for node, value_of in zip(nodes, closures, strict=True)]
    if len(conditions) == 2:
        first, second = conditions
        return lambda data: first(data) and second(data)

    def run(data: Any) -> bool:
        for holds in conditions:  # noqa: SIM110  # all() with a generator is twice as slow
            if not holds(data):
                return False
        return True

    return run


@operator("or", {"zh-CN": "或", "en": "Or"}, ["boolean"], "boolean", sql=_any_sql, **_CONDITIONS)
def compile_or(nodes: Sequence[Node], closures: Sequence[Closure]) -> Closure:
    conditions = [condition(node, value_of) for node, value_of in zip(nodes, closures, strict=True)]
    if len(conditions) == 2:
        first, second = conditions
        return lambda data: first(data) or second(data)

    def run(data: Any) -> bool:
        for holds in conditions:  # noqa: SIM110  # any() with a generator is twice as slow
            if holds(data):
                return True
        return False

    return run


def _not_sql(build: Builder, terms: Sequence[Term]) -> sa.ColumnElement[bool]:
    # Grouped, since SQLAlchemy writes NOT of NOT on SQLite as `NOT (…) = 0`, which `IS` beside it would tear apart.
    return Grouping(sa.not_(build.condition(terms[0])))


@operator("!", {"zh-CN": "非", "en": "Not"}, ["boolean"], "boolean",
          nulls="own", lazy=True, sql=_not_sql, sql_everywhere=True, names=("NOT",))  # fmt: skip
def compile_not(nodes: Sequence[Node], closures: Sequence[Closure]) -> Closure:
    holds = condition(nodes[0], closures[0])
    return lambda data: not holds(data)


def _if_sql(build: Builder, terms: Sequence[Term]) -> sa.ColumnElement[Any]:
    values = build.alike([*terms[1::2], *terms[-1:]] if len(terms) % 2 else terms[1::2])
    conditions = [build.condition(term) for term in terms[0 : len(terms) - 1 : 2]]
    otherwise = values[-1] if len(terms) % 2 else sa.null()
    return sa.case(*zip(conditions, values, strict=False), else_=otherwise)


@operator("if", {"zh-CN": "如果", "en": "If"}, ["boolean", "same"], "same",
          least=2, most=MANY, cycle=2, nulls="own", lazy=True, sql=_if_sql, sql_everywhere=True,
          names=("IF", "IFS"))  # fmt: skip
def compile_if(nodes: Sequence[Node], closures: Sequence[Closure]) -> Closure:
    """if(condition, value, condition, value, …, otherwise)."""
    pairs = len(nodes) // 2
    branches = [(condition(nodes[2 * i], closures[2 * i]), closures[2 * i + 1]) for i in range(pairs)]
    otherwise = closures[-1] if len(nodes) % 2 else lambda data: None

    def run(data: Any) -> Any:
        for holds, value_of in branches:
            if holds(data):
                return value_of(data)
        return otherwise(data)

    return run
