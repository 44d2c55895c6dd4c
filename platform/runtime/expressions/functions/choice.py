"""Empty values: is it filled, and what stands in for it."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from ..nodes import MANY, Closure, Node
from ..operators import operator
from ..sql_terms import Builder, Element, Term
from ..types import Type


def _is_set_sql(build: Builder, terms: Sequence[Term]) -> sa.ColumnElement[bool]:
    (term,) = terms
    if term.element is None:
        return sa.true() if is_set(term.value) else sa.false()
    if term.type is Type.TEXT:
        return sa.and_(term.element != "", term.element.is_not(None))
    return term.element.is_not(None)


@operator("is_set", {"zh-CN": "已填写", "en": "Is filled"}, ["any"], "boolean",
          nulls="own", sql=_is_set_sql, sql_everywhere=True)  # fmt: skip
def is_set(value: Any) -> bool:
    """Neither empty, nor an empty text, nor an empty list."""
    return value is not None and value not in ("", [])


def _coalesce_sql(build: Builder, terms: Sequence[Term]) -> Element:
    return sa.func.coalesce(*build.alike(terms), sa.null())


@operator("coalesce", {"zh-CN": "取首个非空", "en": "First that is filled"}, ["same"], "same",
          most=MANY, nulls="own", lazy=True, sql=_coalesce_sql, sql_everywhere=True)  # fmt: skip
def compile_coalesce(nodes: Sequence[Node], closures: Sequence[Closure]) -> Closure:
    """The first value that is not empty; later ones are not worked out."""

    def run(data: Any) -> Any:
        for value_of in closures:
            value = value_of(data)
            if value is not None:
                return value
        return None

    return run
