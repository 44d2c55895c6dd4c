"""Tables of running workflows: instances with their events, people's tasks, approval rounds, dispatch decisions.

Events are the truth: replaying those of an instance (numbers 1 to n) gives its stored state, tokens and variables.
"""

import sqlalchemy as sa

from ..storage.metadata import workspace_metadata
from ..storage.types import Document, Moment, id_text, key_text, long_text

instance = sa.Table(
    "instance",
    workspace_metadata,
    sa.Column("id", id_text(), primary_key=True),
    sa.Column("app", key_text(), nullable=False),
    sa.Column("workflow", key_text(), nullable=False),
    # The revision of the workflow's document that it runs on: to its end, or until it is moved to a newer one.
    sa.Column("hash", key_text(64), nullable=False),
    sa.Column("form", key_text(), nullable=False),  # "app.form"; empty, as is record_id, where it is about no record
    sa.Column("record_id", id_text(), nullable=False),
    sa.Column("initiator", id_text()),  # the person who made the record; NULL for imports by the system and the like
    # waiting, completed, incident, cancelled; none is on its way between two transactions.
    sa.Column("state", key_text(10), nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),  # raised by every transition
    # {"tokens": [...], "joins": {...}, "visits": {...}}, see state.py.
    sa.Column("tokens", Document, nullable=False),
    sa.Column("variables", Document, nullable=False),  # node key -> {"outcome", "visits", outputs ...}
    # Where its tokens stand, as "node other_node", while it is open; what is beyond the column's length is left out.
    sa.Column("standing", key_text(240), nullable=False, server_default=""),
    sa.Column("event_count", sa.Integer, nullable=False),
    sa.Column("caller", id_text()),  # the instance that called it and may wait for it
    sa.Column("depth", sa.Integer, nullable=False),  # how many instances stand above it, each having caused the next
    sa.Column("started_at", Moment, nullable=False),
    sa.Column("ended_at", Moment),
    sa.Index("ix_instance_record", "record_id", "id"),
    sa.Index("ix_instance_state", "state", "id"),
)

# What one looks at to see what runs: the few that are open, and what ended lately.
_open = instance.c.state.in_(("waiting", "incident"))
_ended = instance.c.ended_at.is_not(None)
sa.Index(
    "ix_instance_open",
    instance.c.app,
    instance.c.workflow,
    instance.c.state,
    instance.c.standing,
    instance.c.id,
    sqlite_where=_open,
    postgresql_where=_open,
)
sa.Index("ix_instance_ended", instance.c.ended_at, sqlite_where=_ended, postgresql_where=_ended)

instance_event = sa.Table(
    "instance_event",
    workspace_metadata,
    sa.Column("instance_id", id_text(), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("at", Moment, nullable=False),
    sa.Column("kind", key_text(12), nullable=False),  # see state.py
    sa.Column("node", key_text()),
    sa.Column("visit", sa.Integer),
    sa.Column("data", Document, nullable=False),
)

# Runs of other workflows that a visit of a node waits for.
call = sa.Table(
    "instance_call",
    workspace_metadata,
    sa.Column("instance_id", id_text(), primary_key=True),
    sa.Column("node", key_text(), primary_key=True),
    sa.Column("visit", sa.Integer, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),  # 1 to n, the order in which they begin
    sa.Column("workflow", key_text(), nullable=False),
    sa.Column("hash", key_text(64), nullable=False),
    sa.Column("record_id", id_text(), nullable=False),  # empty: the caller's record, or none
    sa.Column("data", Document, nullable=False),  # what it is told
    sa.Column("collects", sa.Boolean, nullable=False),  # an incident counts as its end
    sa.Column("state", key_text(10), nullable=False),  # waiting, running, done, failed, cancelled
    sa.Column("called_id", id_text()),
    # Of done ones the outputs, of failed ones {"code", "detail"}.
    sa.Column("given", Document),
    sa.Index("ix_instance_call_called", "called_id"),
)

# How many runs of a visit stand where, so that the end of one need not count them all; changed under the caller's lock.
call_count = sa.Table(
    "instance_call_count",
    workspace_metadata,
    sa.Column("instance_id", id_text(), primary_key=True),
    sa.Column("node", key_text(), primary_key=True),
    sa.Column("visit", sa.Integer, primary_key=True),
    sa.Column("count", sa.Integer, nullable=False),
    sa.Column("waiting", sa.Integer, nullable=False),
    sa.Column("running", sa.Integer, nullable=False),
    sa.Column("done", sa.Integer, nullable=False),
    sa.Column("failed", sa.Integer, nullable=False),
    sa.Column("cancelled", sa.Integer, nullable=False),
)

task = sa.Table(
    "task",
    workspace_metadata,
    sa.Column("id", id_text(), primary_key=True),
    sa.Column("instance_id", id_text(), nullable=False),
    sa.Column("app", key_text(), nullable=False),
    sa.Column("workflow", key_text(), nullable=False),
    sa.Column("hash", key_text(64), nullable=False),
    sa.Column("node", key_text(), nullable=False),
    sa.Column("visit", sa.Integer, nullable=False),
    sa.Column("kind", key_text(10), nullable=False),  # task, approval
    sa.Column("form", key_text(), nullable=False),  # "app.form" of the record it is about
    sa.Column("record_id", id_text(), nullable=False),
    sa.Column("initiator", id_text()),
    sa.Column("assignee", id_text(), nullable=False),
    sa.Column("round_id", id_text()),  # the approval round, and the slot in it
    sa.Column("slot", sa.Integer),
    sa.Column("state", key_text(10), nullable=False),  # delivered, seen, accepted, done, cancelled
    sa.Column("outcome", key_text()),
    sa.Column("act", key_text()),  # the first response by which it was accepted
    sa.Column("comment", long_text()),
    # The record as it was when the task was made: {"title": text, "facts": {field: JSON value}}.
    sa.Column("shown", Document, nullable=False),
    # The record that was made by completing it: {"form": "app.form", "id": ...}.
    sa.Column("made", Document),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("due_at", Moment),  # the next limit that has not fired
    sa.Column("seen_at", Moment),
    sa.Column("accepted_at", Moment),
    sa.Column("ended_at", Moment),
    # Open ones in the order in which they are due, those without a limit last; NULL once closed. The database works it
    # out, so that somebody's inbox is read from an index however many to-dos there are.
    sa.Column(
        "due_order",
        Moment,
        sa.Computed(
            "CASE WHEN state IN ('delivered', 'seen', 'accepted')"
            " THEN coalesce(due_at, '9999-12-31T00:00:00.000000Z') END",
            persisted=True,
        ),
    ),
    sa.Index("ix_task_due", "assignee", "due_order", "id"),
    sa.Index("ix_task_ended", "assignee", "ended_at", "id"),
    sa.Index("ix_task_load", "app", "state", "assignee"),  # how many each has open, without those that are done
    sa.Index("ix_task_initiator", "initiator", "state", "id"),
    sa.Index("ix_task_node", "instance_id", "node", "visit"),
)

approval_round = sa.Table(
    "approval_round",
    workspace_metadata,
    sa.Column("id", id_text(), primary_key=True),
    sa.Column("instance_id", id_text(), nullable=False),
    sa.Column("node", key_text(), nullable=False),
    sa.Column("visit", sa.Integer, nullable=False),
    sa.Column("mode", key_text(10), nullable=False),
    sa.Column("reject_rule", key_text(10), nullable=False),
    sa.Column("ratio", sa.Integer, nullable=False),  # percent; 100 where the mode does not use it
    sa.Column("rule", Document, nullable=False),  # the person expression that was resolved
    sa.Column("people_revision", sa.Integer, nullable=False),  # the organisation it was resolved in
    sa.Column("opened_at", Moment, nullable=False),
    sa.Column("closed_at", Moment),
    sa.Column("outcome", key_text(10)),  # approved, rejected; NULL while open, or when cancelled
    sa.Index("ix_approval_round_node", "instance_id", "node", "visit"),
)

approval_slot = sa.Table(
    "approval_slot",
    workspace_metadata,
    sa.Column("round_id", id_text(), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),  # 1 to n, the order of asking
    sa.Column("person_id", id_text(), nullable=False),
    sa.Column("vote", key_text(10)),  # approve, reject; NULL: has not voted
    sa.Column("by", id_text()),
    sa.Column("on_behalf_of", id_text()),
    sa.Column("at", Moment),
    sa.Column("vote_number", sa.Integer),  # 1 to n in the order of voting
    sa.Column("comment", long_text()),
)

decision = sa.Table(
    "decision",
    workspace_metadata,
    sa.Column("id", id_text(), primary_key=True),
    sa.Column("instance_id", id_text(), nullable=False),
    sa.Column("app", key_text(), nullable=False),
    sa.Column("node", key_text(), nullable=False),
    sa.Column("visit", sa.Integer, nullable=False),
    sa.Column("record_id", id_text(), nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("ranking", key_text(), nullable=False),
    # best, among_top, nobody, by_hand (not dispatched by machine), override (a person chose)
    sa.Column("rule", key_text(), nullable=False),
    sa.Column("chosen", id_text()),  # a person; NULL when nobody could be chosen
    sa.Column("cause", key_text()),  # why nobody was
    # See dispatching/logged.py: the first candidates, best first; who was left out; what else there is to say.
    sa.Column("candidates", Document, nullable=False),
    sa.Column("excluded", Document, nullable=False),
    sa.Column("details", Document, nullable=False),
    sa.Column("by", id_text()),  # who chose instead of the machine, and why
    sa.Column("reason", long_text()),
    sa.Index("ix_decision_instance", "instance_id", "id"),
    sa.Index("ix_decision_chosen", "app", "chosen", "at"),
    sa.Index("ix_decision_at", "app", "at", "id"),
)

# When a person was last chosen: by each app, and for each group of records that a ranking tells apart ("": any).
last_chosen = sa.Table(
    "last_chosen",
    workspace_metadata,
    sa.Column("app", key_text(), primary_key=True),
    sa.Column("group_name", key_text(120), primary_key=True),
    sa.Column("person_id", id_text(), primary_key=True),
    sa.Column("at", Moment, nullable=False),
)

# Decisions that depart from a rule: one of the node's ("off_industry"), or "" where a person noted it.
deviation = sa.Table(
    "deviation",
    workspace_metadata,
    sa.Column("decision_id", id_text(), primary_key=True),
    sa.Column("rule", key_text(), primary_key=True),
    sa.Column("app", key_text(), nullable=False),
    sa.Column("person_id", id_text()),  # whom the decision chose
    sa.Column("at", Moment, nullable=False),
    sa.Column("size", key_text(20), nullable=False),  # by how much the best score is above the chosen one's, a decimal
    sa.Column("by", id_text()),
    sa.Column("reason", long_text()),
    sa.Index("ix_deviation_at", "app", "at"),
)

# Instances that a merge of records has moved, and the record they ran on before.
instance_merge = sa.Table(
    "instance_merge",
    workspace_metadata,
    sa.Column("merge_id", id_text(), primary_key=True),
    sa.Column("instance_id", id_text(), primary_key=True),
    sa.Column("record_id", id_text(), nullable=False),
)

# Moves of what runs on older revisions of a workflow to one of them, and what became of each instance.
move = sa.Table(
    "workflow_move",
    workspace_metadata,
    sa.Column("id", id_text(), primary_key=True),
    sa.Column("app", key_text(), nullable=False),
    sa.Column("workflow", key_text(), nullable=False),
    sa.Column("hash", key_text(64), nullable=False),  # of the revision to move to
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("keys", Document, nullable=False),  # step -> the step it goes on at, where that is another
    sa.Column("recount", sa.Boolean, nullable=False),  # deadlines count by the newer revision
    sa.Column("state", key_text(10), nullable=False),  # running, done
    sa.Column("total", sa.Integer, nullable=False),  # that were to be moved when it began
    sa.Column("moved", sa.Integer, nullable=False),
    sa.Column("refused", sa.Integer, nullable=False),
    sa.Column("by", key_text(), nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("ended_at", Moment),
    sa.Index("ix_workflow_move_of", "app", "workflow", "id"),
)

move_item = sa.Table(
    "workflow_move_item",
    workspace_metadata,
    sa.Column("move_id", id_text(), primary_key=True),
    sa.Column("instance_id", id_text(), primary_key=True),
    sa.Column("state", key_text(10), nullable=False),  # moved, refused
    sa.Column("reason", Document),  # why not, a text per language
    sa.Column("at", Moment, nullable=False),
)
