"""Somebody is switched off: the to-dos he has go to his superior, who is told. One that goes along with a record that
a pool hands on is left to whoever gets the record. Where there is no superior they stay, and their limits go on."""

import sqlalchemy as sa

from ... import pools
from ...calendars import local_day
from ...context import Context
from ...definitions import Plans, plans_in
from ...identifiers import new_id
from ...jobs import Job, enqueue, job_handler
from ...localized import LOCALES
from ...messages import tell
from ...people import after_leaving, organisation_of
from ...storage import Transaction
from .. import tables
from ..engine.answering import hand_over
from ..engine.asking import OPEN
from ..engine.transacting import move
from ..engine.transition import Transition

JOB = "workflow.leave"
_CHUNK = 100
_FOLLOWS = "follows"
_TITLE = {"zh-CN": "接手{name}的待办", "en": "To-dos of {name} are yours now"}
_BODY = {
    "zh-CN": "{name}已停用，TA 的待办转给了你，请在「我的待办」里处理。",
    "en": "{name} has left. What they had to do is in your inbox now.",
}
_task = tables.task


@after_leaving.append
def ask(tx: Transaction, context: Context, person: str) -> None:
    """A job, since each to-do moves its workflow."""
    _ask(tx, context, person, "")


def _ask(tx: Transaction, context: Context, person: str, after: str) -> None:
    enqueue(context, tx, JOB, {"person": person, "after": after}, key=f"{JOB}/{new_id()}")


@job_handler(JOB)
def leave(context: Context, tx: Transaction, job: Job) -> None:
    """payload: {"person", "after"}: the instance up to which it is done."""
    person, after, t = job.payload["person"], job.payload["after"], _task.c
    organisation = organisation_of(context.workspace, tx.connection)
    found, to = organisation.person(person), organisation.manager(person, context.now())
    if found is None or found.active or to is None:
        return
    plans = plans_in(context.workspace, tx)
    waiting = sa.select(t.instance_id).where(t.assignee == person, t.state.in_(OPEN), t.instance_id > after).distinct()
    ids = tx.execute(waiting.order_by(t.instance_id).limit(_CHUNK)).scalars().all()
    apps: set[str] = set()
    for id in ids:
        move(context, tx, id, lambda transition: _hand_on(plans, transition, person, to, apps))
    if len(ids) == _CHUNK:
        _ask(tx, context, person, ids[-1])
    title, body = ({one: words[one].format(name=found.name) for one in LOCALES} for words in (_TITLE, _BODY))
    for app in sorted(apps):
        once = f"{JOB}/{app}/{person}/{to}/{local_day(context.now(), context.workspace.zone)}"
        tell(tx, context, app, "tasks_of_leaver", [to], title, body, kind="task", once=once)


def _hand_on(plans: Plans, transition: Transition, person: str, to: str, apps: set[str]) -> None:
    """`apps` is told where something was given."""
    unit = transition.unit
    for token in list(transition.state.tokens):
        follows = unit.plan.nodes[token.node].settings.get(_FOLLOWS)
        if follows is not None and pools.hands_on(plans, unit.plan.form, unit.subject.values):
            continue
        if hand_over(unit, token, [to], None, transition.emit, of=person):
            apps.add(unit.instance.app)
