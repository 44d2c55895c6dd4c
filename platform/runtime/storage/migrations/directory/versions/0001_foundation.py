"""Foundation."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

LONG = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def key(length: int) -> sa.String:
    """Short text compared byte by byte."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Bring a database of the version before up to this one."""
    op.create_table(
        "account",
        sa.Column("id", key(26), nullable=False),
        sa.Column("login", key(120), nullable=False),
        sa.Column("password_hash", key(200), nullable=False),
        sa.Column("workspace_id", key(26), nullable=False),
        sa.Column("person_id", key(26), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("disabled_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("login", name=op.f("uq_account_login")),
    )
    op.create_index("ix_account_person", "account", ["workspace_id", "person_id"], unique=False)
    op.create_table(
        "first_setup",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_first_setup")),
    )
    op.create_table(
        "sign_in_attempt",
        sa.Column("key", key(64), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sign_in_attempt")),
    )
    op.create_table(
        "workspace",
        sa.Column("id", key(26), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("purpose", key(12), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("next_due_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workspace")),
    )
    op.create_table(
        "session",
        sa.Column("hash", key(64), nullable=False),
        sa.Column("id", key(26), nullable=False),
        sa.Column("purpose", key(12), nullable=False),
        sa.Column("account_id", key(26), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("address", key(64), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_session_account_id_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_session")),
    )
    op.create_index(op.f("ix_session_account_id"), "session", ["account_id"], unique=False)
