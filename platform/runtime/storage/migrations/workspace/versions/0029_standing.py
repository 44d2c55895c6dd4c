"""Instances say in a column where they stand, so that those at a step are counted and found by an index."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0030"

_OPEN = "state IN ('waiting', 'incident')"
_LENGTH = 240
_instance = sa.table("instance", sa.column("id"), sa.column("state"), sa.column("tokens"), sa.column("standing"))


def upgrade() -> None:
    """Bring a database of the version before up to this one."""
    length = sa.String(_LENGTH).with_variant(sa.String(_LENGTH, collation="C"), "postgresql")
    op.add_column("instance", sa.Column("standing", length, nullable=False, server_default=""))
    connection, t = op.get_bind(), _instance.c
    found = connection.execute(sa.select(t.id, t.tokens).where(t.state.in_(("waiting", "incident")))).all()
    places = [{"of": row.id, "at": _places(json.loads(row.tokens))} for row in found]
    if places:
        connection.execute(
            sa.update(_instance).where(t.id == sa.bindparam("of")).values(standing=sa.bindparam("at")), places
        )
    op.drop_index("ix_instance_open", "instance")
    op.create_index(
        "ix_instance_open",
        "instance",
        ["app", "workflow", "state", "standing", "id"],
        sqlite_where=sa.text(_OPEN),
        postgresql_where=sa.text(_OPEN),
    )


def _places(state: dict[str, list[dict[str, str]]]) -> str:
    """The steps at which it stands, as many as there is room for."""
    places = ""
    for node in sorted({token["node"] for token in state["tokens"]}):
        if len(longer := f"{places} {node}".lstrip()) > _LENGTH:
            break
        places = longer
    return places
