"""What runs for a period keep: the sheet of each period, its runs, their rows, and what stands of each row."""

import sqlalchemy as sa

from ...storage.metadata import workspace_metadata
from ...storage.types import Document, Moment, id_text, key_text, long_text

# One node and one period; locked by whoever begins, confirms, ends or closes.
sheet = sa.Table(
    "period_sheet",
    workspace_metadata,
    sa.Column("sheet", key_text(200), primary_key=True),  # "app.workflow.node"
    sa.Column("period", key_text(24), primary_key=True),
    sa.Column("state", key_text(10), nullable=False),  # open, closed
    sa.Column("runs", sa.Integer, nullable=False),  # how many were begun
    sa.Column("current", id_text()),  # the run that is looked at now; a new one takes its place
    sa.Column("written", id_text()),  # the run that wrote last
    # Who closed it, or opened it again and why.
    sa.Column("at", Moment),
    sa.Column("by", key_text()),
    sa.Column("reason", long_text()),
)

run = sa.Table(
    "period_run",
    workspace_metadata,
    sa.Column("id", id_text(), primary_key=True),
    sa.Column("sheet", key_text(200), nullable=False),
    sa.Column("period", key_text(24), nullable=False),
    sa.Column("number", sa.Integer, nullable=False),  # 1 to n within the period
    sa.Column("app", key_text(), nullable=False),
    sa.Column("workflow", key_text(), nullable=False),
    sa.Column("node", key_text(), nullable=False),
    sa.Column("hash", key_text(64), nullable=False),  # the revision of the workflow that it is worked out by
    # calculating, ready (nothing is written before somebody confirms), writing; done, discarded, superseded, failed
    sa.Column("state", key_text(12), nullable=False),
    # The visit of the node that waits for it; NULL where somebody began it by hand.
    sa.Column("instance_id", id_text()),
    sa.Column("visit", sa.Integer),
    sa.Column("expected", sa.Integer),  # how many rows there were when it began
    # How many rows by difference, how many were written or could not be, the totals of results: see comparing.py.
    sa.Column("figures", Document, nullable=False),
    sa.Column("started_at", Moment, nullable=False),
    sa.Column("started_by", key_text(), nullable=False),
    sa.Column("confirmed_at", Moment),
    sa.Column("confirmed_by", key_text()),
    sa.Column("ended_at", Moment),
    sa.Column("problem", Document),  # {"code", "detail"} of a failed one
    sa.UniqueConstraint("sheet", "period", "number"),
)

row = sa.Table(
    "period_row",
    workspace_metadata,
    sa.Column("run_id", id_text(), primary_key=True),
    sa.Column("row_id", id_text(), primary_key=True),
    sa.Column("difference", key_text(10), nullable=False),  # new, changed, same, gone, failed
    sa.Column("inputs", Document, nullable=False),
    sa.Column("results", Document, nullable=False),
    sa.Column("wanted", Document, nullable=False),  # what is to be written, see wanting.py
    sa.Column("before", Document),  # {"inputs", "results"} as they stood, of one that changed or is gone
    sa.Column("problem", Document),  # {"code", "detail"}
    sa.Column("written", sa.Boolean, nullable=False),
    sa.Index("ix_period_row_difference", "run_id", "difference", "row_id"),
)

# What stands of each row of a period: exactly once, by its key.
standing = sa.Table(
    "period_standing",
    workspace_metadata,
    sa.Column("sheet", key_text(200), primary_key=True),
    sa.Column("period", key_text(24), primary_key=True),
    sa.Column("row_id", id_text(), primary_key=True),
    sa.Column("run_id", id_text(), nullable=False),  # that wrote it last
    sa.Column("inputs", Document, nullable=False),
    sa.Column("results", Document, nullable=False),
    sa.Column("wanted", Document, nullable=False),
    sa.Column("made", Document, nullable=False),  # key of the write -> {"entry"} or {"record"}
    sa.Column("gone", sa.Boolean, nullable=False),  # taken back, since the row counts no more
)
