"""System tables of storage itself: the list of workspaces, and each workspace's one row of state."""

import sqlalchemy as sa

from .metadata import directory_metadata, workspace_metadata
from .types import Moment, id_text, key_text

workspace = sa.Table(
    "workspace",
    directory_metadata,
    sa.Column("id", id_text(), primary_key=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("purpose", key_text(12), nullable=False),  # company, sandbox
    sa.Column("created_at", Moment, nullable=False),
    # A hint, written after commit and only when earlier: the moment the workspace's next job is due.
    sa.Column("next_due_at", Moment),
)

workspace_state = sa.Table(
    "workspace_state",
    workspace_metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("namespace", key_text(8), nullable=False),
    sa.Column("zone", key_text(64), nullable=False),
    sa.Column("definition_revision", sa.Integer, nullable=False),
    sa.Column("people_revision", sa.Integer, nullable=False),
    sa.Column("clock_offset_s", sa.Integer, nullable=False),
)
