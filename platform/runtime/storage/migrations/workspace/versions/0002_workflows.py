"""Jobs, running workflows, tasks, approvals and dispatch decisions."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

LONG = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def key(length: int) -> sa.String:
    """Short text compared byte by byte."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Bring a database of the version before up to this one."""
    op.create_table(
        "approval_round",
        sa.Column("id", key(26), nullable=False),
        sa.Column("instance_id", key(26), nullable=False),
        sa.Column("node", key(120), nullable=False),
        sa.Column("visit", sa.Integer(), nullable=False),
        sa.Column("mode", key(10), nullable=False),
        sa.Column("reject_rule", key(10), nullable=False),
        sa.Column("ratio", sa.Integer(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("people_revision", sa.Integer(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("outcome", key(10), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval_round")),
    )
    op.create_index("ix_approval_round_node", "approval_round", ["instance_id", "node", "visit"], unique=False)
    op.create_table(
        "approval_slot",
        sa.Column("round_id", key(26), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("person_id", key(26), nullable=False),
        sa.Column("vote", key(10), nullable=True),
        sa.Column("by", key(26), nullable=True),
        sa.Column("on_behalf_of", key(26), nullable=True),
        sa.Column("at", MOMENT, nullable=True),
        sa.Column("vote_number", sa.Integer(), nullable=True),
        sa.Column("comment", LONG, nullable=True),
        sa.PrimaryKeyConstraint("round_id", "number", name=op.f("pk_approval_slot")),
    )
    op.create_table(
        "decision",
        sa.Column("id", key(26), nullable=False),
        sa.Column("instance_id", key(26), nullable=False),
        sa.Column("app", key(120), nullable=False),
        sa.Column("node", key(120), nullable=False),
        sa.Column("visit", sa.Integer(), nullable=False),
        sa.Column("record_id", key(26), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("ranking", key(120), nullable=False),
        sa.Column("rule", key(120), nullable=False),
        sa.Column("chosen", key(26), nullable=True),
        sa.Column("candidates", sa.Text(), nullable=False),
        sa.Column("excluded", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_index("ix_decision_chosen", "decision", ["app", "chosen", "at"], unique=False)
    op.create_index("ix_decision_instance", "decision", ["instance_id", "id"], unique=False)
    op.create_table(
        "instance",
        sa.Column("id", key(26), nullable=False),
        sa.Column("app", key(120), nullable=False),
        sa.Column("workflow", key(120), nullable=False),
        sa.Column("hash", key(64), nullable=False),
        sa.Column("form", key(120), nullable=False),
        sa.Column("record_id", key(26), nullable=False),
        sa.Column("initiator", key(26), nullable=True),
        sa.Column("state", key(10), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("tokens", sa.Text(), nullable=False),
        sa.Column("variables", sa.Text(), nullable=False),
        sa.Column("event_count", sa.Integer(), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instance")),
    )
    op.create_index("ix_instance_record", "instance", ["record_id", "id"], unique=False)
    op.create_index("ix_instance_state", "instance", ["state", "id"], unique=False)
    op.create_table(
        "instance_event",
        sa.Column("instance_id", key(26), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("kind", key(12), nullable=False),
        sa.Column("node", key(120), nullable=True),
        sa.Column("visit", sa.Integer(), nullable=True),
        sa.Column("data", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("instance_id", "number", name=op.f("pk_instance_event")),
    )
    op.create_table(
        "job",
        sa.Column("id", key(26), nullable=False),
        sa.Column("kind", key(60), nullable=False),
        sa.Column("key", key(200), nullable=True),
        sa.Column("app", key(120), nullable=True),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("lane", sa.SmallInteger(), nullable=False),
        sa.Column("run_at", MOMENT, nullable=False),
        sa.Column("state", key(10), nullable=False),
        sa.Column("lease_until", MOMENT, nullable=True),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("deliveries", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("idempotency_key", key(200), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("settled_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("key", name=op.f("uq_job_key")),
    )
    op.create_index(
        "ix_job_due",
        "job",
        ["lane", "run_at", "id"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_index(
        "ix_job_leased",
        "job",
        ["lease_until"],
        unique=False,
        sqlite_where=sa.text("state = 'leased'"),
        postgresql_where=sa.text("state = 'leased'"),
    )
    op.create_index(
        "ix_job_settled",
        "job",
        ["settled_at"],
        unique=False,
        sqlite_where=sa.text("settled_at IS NOT NULL"),
        postgresql_where=sa.text("settled_at IS NOT NULL"),
    )
    op.create_table(
        "task",
        sa.Column("id", key(26), nullable=False),
        sa.Column("instance_id", key(26), nullable=False),
        sa.Column("app", key(120), nullable=False),
        sa.Column("workflow", key(120), nullable=False),
        sa.Column("hash", key(64), nullable=False),
        sa.Column("node", key(120), nullable=False),
        sa.Column("visit", sa.Integer(), nullable=False),
        sa.Column("kind", key(10), nullable=False),
        sa.Column("form", key(120), nullable=False),
        sa.Column("record_id", key(26), nullable=False),
        sa.Column("initiator", key(26), nullable=True),
        sa.Column("assignee", key(26), nullable=False),
        sa.Column("round_id", key(26), nullable=True),
        sa.Column("slot", sa.Integer(), nullable=True),
        sa.Column("state", key(10), nullable=False),
        sa.Column("outcome", key(120), nullable=True),
        sa.Column("act", key(120), nullable=True),
        sa.Column("comment", LONG, nullable=True),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.Column("made", sa.Text(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=True),
        sa.Column("seen_at", MOMENT, nullable=True),
        sa.Column("accepted_at", MOMENT, nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
    )
    op.create_index("ix_task_assignee", "task", ["assignee", "state", "id"], unique=False)
    op.create_index("ix_task_initiator", "task", ["initiator", "state", "id"], unique=False)
    op.create_index("ix_task_node", "task", ["instance_id", "node", "visit"], unique=False)
