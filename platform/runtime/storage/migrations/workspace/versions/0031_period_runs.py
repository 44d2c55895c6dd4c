"""Runs for a period: sheets, runs, their rows, what stands of each row; and how many runs of a call stand where."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0028"

ID = sa.String(26).with_variant(sa.String(26, collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def key(length: int) -> sa.String:
    """Short text compared byte by byte."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Bring a database of the version before up to this one."""
    op.create_table(
        "period_sheet",
        sa.Column("sheet", key(200), nullable=False),
        sa.Column("period", key(24), nullable=False),
        sa.Column("state", key(10), nullable=False),
        sa.Column("runs", sa.Integer(), nullable=False),
        sa.Column("current", ID, nullable=True),
        sa.Column("written", ID, nullable=True),
        sa.Column("at", MOMENT, nullable=True),
        sa.Column("by", key(120), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("sheet", "period", name="pk_period_sheet"),
    )
    op.create_table(
        "period_run",
        sa.Column("id", ID, nullable=False),
        sa.Column("sheet", key(200), nullable=False),
        sa.Column("period", key(24), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("app", key(120), nullable=False),
        sa.Column("workflow", key(120), nullable=False),
        sa.Column("node", key(120), nullable=False),
        sa.Column("hash", key(64), nullable=False),
        sa.Column("state", key(12), nullable=False),
        sa.Column("instance_id", ID, nullable=True),
        sa.Column("visit", sa.Integer(), nullable=True),
        sa.Column("expected", sa.Integer(), nullable=True),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("started_by", key(120), nullable=False),
        sa.Column("confirmed_at", MOMENT, nullable=True),
        sa.Column("confirmed_by", key(120), nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_period_run"),
        sa.UniqueConstraint("sheet", "period", "number", name="uq_period_run_sheet_period_number"),
    )
    op.create_table(
        "period_row",
        sa.Column("run_id", ID, nullable=False),
        sa.Column("row_id", ID, nullable=False),
        sa.Column("difference", key(10), nullable=False),
        sa.Column("inputs", sa.Text(), nullable=False),
        sa.Column("results", sa.Text(), nullable=False),
        sa.Column("wanted", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("written", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("run_id", "row_id", name="pk_period_row"),
    )
    op.create_index("ix_period_row_difference", "period_row", ["run_id", "difference", "row_id"])
    op.create_table(
        "period_standing",
        sa.Column("sheet", key(200), nullable=False),
        sa.Column("period", key(24), nullable=False),
        sa.Column("row_id", ID, nullable=False),
        sa.Column("run_id", ID, nullable=False),
        sa.Column("inputs", sa.Text(), nullable=False),
        sa.Column("results", sa.Text(), nullable=False),
        sa.Column("wanted", sa.Text(), nullable=False),
        sa.Column("made", sa.Text(), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("sheet", "period", "row_id", name="pk_period_standing"),
    )
    op.create_table(
        "instance_call_count",
        sa.Column("instance_id", ID, nullable=False),
        sa.Column("node", key(120), nullable=False),
        sa.Column("visit", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("running", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("cancelled", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("instance_id", "node", "visit", name="pk_instance_call_count"),
    )
    # Calls that are under way are counted once, here.
    op.execute(
        sa.text(
            "INSERT INTO instance_call_count"
            " (instance_id, node, visit, count, waiting, running, done, failed, cancelled)"
            " SELECT instance_id, node, visit, COUNT(*),"
            " SUM(CASE WHEN state = 'waiting' THEN 1 ELSE 0 END), SUM(CASE WHEN state = 'running' THEN 1 ELSE 0 END),"
            " SUM(CASE WHEN state = 'done' THEN 1 ELSE 0 END), SUM(CASE WHEN state = 'failed' THEN 1 ELSE 0 END),"
            " SUM(CASE WHEN state = 'cancelled' THEN 1 ELSE 0 END)"
            " FROM instance_call GROUP BY instance_id, node, visit"
        )
    )
