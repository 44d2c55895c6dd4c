"""The course of a dry run: jobs of its instances run as they come due, people and other systems reply, time jumps.

Only what moves these instances runs. Mails, calculations that follow a write and workflows that others would start are
told, not run. Every round of the course is one transaction of the real engine.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from ... import changes
from ...context import Context
from ...identifiers import is_id, new_id
from ...jobs import Job
from ...jobs.execution import context_of
from ...jobs.handlers import find_handler
from ...jobs.tables import job
from ...records import Record
from ...storage import FakeClock, Transaction
from ...storage.clock import stopwatch_s
from .. import tables
from ..definition.plan import WorkflowPlan
from ..engine.calling import BEGIN, CANCEL, ENDED
from ..engine.sends import KIND as SEND
from ..engine.transacting import begin
from ..engine.waking import TIMER
from .replies import Replies, settled
from .wish import Wish

_RUN = (TIMER, BEGIN, ENDED, CANCEL, SEND)
# Transactions and real time for one dry run.
MOST_ROUNDS = 400
LONGEST_S = 6.0


class Course:
    """`followed`: the ids of the instance that is tried out and of those it calls, in the order of their beginning;
    what is made in the course has ids after `mark`. `repeats`: the run that is done once more, under its own id, so
    that what is drawn by it is drawn again. `told`: what steps count as having told before."""

    def __init__(
        self,
        asker: Context,
        plan: WorkflowPlan,
        wish: Wish,
        until: datetime,
        *,
        repeats: str | None = None,
        told: Mapping[str, Any] | None = None,
    ) -> None:
        self.asker = asker
        self.followed: list[str] = []
        self.began_at = asker.now()
        self.mark = new_id()
        self._plan = plan
        self._wish = wish
        self._until = until
        self._repeats = repeats
        self._told = told
        assert isinstance(asker.clock, FakeClock)
        self._clock = asker.clock
        self._workspace = asker.workspace
        self._acting = replace(context_of(asker.workspace, plan.app), request_id=asker.request_id)
        self.replies = Replies(asker, wish)

    def run(self, record: Record | None) -> str | None:
        """Run to the end. Returns what it was cut short by: "rounds", "time" or "until"; None where nothing is left
        that would happen by itself or by a reply."""
        began = stopwatch_s()
        self._begin(record)
        for _ in range(MOST_ROUNDS):
            if stopwatch_s() - began > LONGEST_S:
                return "time"
            if self._run_due() or self.replies.give_due(self.followed):
                continue
            moment = min(self._moments(), default=None)
            if moment is None:
                return None
            if moment > self._until:
                self._clock.set(self._until)
                return "until"
            self._clock.set(max(moment, self._clock.now()))
        return "rounds"

    def _begin(self, record: Record | None) -> None:
        plan, about = self._plan, self._plan.subject.is_record
        cause: dict[str, Any] = {
            "app": plan.app,
            "workflow": plan.key,
            "hash": plan.hash,
            "form_app": plan.form.app if about else None,
            "form": plan.form.key if about else None,
            "record_id": record.id if record is not None else None,
            "event": "dry_run",
            "change_id": None,
            "depth": 0,
        }
        if self._wish.inputs:
            cause["data"] = dict(self._wish.inputs)
        maker = record.created_by if record is not None else self.asker.actor.person_id
        initiator = maker if is_id(maker) else None
        id = changes.run(
            self._acting, lambda tx: begin(self._acting, tx, cause, initiator, id=self._repeats, told=self._told)
        )
        self.followed.append(id)

    def _waiting(self) -> Iterator[Job]:
        """The jobs of these instances, the earliest first."""
        columns = [job.c[name] for name in Job.__slots__]
        query = sa.select(*columns).where(job.c.id > self.mark, job.c.state == "waiting", job.c.kind.in_(_RUN))
        with self._workspace.database.read() as connection:
            found = [Job(**row) for row in connection.execute(query.order_by(job.c.run_at, job.c.id)).mappings()]
        return (one for one in found if one.payload["instance"] in self.followed)

    def _run_due(self) -> bool:
        for one in self._waiting():
            if one.kind == SEND:
                if self.replies.answer_call(one, self._acting):
                    return True
            elif one.run_at <= self._clock.now():
                self._run(one)
                return True
        return False

    def _moments(self) -> Iterator[datetime]:
        for one in self._waiting():
            if one.kind != SEND:
                yield one.run_at
            elif (moment := self.replies.call_moment(one)) is not None:
                yield moment
        yield from self.replies.moments(self.followed)

    def _run(self, one: Job) -> None:
        handler = find_handler(one.kind)
        assert handler is not None
        assert handler.run is not None
        run = handler.run

        def unit(tx: Transaction) -> None:
            settled(tx, one, self._clock.now())
            run(self._acting, tx, one)

        changes.run(self._acting, unit)
        if one.kind == BEGIN:
            self._follow_called()

    def _follow_called(self) -> None:
        t = tables.call
        query = sa.select(t.c.called_id).where(t.c.instance_id.in_(self.followed), t.c.called_id.is_not(None))
        with self._workspace.database.read() as connection:
            for id in connection.execute(query.order_by(t.c.called_id)).scalars():
                if id not in self.followed:
                    self.followed.append(id)
