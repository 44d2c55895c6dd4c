"""Unknown names become to-dos: what told of their end now makes one, and what reminded goes."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

_job = sa.table("job", *map(sa.column, ("kind", "state", "run_at", "created_at", "settled_at")))


def upgrade() -> None:
    """Bring a database of the version before up to this one."""
    again = {"kind": "unknown_name.asked", "state": "waiting", "run_at": _job.c.created_at, "settled_at": None}
    late = (_job.c.kind == "unknown_name.late") & _job.c.state.in_(("waiting", "done"))
    op.execute(sa.update(_job).where(late).values(again))
    op.execute(sa.delete(_job).where(_job.c.kind == "unknown_name.soon"))
