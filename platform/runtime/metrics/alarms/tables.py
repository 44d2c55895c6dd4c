"""What alarms found: one row for each period, alarm and value of its dimension."""

import sqlalchemy as sa

from ...storage.metadata import workspace_metadata
from ...storage.types import Document, Moment, key_text, long_text

alarm_finding = sa.Table(
    "alarm_finding",
    workspace_metadata,
    sa.Column("alarm", key_text(), primary_key=True),  # "app.alarm"
    sa.Column("subject", key_text(), primary_key=True),  # the value's JSON; empty for the whole figure
    sa.Column("period", key_text(30), primary_key=True),
    sa.Column("first", sa.Date, nullable=False),
    sa.Column("value", long_text()),
    sa.Column("label", Document),  # what the value was called, by language
    sa.Column("verdict", key_text(10), nullable=False),
    sa.Column("in_a_row", sa.Integer, nullable=False),
    sa.Column("state", key_text(12), nullable=False),  # raised, recovered, quiet
    sa.Column("at", Moment, nullable=False),
)
