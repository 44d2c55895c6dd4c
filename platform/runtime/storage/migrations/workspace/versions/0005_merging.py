"""Duplicates, merged records and where they lead, questions whether somebody owns a company."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

LONG = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def key(length: int) -> sa.String:
    """Short text compared byte by byte."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Bring a database of the version before up to this one."""
    op.create_table(
        "record_merge",
        sa.Column("id", key(26), nullable=False),
        sa.Column("form", key(120), nullable=False),
        sa.Column("winner", key(26), nullable=False),
        sa.Column("losers", sa.Text(), nullable=False),
        sa.Column("chosen", sa.Text(), nullable=False),
        sa.Column("state", key(10), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Text(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("by", key(26), nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("undone_by", key(26), nullable=True),
        sa.Column("undone_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_merge")),
    )
    op.create_index("ix_record_merge_winner", "record_merge", ["winner"], unique=False)
    op.create_table(
        "merge_item",
        sa.Column("merge_id", key(26), nullable=False),
        sa.Column("record_id", key(26), nullable=False),
        sa.Column("field", key(120), nullable=False),
        sa.Column("form", key(120), nullable=False),
        sa.Column("loser", key(26), nullable=False),
        sa.PrimaryKeyConstraint("merge_id", "record_id", "field", name=op.f("pk_merge_item")),
    )
    op.create_table(
        "record_redirect",
        sa.Column("record_id", key(26), nullable=False),
        sa.Column("form", key(120), nullable=False),
        sa.Column("winner", key(26), nullable=False),
        sa.Column("merge_id", key(26), nullable=False),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_record_redirect")),
    )
    op.create_index("ix_record_redirect_merge_id", "record_redirect", ["merge_id"], unique=False)
    op.create_table(
        "duplicate_pair",
        sa.Column("form", key(120), nullable=False),
        sa.Column("one", key(26), nullable=False),
        sa.Column("other", key(26), nullable=False),
        sa.Column("score", sa.SmallInteger(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("dismissed_by", key(26), nullable=True),
        sa.Column("found_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("form", "one", "other", name=op.f("pk_duplicate_pair")),
    )
    op.create_index("ix_duplicate_pair_score", "duplicate_pair", ["form", "score"], unique=False)
    op.create_table(
        "duplicate_scan",
        sa.Column("form", key(120), nullable=False),
        sa.Column("state", key(10), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.Column("pairs", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("form", name=op.f("pk_duplicate_scan")),
    )
    op.create_table(
        "collision_question",
        sa.Column("id", key(26), nullable=False),
        sa.Column("form", key(120), nullable=False),
        sa.Column("person", key(120), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("asked", LONG, nullable=False),
        sa.Column("record_id", key(26), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collision_question")),
    )
    op.create_index("ix_collision_question_person", "collision_question", ["person", "form", "at"], unique=False)
    op.create_table(
        "instance_merge",
        sa.Column("merge_id", key(26), nullable=False),
        sa.Column("instance_id", key(26), nullable=False),
        sa.Column("record_id", key(26), nullable=False),
        sa.PrimaryKeyConstraint("merge_id", "instance_id", name=op.f("pk_instance_merge")),
    )
