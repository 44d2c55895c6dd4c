"""The inbox: one row per message and person. Beside it how each message reached people outside, and what they want."""

import sqlalchemy as sa

from ..storage.metadata import workspace_metadata
from ..storage.types import Document, Moment, id_text, key_text

message = sa.Table(
    "message",
    workspace_metadata,
    sa.Column("id", id_text(), primary_key=True),
    sa.Column("person_id", id_text(), nullable=False),
    sa.Column("app", key_text(), nullable=False),
    sa.Column("key", key_text(), nullable=False),
    sa.Column("kind", key_text(20), nullable=False, server_default="notice"),  # its class
    # Filled in when sent, one text per language: what one was told stays what one was told.
    sa.Column("title", Document, nullable=False),
    sa.Column("text", Document, nullable=False),
    sa.Column("link", Document),  # {"app", "form", "record"}, {"app", "document"} or null
    sa.Column("record_id", id_text()),  # of the link, to be found by
    sa.Column("at", Moment, nullable=False),
    sa.Column("read_at", Moment),
    # Of one key only the first message is written: an act repeated after a crash tells nobody twice.
    sa.Column("once", key_text(200), unique=True),
    sa.Column("sending_id", id_text()),  # of what wants something back
    sa.Column("reminds", id_text()),  # the message that this one stands for
    sa.Column("snoozed_until", Moment),  # put off by its reader
    sa.Index("ix_message_inbox", "person_id", "id"),
    sa.Index("ix_message_unread", "person_id", "read_at"),
    sa.Index("ix_message_sending", "sending_id"),
    sa.Index("ix_message_reminds", "reminds"),
    sa.Index("ix_message_record", "record_id"),
    sa.Index("ix_message_snoozed", "person_id", "snoozed_until"),
)

# Each time that a message was sent which wants something back; its id is that of its first message.
sending = sa.Table(
    "message_sending",
    workspace_metadata,
    sa.Column("id", id_text(), primary_key=True),
    sa.Column("sender_id", id_text()),  # who wrote it, or began the workflow that sent it
    sa.Column("confirm", sa.Boolean, nullable=False),
    sa.Column("quiz", Document),  # see receipts/quiz.py
    sa.Column("remind_after", key_text(20)),
    sa.Column("reminders", sa.Integer, nullable=False),
    sa.Column("reminded_at", Moment),
    sa.Index("ix_message_sending_sender", "sender_id", "id"),
)

# Of each message that is to be confirmed: whether it was, and how its quiz went at the last try.
receipt = sa.Table(
    "message_receipt",
    workspace_metadata,
    sa.Column("message_id", id_text(), primary_key=True),
    sa.Column("confirmed_at", Moment),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("score", sa.Integer),
    sa.Column("given", Document),  # by question the options chosen
)

# How a message reaches its person over a channel outside: one row per message and channel.
delivery = sa.Table(
    "message_delivery",
    workspace_metadata,
    sa.Column("id", id_text(), primary_key=True),
    sa.Column("message_id", id_text(), nullable=False),
    sa.Column("channel", key_text(20), nullable=False),
    sa.Column("person_id", id_text(), nullable=False),
    sa.Column("state", key_text(10), nullable=False),  # waiting, sent, failed, skipped
    sa.Column("digest", sa.Boolean, nullable=False),
    sa.Column("due_at", Moment, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    # Why it was skipped, failed or still waits: {"code", "zh-CN", "en"}, never with a secret.
    sa.Column("reason", Document),
    sa.Column("settled_at", Moment),
    sa.UniqueConstraint("message_id", "channel", name="uq_message_delivery"),
    sa.Index("ix_message_delivery_state", "state", "id"),
    sa.Index("ix_message_delivery_digest", "person_id", "channel", "state"),
)

# What a message asks, and what was answered; of messages that ask nothing there is none.
question = sa.Table(
    "message_question",
    workspace_metadata,
    sa.Column("message_id", id_text(), primary_key=True),
    sa.Column("offered", Document, nullable=False),  # [{"key", "title": one per language}]
    sa.Column("until", Moment),
    # "instance/node/visit" of the step that waits for the answer; NULL where none does.
    sa.Column("asked", key_text(160)),
    sa.Column("answer", key_text(60)),
    sa.Column("answered_at", Moment),
    sa.Column("closed_at", Moment),  # not needed any more
    sa.Index("ix_message_question_asked", "asked"),
)

# Of each link in letters that answers a question: the digest of its token, see links/signing.py.
answer_link = sa.Table(
    "message_answer_link",
    workspace_metadata,
    sa.Column("token_hash", key_text(64), primary_key=True),
    sa.Column("message_id", id_text(), nullable=False),
    sa.Column("answer", key_text(60), nullable=False),
    sa.Index("ix_message_answer_link_message", "message_id"),
)

# A channel set up in this workspace, and how it fares.
channel_state = sa.Table(
    "message_channel",
    workspace_metadata,
    sa.Column("channel", key_text(20), primary_key=True),
    sa.Column("enabled", sa.Boolean, nullable=False),
    sa.Column("settings", Document, nullable=False),
    sa.Column("failures", sa.Integer, nullable=False),  # in a row
    sa.Column("retry_at", Moment),  # nobody is troubled before
    sa.Column("broken_at", Moment),
    sa.Column("reason", Document),
)

# What a person wants to be told how; person "" holds what the company says for all.
preference = sa.Table(
    "message_preference",
    workspace_metadata,
    sa.Column("person_id", id_text(), primary_key=True),
    sa.Column("wishes", Document, nullable=False),
)

address = sa.Table(
    "message_address",
    workspace_metadata,
    sa.Column("person_id", id_text(), primary_key=True),
    sa.Column("channel", key_text(20), primary_key=True),
    sa.Column("address", key_text(254), nullable=False),
)
