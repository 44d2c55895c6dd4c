"""Tables of published definitions. Revisions are immutable and stay, since running instances are pinned to them."""

import sqlalchemy as sa

from ..storage.metadata import workspace_metadata
from ..storage.types import Document, Moment, id_text, key_text

app = sa.Table(
    "app",
    workspace_metadata,
    sa.Column("key", key_text(), primary_key=True),
    sa.Column("version", key_text(40), nullable=False),
    sa.Column("manifest", Document, nullable=False),
    # The pristine documents as the package shipped them: the base of a later three-way merge.
    sa.Column("base", Document, nullable=False),
    sa.Column("installed_at", Moment, nullable=False),
    sa.Column("installed_by", key_text(), nullable=False),
)

definition = sa.Table(
    "definition",
    workspace_metadata,
    sa.Column("app", key_text(), primary_key=True),
    sa.Column("kind", key_text(40), primary_key=True),
    sa.Column("key", key_text(), primary_key=True),
    sa.Column("revision", sa.Integer, primary_key=True),
    sa.Column("hash", key_text(64), nullable=False),
    sa.Column("document", Document, nullable=False),
    sa.Column("current", sa.Boolean, nullable=False),
    sa.Column("published_at", Moment, nullable=False),
    sa.Column("published_by", key_text(), nullable=False),
    sa.Column("change_id", id_text()),
    sa.Index("ix_definition_current", "current"),
)

parameter = sa.Table(
    "parameter",
    workspace_metadata,
    sa.Column("app", key_text(), primary_key=True),
    sa.Column("key", key_text(), primary_key=True),
    # JSON in the shape of the parameter's type; only values that differ from the package's default are kept.
    sa.Column("value", Document, nullable=False),
    sa.Column("changed_at", Moment, nullable=False),
)

# Of an app, what holds for the people of some departments alone.
pilot = sa.Table(
    "pilot",
    workspace_metadata,
    sa.Column("app", key_text(), primary_key=True),
    # Ids; those below them are meant too.
    sa.Column("departments", Document, nullable=False),
    # [{"kind", "key", "document"}]; {} for a document that does not hold for them.
    sa.Column("documents", Document, nullable=False),
    sa.Column("began_at", Moment, nullable=False),
    sa.Column("began_by", key_text(), nullable=False),
)
