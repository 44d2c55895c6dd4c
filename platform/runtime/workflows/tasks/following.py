"""To-dos that go with their record: once a field names somebody else, or nobody, the step of its holder is left.

A follower of records writes a job in the transaction that changes the field, so it holds for whatever changes it: a
form, a pool that takes the record back, an import. The job looks at what holds when it runs, so it may come twice.
"""

from collections.abc import Iterator
from contextlib import suppress

import sqlalchemy as sa

from ...context import Context
from ...definitions import Plans
from ...errors import PlatformError
from ...forms import FormPlan
from ...identifiers import new_id
from ...jobs import Job, enqueue, job_handler
from ...records.followers import Follower, Written, follower
from ...storage import Transaction
from .. import tables
from ..definition.plan import workflow_plan
from ..engine.asking import OPEN
from ..engine.transacting import move
from ..engine.transition import Transition
from ..node import Answer

JOB = "workflow.follow"
_SETTING = "follows"
_instance, _task = tables.instance, tables.task


@follower
def watch_holders(plans: Plans, plan: FormPlan) -> Follower | None:
    """Nothing for a form whose records no to-do goes along with. Who held none before has no to-do that could go."""
    followed = frozenset(_followed(plans, plan))

    def watch(context: Context, tx: Transaction, written: Written) -> None:
        before, row = written.before, written.row
        if before is not None and any(before[key] not in (None, row[key]) for key in followed):
            enqueue(context, tx, JOB, {"app": plan.app, "record": row["id"]}, key=f"{JOB}/{new_id()}")

    return watch if followed else None


def _followed(plans: Plans, plan: FormPlan) -> Iterator[str]:
    """The fields of a form that steps follow. What is wrong with a workflow is for its own publishing to tell."""
    for one in plans.documents("workflow"):
        if any(_SETTING in node.get("settings", {}) for node in one.document.get("nodes", ())):
            with suppress(PlatformError):
                flow = workflow_plan(plans, one.app, one.key)
                if flow.form.name == plan.name:
                    yield from (key for node in flow.nodes.values() if (key := node.settings.get(_SETTING)))


@job_handler(JOB)
def follow(context: Context, tx: Transaction, job: Job) -> None:
    """payload: {"app", "record"}."""
    t = _instance.c
    waiting = sa.select(t.id).where(t.record_id == job.payload["record"], t.ended_at.is_(None)).order_by(t.id)
    for id in tx.execute(waiting).scalars().all():
        move(context, tx, id, lambda transition: _leave_moved(tx, transition))


def _leave_moved(tx: Transaction, transition: Transition) -> None:
    t, unit = _task.c, transition.unit
    for token in list(transition.state.tokens):
        key = unit.plan.nodes[token.node].settings.get(_SETTING)
        if key is None or token.incident is not None:
            continue
        person = unit.subject.values.get(key)
        mine = (t.instance_id == unit.instance.id, t.node == token.node, t.visit == token.visit, t.state.in_(OPEN))
        held = tx.execute(sa.select(t.assignee).where(*mine)).scalars().all()
        if held and person not in held:
            transition.resume(token, Answer("moved", {"person": person}))
