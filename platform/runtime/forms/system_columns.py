"""The columns that every form's table has besides its fields."""

from typing import Any

import sqlalchemy as sa

from ..expressions import Type
from ..storage.types import Moment, id_text, key_text

# What expressions may read of them, and under which type.
SYSTEM_TYPES: dict[str, Type] = {
    "id": Type.TEXT,
    "created_at": Type.DATETIME,
    "created_by": Type.TEXT,
    "updated_at": Type.DATETIME,
    "updated_by": Type.TEXT,
    "owner": Type.TEXT,
    "department": Type.TEXT,
    "revision": Type.INTEGER,
    "deleted_at": Type.DATETIME,
    "flow_state": Type.TEXT,
}
SYSTEM_COLUMNS = tuple(SYSTEM_TYPES)
# Sorted and filtered by anyone who may read the record.
SORTABLE_SYSTEM = ("created_at", "updated_at", "id")
# What other forms' formulas may ask of a row.
ASKED_SYSTEM = ("id", "created_at", "created_by", "updated_at", "updated_by", "owner", "flow_state")


def system_columns() -> list[sa.Column[Any]]:
    """Fresh columns for one table."""
    return [
        sa.Column("id", id_text(), primary_key=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", key_text(), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", key_text(), nullable=False),
        sa.Column("owner", id_text()),
        sa.Column("department", id_text()),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("deleted_at", Moment()),
        sa.Column("flow_state", key_text(20)),
    ]
