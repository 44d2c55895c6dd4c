"""How people and other systems reply in a dry run: as the asker chose, else as he said for all.

A person's reply goes the way that a real one goes, with that person's rights. Where a to-do has a form and the asker
gave no values for it, it counts as done without one being made.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import orjson
import sqlalchemy as sa

from ....connectors.http_client import Answer as HttpAnswer
from ... import changes
from ...calendars import after
from ...context import Context
from ...errors import NotFound, PlatformError
from ...jobs import Job
from ...jobs.handlers import find_handler
from ...jobs.tables import job
from ...people import person_actor
from ...storage import Transaction
from .. import tables
from ..definition.pinned import pinned_plan
from ..engine.asking import OPEN
from ..engine.transacting import move
from ..engine.transition import Transition
from ..node import Answer
from ..tasks import accept, complete, decide, decline
from ..tasks.acting import Act
from ..tasks.presenting import decline_reasons, task_form
from .wish import Reply, Wish

_t = tables.task
_AGREE = {"task": "done", "approval": "approve"}


class Replies:
    """`unfilled`: steps whose form nobody filled."""

    def __init__(self, asker: Context, wish: Wish) -> None:
        self._asker = asker
        self._wish = wish
        self._workspace = asker.workspace
        self._given: dict[str, int] = {}
        self.unfilled: set[tuple[str, int]] = set()

    def give_due(self, instances: Sequence[str]) -> bool:
        """Let one person reply whose moment has come; False where nobody has anything to say now."""
        for task, reply, moment in self._next(instances):
            if moment <= self._asker.now():
                self._given[task.id] = self._given.get(task.id, 0) + 1
                self._give(task, reply)
                return True
        return False

    def moments(self, instances: Sequence[str]) -> Iterator[datetime]:
        """When people will reply."""
        return (moment for _, _, moment in self._next(instances))

    def _next(self, instances: Sequence[str]) -> Iterator[tuple[Any, Reply, datetime]]:
        query = sa.select(_t).where(_t.c.instance_id.in_(instances), _t.c.state.in_(OPEN)).order_by(_t.c.id)
        with self._workspace.database.read() as connection:
            found = connection.execute(query).all()
        for task in found:
            reply = self._reply(task)
            if reply is not None and reply.act != "nothing":
                yield task, reply, after(task.created_at, reply.after, self._workspace.zone)

    def _reply(self, task: Any) -> Reply | None:
        """The next of the replies to a to-do; after the last one nobody says anything more."""
        chosen = [one for one in self._wish.replies if one.is_for(task.node, task.visit, calls=False)]
        if chosen:
            given = self._given.get(task.id, 0)
            return chosen[given] if given < len(chosen) else None
        if self._wish.default != "agree" or task.id in self._given or task.kind not in _AGREE:
            return None
        return Reply(task.node, act=_AGREE[task.kind])

    def _give(self, task: Any, reply: Reply) -> None:
        try:
            actor = person_actor(self._workspace, task.assignee)
        except NotFound:
            # Who has left answers nothing.
            return
        person = replace(self._asker, actor=actor)
        if reply.act in ("approve", "reject"):
            decide(person, task.id, reply.act, reply.reason, revision=task.revision)
        elif reply.act == "accept":
            accept(person, task.id, revision=task.revision)
        elif reply.act == "declined":
            decline(person, task.id, reply.reason or self._first_reason(task), revision=task.revision)
        elif reply.values is None and self._has_form(task):
            self._finish(person, task)
        else:
            complete(person, task.id, reply.values, revision=task.revision)

    def _plan_of(self, task: Any) -> Any:
        with self._workspace.database.read() as connection:
            return pinned_plan(self._workspace, connection, task.app, task.workflow, task.hash)

    def _has_form(self, task: Any) -> bool:
        return task_form(self._asker, task.app, self._plan_of(task).nodes[task.node]) is not None

    def _first_reason(self, task: Any) -> str | None:
        known = decline_reasons(self._asker, task.app, self._plan_of(task).nodes[task.node])
        return known[0]["key"] if known else None

    def _finish(self, person: Context, task: Any) -> None:
        self.unfilled.add((task.node, task.visit))

        def unit(tx: Transaction) -> None:
            def act(transition: Transition) -> None:
                done = Act(person, tx, transition, task)
                now = person.now()
                done.store("done", outcome="done", accepted_at=task.accepted_at or now, ended_at=now)
                transition.emit("answered", done.token, task=task.id, by=done.person, outcome="done")
                transition.resume(done.token, Answer("done", {"by": done.person, "record": None}))

            move(person, tx, task.instance_id, act)

        changes.run(person, unit)

    # Other systems.

    def call_moment(self, call: Job) -> datetime | None:
        """When another system answers; None where the asker did not say what."""
        reply = self._answer(call)
        return None if reply is None else after(call.run_at, reply.after, self._workspace.zone)

    def answer_call(self, call: Job, acting: Context) -> bool:
        """Answer a call if its moment has come. What does not fit stops the step as it would."""
        reply, moment = self._answer(call), self.call_moment(call)
        if reply is None or moment is None or moment > self._asker.now():
            return False
        handler = find_handler(call.kind)
        assert handler is not None
        assert handler.settle is not None
        assert handler.gave_up is not None
        settle, gave_up = handler.settle, handler.gave_up
        body = b"" if reply.body is None else orjson.dumps(reply.body)
        answer = HttpAnswer(reply.status or 200, {"content-type": "application/json"}, body)

        def told(tx: Transaction) -> None:
            settled(tx, call, acting.now())
            settle(acting, tx, call, answer)

        def stopped(tx: Transaction, error: PlatformError) -> None:
            settled(tx, call, acting.now())
            gave_up(acting, tx, call, error)

        try:
            changes.run(acting, told)
        except PlatformError as error:
            refused = error
            changes.run(acting, lambda tx: stopped(tx, refused))
        return True

    def _answer(self, call: Job) -> Reply | None:
        told = call.payload
        chosen = [one for one in self._wish.replies if one.is_for(told["node"], told["visit"], calls=True)]
        place = min(told["call"], len(chosen)) - 1
        return chosen[place] if chosen else None


def settled(tx: Transaction, one: Job, now: datetime) -> None:
    """The job is done in this transaction, in which it cancels itself no more."""
    tx.extras["job_id"] = one.id
    tx.execute(sa.update(job).where(job.c.id == one.id).values(state="done", settled_at=now))
