"""To-dos: a column that keeps the open ones in the order in which they are due, and the closed ones out of it."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0022"

MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")
_OPEN = "state IN ('delivered', 'seen', 'accepted')"
_NEVER = "'9999-12-31T00:00:00.000000Z'"


def upgrade() -> None:
    """Bring a database of the version before up to this one."""
    # SQLite cannot add a column that is kept in the row, PostgreSQL has no other.
    stored = op.get_bind().dialect.name == "postgresql"
    order = sa.Computed(f"CASE WHEN {_OPEN} THEN coalesce(due_at, {_NEVER}) END", persisted=stored)
    op.add_column("task", sa.Column("due_order", MOMENT, order, nullable=True))
    op.drop_index("ix_task_assignee", "task")
    op.create_index("ix_task_due", "task", ["assignee", "due_order", "id"])
    op.create_index("ix_task_ended", "task", ["assignee", "ended_at", "id"])
