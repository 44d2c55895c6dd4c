"""Bring the tables of forms up to what is published: new tables, columns and indexes; retired columns stay.

Runs inside the publishing transaction. A removed field's column is kept, so that its data can be exported and comes
back when the field does; a field whose values would have to be converted is refused.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

import sqlalchemy as sa

from ..definitions import Plans
from ..errors import InvalidDefinition
from ..fields.columns import Column
from ..storage import Transaction
from .fields import FieldPlan
from .locating import located, wrong
from .naming import side_table_name
from .plan import FormPlan, form_plans
from .wished_indexes import wished_indexes

if TYPE_CHECKING:
    from alembic.operations import Operations

T = TypeVar("T")


def build_tables(tx: Transaction, plans: Plans) -> None:
    """Create what is missing for all forms of `plans`."""
    evolve(tx, None, plans)


def evolve(tx: Transaction, before: Plans | None, after: Plans) -> None:
    """From what was published before to what is published now. Raises InvalidDefinition where a type changed."""
    inspector = sa.inspect(tx.connection)
    existing = set(inspector.get_table_names())
    old = {plan.name: plan for plan in form_plans(before)} if before else {}
    for plan in form_plans(after):
        with located("", {"zh-CN": f"表单 {plan.key}", "en": f"form {plan.key}"}):
            earlier = old.get(plan.name)
            if plan.table.name in existing:
                _refuse_moved(inspector, existing, plan)
            fields = earlier.fields if earlier else {}
            _evolve_table(tx, inspector, existing, plan.table, plan.fields, fields, wished_indexes(after, plan))
            for side in plan.sides:
                lines = earlier.fields.get(side.key) if earlier else None
                with located(f"{side.field.pointer}/settings"):
                    _evolve_table(
                        tx, inspector, existing, side.table, side.columns, lines.columns if lines is not None else {}
                    )


def changed_types(before: Plans, after: Plans) -> Iterator[tuple[FormPlan, InvalidDefinition]]:
    """Fields and columns of lines whose values `evolve` would refuse to convert, as far as the definitions tell."""
    old = {plan.name: plan for plan in form_plans(before)}
    for plan in form_plans(after):
        if (earlier := old.get(plan.name)) is not None:
            for was, field in _still_there(earlier.fields, plan.fields):
                if not _alike(was, field):
                    yield plan, _other_type(field)
                for column, wanted in _still_there(was.columns, field.columns):
                    if not _alike(column, wanted):
                        yield plan, _other_type(wanted)


def _evolve_table(
    tx: Transaction,
    inspector: sa.Inspector,
    existing: set[str],
    table: sa.Table,
    after: Mapping[str, FieldPlan] | Mapping[str, Column],
    before: Mapping[str, FieldPlan] | Mapping[str, Column],
    wished: Mapping[str, list[str]] = MappingProxyType({}),
) -> None:
    """A table of a form or of its lines; `after` and `before` are its fields or columns by key."""
    if table.name not in existing:
        table.create(tx.connection)
        _evolve_indexes(tx, {str(index.name): _columns_of(index) for index in table.indexes}, table, wished)
        return
    columns = {column["name"]: column["type"] for column in inspector.get_columns(table.name)}
    for key, member in after.items():
        if key not in table.c:
            continue
        if key in columns:
            _check_same_type(tx, columns[key], table.c[key].type, before.get(key), member)
        else:
            _operations(tx).add_column(table.name, sa.Column(key, table.c[key].type))
    for order in table.c:
        if order.name not in columns and order.name not in after:
            _operations(tx).add_column(table.name, sa.Column(order.name, order.type))
    known = {str(index["name"]): list(index["column_names"]) for index in inspector.get_indexes(table.name)}
    _evolve_indexes(tx, known, table, wished)


def _refuse_moved(inspector: sa.Inspector, existing: set[str], plan: FormPlan) -> None:
    """A value in a column does not become lines, nor the other way round."""
    columns = {column["name"] for column in inspector.get_columns(plan.table.name)}
    for field in plan.fields.values():
        aside = side_table_name(plan.app, plan.key, field.key) in existing
        if (field.type.side is None and aside) or (field.type.side is not None and field.key in columns):
            raise _other_type(field)


def _check_same_type(
    tx: Transaction,
    stored: Any,
    wanted: Any,
    before: FieldPlan | Column | None,
    after: FieldPlan | Column,
) -> None:
    """The type in the database tells of fields retired long ago; the field before tells a text from a list."""
    dialect = tx.connection.dialect
    same = _bare(stored.compile(dialect=dialect)) == _bare(wanted.compile(dialect=dialect))
    if before is not None:
        same = same and _alike(before, after)
    if not same:
        raise _other_type(after)


def _alike(before: FieldPlan | Column, after: FieldPlan | Column) -> bool:
    return before.type.links == after.type.links and before.type.type is after.type.type


def _still_there(before: Mapping[str, T], after: Mapping[str, T]) -> Iterator[tuple[T, T]]:
    return ((before[key], member) for key, member in after.items() if key in before)


def _other_type(after: FieldPlan | Column) -> InvalidDefinition:
    return wrong(
        f"{after.pointer}/type",
        f"字段「{after.key}」已有数据，不能改为这种类型；可新增一个字段",
        f"the field {after.key} holds data of another type; add a new field instead",
    )


def _bare(type_: str) -> str:
    """Without collation; VARCHAR of any length and TEXT are one."""
    plain = type_.upper().split(" COLLATE")[0]
    return "TEXT" if plain.startswith("VARCHAR") else plain.strip()


def _evolve_indexes(
    tx: Transaction, existing: Mapping[str, list[str | None]], table: sa.Table, wished: Mapping[str, list[str]]
) -> None:
    """Those of the definition, and those that are wished for besides; one over other columns is made anew."""
    own = {str(index.name): index for index in table.indexes}
    wanted = {name: _columns_of(index) for name, index in own.items()} | dict(wished)
    kept = {name for name, columns in existing.items() if columns == wanted.get(name)}
    for name in sorted(set(existing) - kept):
        _operations(tx).drop_index(name, table_name=table.name)
    for name in sorted(set(wanted) - kept):
        if name in own:
            own[name].create(tx.connection)
        else:
            _operations(tx).create_index(name, table.name, wished[name])


def _columns_of(index: sa.Index) -> list[str | None]:
    return [column.name for column in index.columns]


def _operations(tx: Transaction) -> "Operations":
    # Imported here for a quick start: only publishing needs it.
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    return Operations(MigrationContext.configure(tx.connection))
