"""Which record a message is about, so that the record tells who was told of it."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"

_BATCH = 1000


def upgrade() -> None:
    """Bring a database of the version before up to this one."""
    kind = sa.String(26).with_variant(sa.String(26, collation="C"), "postgresql")
    op.add_column("message", sa.Column("record_id", kind, nullable=True))
    op.create_index("ix_message_record", "message", ["record_id"])
    table = sa.table("message", sa.column("id"), sa.column("link"), sa.column("record_id"))
    connection = op.get_bind()
    rows = connection.execute(sa.select(table.c.id, table.c.link).where(table.c.link.is_not(None))).all()
    found = [{"of": id, "record": json.loads(link).get("record")} for id, link in rows]
    statement = sa.update(table).where(table.c.id == sa.bindparam("of")).values(record_id=sa.bindparam("record"))
    for start in range(0, len(found), _BATCH):
        connection.execute(statement, found[start : start + _BATCH])
