"""The catalogue of what a query may name: the fields an actor sees and a few system columns. Nothing else from a
client ever becomes part of a statement."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from ...expressions import Type
from ...expressions.sql_terms import column_type
from ...fields import FieldType, field_types
from ...forms import FormPlan

_SYSTEM = {
    "id": "reference",
    "created_at": "datetime",
    "created_by": "member",
    "updated_at": "datetime",
    "updated_by": "member",
    "owner": "member",
    "flow_state": "text",
}
# More than that are sorted as before: each is a question of its own until a page is full.
_MOST_STEPS = 40
Derived = Mapping[str, sa.ColumnElement[Any]]
_ALWAYS_SET = frozenset({"id", "created_at", "created_by", "updated_at", "updated_by"})


@dataclass(frozen=True, slots=True, eq=False)
class Named:
    """Something a query may name. `nullable` is False where no row is empty; `kept_order`: the column that keeps the
    order of its words; `walked`: what it is sorted by is the place in a list of keys, and an index finds each."""

    key: str
    type: FieldType
    settings: dict[str, Any]
    column: sa.ColumnElement[Any]
    filters: tuple[str, ...]
    sortable: bool
    nullable: bool
    system: bool
    kept_order: sa.Column[Any] | None = None
    walked: bool = False

    @property
    def order(self) -> sa.ColumnElement[Any]:
        """What rows are sorted by."""
        if self.kept_order is not None:
            return self.kept_order
        return self.type.order(self.column, self.settings)

    @property
    def order_type(self) -> Type:
        """The type of `order`'s values."""
        own = self.order
        return self.type.expression_type(self.settings) if own is self.column else column_type(own.type)


def find(plan: FormPlan, key: Any, derived: Derived | None = None) -> Named | None:
    """The field or system column of that name. `derived`: the SQL of fields that are worked out when read; without it
    they are named and empty."""
    if not isinstance(key, str):
        return None
    if (field := plan.fields.get(key)) is not None:
        column = _column(plan, key, derived)
        if column is None:
            return None
        kept = plan.table.c[plan.worded[key]] if key in plan.worded else None
        walked = field.indexed and field.type.placed and field.type.sortable
        return Named(
            key, field.type, field.settings, column, field.filters, field.type.sortable, True, False, kept, walked
        )
    if key not in _SYSTEM:
        return None
    type_, settings = _system_type(_SYSTEM[key])
    sortable = key in _ALWAYS_SET
    return Named(key, type_, settings, plan.table.c[key], type_.filters, sortable, not sortable, True)


def steps_of(named: Named) -> tuple[sa.ColumnElement[bool], ...]:
    """Of a choice the conditions for its options, in their order, for what is no option any more and for nothing; none
    where there are too many."""
    keys, column = list(named.settings["titles"]), named.column
    if len(keys) > _MOST_STEPS:
        return ()
    gone = sa.and_(column.is_not(None), *(column != key for key in keys))
    return (*(column == key for key in keys), gone, column.is_(None))


def _column(plan: FormPlan, key: str, derived: Derived | None) -> sa.ColumnElement[Any] | None:
    field = plan.fields[key]
    if field.derived is not None:
        if derived is None:
            return sa.type_coerce(sa.null(), field.type.column(field.settings))
        return derived.get(key)
    return plan.table.c[key] if field.column is not None else _any_member(plan, key)


def _any_member(plan: FormPlan, key: str) -> sa.ColumnElement[Any]:
    """Of a field with a table of its own what is enough to filter by it, NULL when there is nothing: a member."""
    side = next(side for side in plan.sides if side.key == key)
    members = side.table
    # Of a checklist: how many items are open.
    items = side.field.type.side == "items"
    figure = (
        sa.func.sum(sa.case((members.c.done.is_(sa.true()), 0), else_=1)) if items else sa.func.min(members.c["_key"])
    )
    found = sa.select(figure).where(members.c["_record"] == plan.table.c.id)
    return found.correlate(plan.table).scalar_subquery()


@lru_cache(maxsize=16)
def _system_type(key: str) -> tuple[FieldType, dict[str, Any]]:
    type_ = field_types.get(key)
    required: Mapping[str, Any] = {"form": ""} if key == "reference" else {}
    return type_, type_.Settings().load(required)
