"""Definitions, changes, people, files, messages, records' own tables, operations."""

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
        "app",
        sa.Column("key", key(120), nullable=False),
        sa.Column("version", key(40), nullable=False),
        sa.Column("manifest", sa.Text(), nullable=False),
        sa.Column("base", sa.Text(), nullable=False),
        sa.Column("installed_at", MOMENT, nullable=False),
        sa.Column("installed_by", key(120), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_app")),
    )
    op.create_table(
        "change",
        sa.Column("id", key(26), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor_kind", key(10), nullable=False),
        sa.Column("actor", key(120), nullable=False),
        sa.Column("on_behalf_of", key(120), nullable=True),
        sa.Column("provenance", key(12), nullable=False),
        sa.Column("session_id", key(64), nullable=True),
        sa.Column("request_id", key(64), nullable=True),
        sa.Column("address", key(64), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
    )
    op.create_table(
        "change_entry",
        sa.Column("change_id", key(26), nullable=False),
        sa.Column("ordinal", sa.SmallInteger(), nullable=False),
        sa.Column("object_kind", key(20), nullable=False),
        sa.Column("object_key", key(120), nullable=False),
        sa.Column("object_id", key(120), nullable=False),
        sa.Column("action", key(20), nullable=False),
        sa.Column("patch", sa.Text(), nullable=False),
        sa.Column("salts", sa.Text(), nullable=False),
        sa.Column("digest", key(64), nullable=False),
        sa.PrimaryKeyConstraint("change_id", "ordinal", name=op.f("pk_change_entry")),
    )
    op.create_index("ix_change_entry_object", "change_entry", ["object_id", "change_id"], unique=False)
    op.create_table(
        "definition",
        sa.Column("app", key(120), nullable=False),
        sa.Column("kind", key(40), nullable=False),
        sa.Column("key", key(120), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("hash", key(64), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("published_at", MOMENT, nullable=False),
        sa.Column("published_by", key(120), nullable=False),
        sa.Column("change_id", key(26), nullable=True),
        sa.PrimaryKeyConstraint("app", "kind", "key", "revision", name=op.f("pk_definition")),
    )
    op.create_index("ix_definition_current", "definition", ["current"], unique=False)
    op.create_table(
        "department",
        sa.Column("id", key(26), nullable=False),
        sa.Column("name", LONG, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_department")),
    )
    op.create_table(
        "department_place",
        sa.Column("id", key(26), nullable=False),
        sa.Column("department_id", key(26), nullable=False),
        sa.Column("parent_id", key(26), nullable=True),
        sa.Column("head_id", key(26), nullable=True),
        sa.Column("valid_from", MOMENT, nullable=False),
        sa.Column("valid_until", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_department_place")),
    )
    op.create_index(op.f("ix_department_place_department_id"), "department_place", ["department_id"], unique=False)
    op.create_table(
        "file",
        sa.Column("id", key(26), nullable=False),
        sa.Column("hash", key(64), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("media_type", key(120), nullable=False),
        sa.Column("name", LONG, nullable=False),
        sa.Column("uploaded_by", key(120), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file")),
    )
    op.create_index(op.f("ix_file_hash"), "file", ["hash"], unique=False)
    op.create_index("ix_file_uploader", "file", ["uploaded_by", "at"], unique=False)
    op.create_table(
        "idempotency",
        sa.Column("actor", key(120), nullable=False),
        sa.Column("key", key(200), nullable=False),
        sa.Column("digest", key(64), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("actor", "key", name=op.f("pk_idempotency")),
    )
    op.create_index(op.f("ix_idempotency_at"), "idempotency", ["at"], unique=False)
    op.create_table(
        "import_problem",
        sa.Column("import_id", key(26), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.SmallInteger(), nullable=False),
        sa.Column("column", LONG, nullable=False),
        sa.Column("value", LONG, nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("import_id", "row", "ordinal", name=op.f("pk_import_problem")),
    )
    op.create_table(
        "import_run",
        sa.Column("id", key(26), nullable=False),
        sa.Column("app", key(120), nullable=False),
        sa.Column("form", key(120), nullable=False),
        sa.Column("person_id", key(26), nullable=True),
        sa.Column("file_name", LONG, nullable=False),
        sa.Column("state", key(10), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("created", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.Column("start_workflows", sa.Boolean(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_run")),
    )
    op.create_table(
        "membership",
        sa.Column("id", key(26), nullable=False),
        sa.Column("person_id", key(26), nullable=False),
        sa.Column("department_id", key(26), nullable=False),
        sa.Column("title", LONG, nullable=False),
        sa.Column("valid_from", MOMENT, nullable=False),
        sa.Column("valid_until", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
    )
    op.create_index(op.f("ix_membership_person_id"), "membership", ["person_id"], unique=False)
    op.create_table(
        "message",
        sa.Column("id", key(26), nullable=False),
        sa.Column("person_id", key(26), nullable=False),
        sa.Column("app", key(120), nullable=False),
        sa.Column("key", key(120), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("read_at", MOMENT, nullable=True),
        sa.Column("once", key(200), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("once", name=op.f("uq_message_once")),
    )
    op.create_index("ix_message_inbox", "message", ["person_id", "id"], unique=False)
    op.create_index("ix_message_unread", "message", ["person_id", "read_at"], unique=False)
    op.create_table(
        "operation",
        sa.Column("id", key(26), nullable=False),
        sa.Column("kind", key(40), nullable=False),
        sa.Column("state", key(10), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=True),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("requested_by", key(26), nullable=False),
        sa.Column("locale", key(10), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operation")),
    )
    op.create_table(
        "parameter",
        sa.Column("app", key(120), nullable=False),
        sa.Column("key", key(120), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("app", "key", name=op.f("pk_parameter")),
    )
    op.create_table(
        "person",
        sa.Column("id", key(26), nullable=False),
        sa.Column("code", key(120), nullable=False),
        sa.Column("name", LONG, nullable=False),
        sa.Column("phone", key(40), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("code", name=op.f("uq_person_code")),
    )
    op.create_table(
        "reporting",
        sa.Column("id", key(26), nullable=False),
        sa.Column("person_id", key(26), nullable=False),
        sa.Column("manager_id", key(26), nullable=False),
        sa.Column("valid_from", MOMENT, nullable=False),
        sa.Column("valid_until", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reporting")),
    )
    op.create_index(op.f("ix_reporting_person_id"), "reporting", ["person_id"], unique=False)
    op.create_table(
        "role_member",
        sa.Column("id", key(26), nullable=False),
        sa.Column("role", key(120), nullable=False),
        sa.Column("person_id", key(26), nullable=False),
        sa.Column("valid_from", MOMENT, nullable=False),
        sa.Column("valid_until", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_member")),
    )
    op.create_index(op.f("ix_role_member_person_id"), "role_member", ["person_id"], unique=False)
    op.create_table(
        "workspace_state",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("namespace", key(8), nullable=False),
        sa.Column("zone", key(64), nullable=False),
        sa.Column("definition_revision", sa.Integer(), nullable=False),
        sa.Column("people_revision", sa.Integer(), nullable=False),
        sa.Column("clock_offset_s", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workspace_state")),
    )
    op.create_table(
        "file_use",
        sa.Column("file_id", key(26), nullable=False),
        sa.Column("object_kind", key(20), nullable=False),
        sa.Column("object_key", key(120), nullable=False),
        sa.Column("object_id", key(120), nullable=False),
        sa.Column("field", key(120), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["file.id"], name=op.f("fk_file_use_file_id_file")),
        sa.PrimaryKeyConstraint("file_id", "object_kind", "object_key", "object_id", "field", name=op.f("pk_file_use")),
    )
    op.create_index("ix_file_use_object", "file_use", ["object_id"], unique=False)
