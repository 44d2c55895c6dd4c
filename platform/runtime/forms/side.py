"""Side tables: the table of a field whose value is a list of members, one row each, kept by record, key and place.

Their own columns begin with "_", so that no field's column can meet them. A record's members have the record's rights,
revision and bin; nothing in a side table is ever read or written but through its record.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from ..fields.columns import Column
from ..storage.types import id_text, key_text
from .fields import FieldPlan
from .naming import index_name, side_table_name


@dataclass(frozen=True, slots=True, eq=False)
class SidePlan:
    """A field with its table."""

    field: FieldPlan
    table: sa.Table
    columns: Mapping[str, Column]

    @property
    def key(self) -> str:
        return self.field.key


def compile_sides(app: str, form: str, fields: Mapping[str, FieldPlan]) -> tuple[SidePlan, ...]:
    """The side tables of a form."""
    return tuple(_side(app, form, field) for field in fields.values() if field.type.side is not None)


def _side(app: str, form: str, field: FieldPlan) -> SidePlan:
    name = side_table_name(app, form, field.key)
    columns = field.columns
    table = sa.Table(
        name,
        sa.MetaData(),
        sa.Column("_record", id_text(), primary_key=True),
        sa.Column("_key", key_text(), primary_key=True),
        sa.Column("_ordinal", sa.Integer(), nullable=False),
        *(sa.Column(key, column.type.column(column.settings)) for key, column in columns.items()),
        info={"form": f"{app}.{form}"},
    )
    for key, column in columns.items():
        if column.indexed:
            sa.Index(index_name(name, (key, "_record")), table.c[key], table.c["_record"])
    return SidePlan(field, table, columns)


def paths(fields: Mapping[str, FieldPlan]) -> Iterator[tuple[str, Column]]:
    """The columns of all lines by the names that rights give them, such as "lines.price"."""
    for field in fields.values():
        for key, column in field.columns.items():
            yield f"{field.key}.{key}", column
