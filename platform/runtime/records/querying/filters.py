"""Filters from a client become SQL conditions, each field bound to the rows in which the actor sees it."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from ...errors import InvalidValue
from ...expressions import ExpressionError
from ...fields.operators import Operator, contains, operators
from ...forms import FormPlan
from ...localized import listed
from ..errors import BadQuery, UnknownField
from .catalogue import Derived, Named, find

# The rows in which the actor sees a field; None where he sees it in all he reads, an exception's worth of False else.
Visibility = Callable[[str], sa.ColumnElement[bool] | None]
# What a condition says of a value; `said` for most.
Says = Callable[[Named, Operator, Any], sa.ColumnElement[bool]]
# What works a formula out for the rows of the form; see live.py.
Formula = Callable[[Any], sa.ColumnElement[bool]]
_MAX_LIST = 200


def named(plan: FormPlan, readable: frozenset[str], key: Any, pointer: str, derived: Derived | None = None) -> Named:
    """What `key` names for this actor. A hidden field and one that does not exist give the same error."""
    found = find(plan, key, derived)
    if found is None or not (found.system or key in readable):
        raise UnknownField(pointer=pointer, name=str(key)[:60])
    return found


def said(named: Named, operator: Operator, raw: Any) -> sa.ColumnElement[bool]:
    """The condition with its value in it. Raises InvalidValue."""
    return named.type.condition(named.column, operator, raw, named.settings)


def filter_condition(
    plan: FormPlan,
    readable: frozenset[str],
    visible: Visibility,
    formula: Formula,
    tree: Any,
    pointer: str = "/filter",
    derived: Derived | None = None,
    says: Says = said,
) -> sa.ColumnElement[bool]:
    """The condition for a filter tree. Raises UnknownField, BadQuery, InvalidValue, ExpressionError with a pointer into
    it."""
    if not isinstance(tree, dict):
        raise _bad(pointer, "筛选条件要写成对象", "a filter is an object")
    for key, join in (("all", sa.and_), ("any", sa.or_)):
        if key in tree:
            members = tree[key]
            if len(tree) != 1 or not isinstance(members, list):
                raise _bad(pointer, f"「{key}」需要一组条件", f"{key} takes a list of conditions")
            below = [
                filter_condition(plan, readable, visible, formula, member, f"{pointer}/{key}/{i}", derived, says)
                for i, member in enumerate(members)
            ]
            return join(*below) if below else sa.true()
    if set(tree) == {"formula"}:
        try:
            return formula(tree["formula"])
        except ExpressionError as error:
            error.pointer = f"{pointer}/formula{error.pointer or ''}"
            raise
    return _single(plan, readable, visible, tree, pointer, derived, says)


def _single(
    plan: FormPlan,
    readable: frozenset[str],
    visible: Visibility,
    tree: dict[str, Any],
    pointer: str,
    derived: Derived | None,
    says: Says,
) -> sa.ColumnElement[bool]:
    if not set(tree) <= {"field", "operator", "value"} or "field" not in tree:
        raise _bad(pointer, "条件由 field、operator、value 组成", "a condition has field, operator and value")
    found = named(plan, readable, tree["field"], f"{pointer}/field", derived)
    operator = operators.get(tree.get("operator", "")) if isinstance(tree.get("operator"), str) else None
    if operator is None or operator.key not in found.filters:
        raise _bad(
            f"{pointer}/operator",
            f"「{found.key}」可用的条件：{listed(found.filters, 'zh-CN')}",
            f"conditions for {found.key}: {listed(found.filters, 'en')}",
        )
    value = tree.get("value")
    if isinstance(value, list) and len(value) > _MAX_LIST:
        raise _bad(f"{pointer}/value", f"一次最多 {_MAX_LIST} 个值", f"at most {_MAX_LIST} values at a time")
    try:
        condition = says(found, operator, value)
    except InvalidValue as error:
        error.pointer = f"{pointer}/value"
        raise
    scopes = [] if found.system else [visible(key) for key in _told_by(plan, readable, found, operator, pointer)]
    return sa.and_(*(scope for scope in scopes if scope is not None), condition)


def _told_by(
    plan: FormPlan, readable: frozenset[str], found: Named, operator: Operator, pointer: str
) -> tuple[str, ...]:
    """The field and columns that the condition tells of. Raises UnknownField."""
    if plan.fields[found.key].type.side != "items" or operator.key not in ("complete", "incomplete"):
        return (found.key,)
    if (done := f"{found.key}.done") not in readable:
        raise UnknownField(pointer=f"{pointer}/field", name=done[:60])
    return (found.key, done)


def search_condition(
    plan: FormPlan, readable: frozenset[str], visible: Visibility, text: str
) -> sa.ColumnElement[bool]:
    """Whether any searchable field the actor sees contains `text`."""
    found = []
    for key, field in plan.fields.items():
        if field.type.searchable and field.column is not None and key in readable:
            scope, condition = visible(key), contains(plan.table.c[key], text)
            found.append(condition if scope is None else sa.and_(scope, condition))
    return sa.or_(*found) if found else sa.false()


def _bad(pointer: str, chinese: str, english: str) -> BadQuery:
    return BadQuery(pointer=pointer, reason={"zh-CN": chinese, "en": english})
