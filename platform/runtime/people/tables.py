"""Tables of people. Directory: accounts, sessions, tokens. Workspace: persons and the dated organisation.

Dated rows hold from `valid_from` up to, not including, `valid_until` (null: until further notice).
"""

import sqlalchemy as sa

from ..storage.metadata import directory_metadata, workspace_metadata
from ..storage.types import Moment, id_text, key_text, long_text

account = sa.Table(
    "account",
    directory_metadata,
    sa.Column("id", id_text(), primary_key=True),
    # As typed, folded: NFKC, lower case, no blanks around.
    sa.Column("login", key_text(), nullable=False, unique=True),
    sa.Column("password_hash", key_text(200), nullable=False),
    # When it was last replaced; NULL while it is the first.
    sa.Column("password_set_at", Moment),
    sa.Column("workspace_id", id_text(), nullable=False),
    sa.Column("person_id", id_text(), nullable=False),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("disabled_at", Moment),
    sa.Index("ix_account_person", "workspace_id", "person_id"),
)

# Only hashes of session ids and tokens are kept: who reads the database cannot sign in with what he finds.
session = sa.Table(
    "session",
    directory_metadata,
    sa.Column("hash", key_text(64), primary_key=True),
    sa.Column("id", id_text(), nullable=False),
    sa.Column("purpose", key_text(12), nullable=False),  # session (a browser's) or token (a program's)
    sa.Column("account_id", id_text(), sa.ForeignKey("account.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("expires_at", Moment, nullable=False),
    sa.Column("address", key_text(64)),
)

sign_in_attempt = sa.Table(
    "sign_in_attempt",
    directory_metadata,
    # Digests of what is counted: login and address, address, login. Never the login itself.
    sa.Column("key", key_text(64), primary_key=True),
    sa.Column("count", sa.Integer, nullable=False),
    sa.Column("since", Moment, nullable=False),
)

# One row, whose primary key lets exactly one of many first administrators through.
first_setup = sa.Table(
    "first_setup",
    directory_metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", Moment, nullable=False),
)

person = sa.Table(
    "person",
    workspace_metadata,
    sa.Column("id", id_text(), primary_key=True),
    sa.Column("code", key_text(), nullable=False, unique=True),
    sa.Column("name", long_text(), nullable=False),
    sa.Column("phone", key_text(40)),
    sa.Column("active", sa.Boolean, nullable=False),
    sa.Column("created_at", Moment, nullable=False),
)

department = sa.Table(
    "department",
    workspace_metadata,
    sa.Column("id", id_text(), primary_key=True),
    sa.Column("name", long_text(), nullable=False),
    sa.Column("created_at", Moment, nullable=False),
)

# Where a department hangs and who heads it, dated.
department_place = sa.Table(
    "department_place",
    workspace_metadata,
    sa.Column("id", id_text(), primary_key=True),
    sa.Column("department_id", id_text(), nullable=False, index=True),
    sa.Column("parent_id", id_text()),
    sa.Column("head_id", id_text()),
    sa.Column("valid_from", Moment, nullable=False),
    sa.Column("valid_until", Moment),
)

membership = sa.Table(
    "membership",
    workspace_metadata,
    sa.Column("id", id_text(), primary_key=True),
    sa.Column("person_id", id_text(), nullable=False, index=True),
    sa.Column("department_id", id_text(), nullable=False),
    sa.Column("title", long_text(), nullable=False),
    sa.Column("valid_from", Moment, nullable=False),
    sa.Column("valid_until", Moment),
)

reporting = sa.Table(
    "reporting",
    workspace_metadata,
    sa.Column("id", id_text(), primary_key=True),
    sa.Column("person_id", id_text(), nullable=False, index=True),
    sa.Column("manager_id", id_text(), nullable=False),
    sa.Column("valid_from", Moment, nullable=False),
    sa.Column("valid_until", Moment),
)

role_member = sa.Table(
    "role_member",
    workspace_metadata,
    sa.Column("id", id_text(), primary_key=True),
    sa.Column("role", key_text(), nullable=False),  # "app.role"
    sa.Column("person_id", id_text(), nullable=False, index=True),
    sa.Column("valid_from", Moment, nullable=False),
    sa.Column("valid_until", Moment),
)
