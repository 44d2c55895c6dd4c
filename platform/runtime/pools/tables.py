"""Tables of pools: where each record of a form with pools stands, and every move it made."""

import sqlalchemy as sa

from ..storage.metadata import workspace_metadata
from ..storage.types import Document, Moment, id_text, key_text, long_text

# One row per record that a pool cares for; whether it lies there or is held follows the record itself.
pool_place = sa.Table(
    "pool_place",
    workspace_metadata,
    sa.Column("record_id", id_text(), primary_key=True),
    sa.Column("form", key_text(), nullable=False),  # "app.form"
    sa.Column("pool", key_text(), nullable=False),  # "app.pool"
    sa.Column("state", key_text(10), nullable=False),  # lying, held
    sa.Column("holder", id_text()),
    sa.Column("since", Moment, nullable=False),
    # How it came there: one of the acts of pool_move.
    sa.Column("act", key_text(12), nullable=False),
    sa.Column("from_person", id_text()),
    sa.Column("reason", key_text(40)),
    sa.Column("words", Document),  # {locale: text}, a cause in words
    # The last change of a field that counts as follow-up.
    sa.Column("active_at", Moment),
    sa.Column("warned_at", Moment),
    sa.Column("timer", key_text(160)),  # the key of the job that looks at it next
    sa.Column("protected_by", id_text()),
    sa.Column("protected_until", Moment),
    sa.Column("protected_why", long_text()),
    sa.Index("ix_pool_place_pool", "pool", "state", "since"),
    sa.Index("ix_pool_place_holder", "pool", "holder"),
)

# Every move of every record. act: put_in, returned, recycled, claimed, assigned, transferred, left, warned, protected,
# unprotected, missed (somebody came too late).
pool_move = sa.Table(
    "pool_move",
    workspace_metadata,
    sa.Column("id", id_text(), primary_key=True),
    sa.Column("pool", key_text(), nullable=False),
    sa.Column("form", key_text(), nullable=False),
    sa.Column("record_id", id_text(), nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("act", key_text(12), nullable=False),
    sa.Column("by", key_text(), nullable=False),  # identity of the actor
    sa.Column("person", id_text()),  # who holds it then
    sa.Column("from_person", id_text()),
    sa.Column("reason", key_text(40)),
    sa.Column("words", Document),
    sa.Column("comment", long_text()),
    sa.Index("ix_pool_move_pool", "pool", "at"),
    sa.Index("ix_pool_move_record", "record_id", "at"),
    sa.Index("ix_pool_move_by", "pool", "by", "act", "at"),
)
