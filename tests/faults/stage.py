"""Plays paths on the engine, inside one process: people, app, acts and what is seen after each.

Everything can be done again after a crash: a step whose effect is there already is passed over.
"""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from loomwork.runtime import changes, jobs, records
from loomwork.runtime.context import SYSTEM, Context
from loomwork.runtime.definitions import plans_in, publish, put_app
from loomwork.runtime.forms import build_tables
from loomwork.runtime.holds.tables import record_hold
from loomwork.runtime.ledgers import tables as ledger_tables
from loomwork.runtime.messages import answer
from loomwork.runtime.messages.tables import message, question
from loomwork.runtime.people import load_people, organisation_of, person_actor
from loomwork.runtime.storage import FakeClock, Transaction, Workspace
from loomwork.runtime.workflows import tables, tasks
from tests.connectors.partner import Partner

from . import app
from .effects import UNITS
from .judge import OPEN_TASKS
from .outside import connect
from .reference.graphs import ANSWERS, Drawing
from .reference.paths import TICK, Path, Sight, Step

# The key under which a wait's own moment comes, which is no limit.
WAIT = "-"
_STATES = {"waiting": "running", "completed": "done"}


def set_up(workspace: Workspace, flows: list[Drawing], server: Partner) -> None:
    """Bring the people and the app into an empty workspace, and connect it to the outside."""
    context = Context(workspace, SYSTEM, provenance="system")
    documents = app.documents(flows)

    def publish_app(tx: Transaction) -> None:
        put_app(tx, context, app.KEY, app.manifest()["version"], app.manifest(), documents)
        publish(tx, context, app.KEY, documents)
        build_tables(tx, plans_in(workspace, tx))

    changes.run(context, lambda tx: load_people(tx, context, app.people_rows()))
    changes.run(context, publish_app)
    connect(Context(workspace, person_actor(workspace, Stage(workspace).ids["ops"])), app.KEY, app.OUTSIDE, server)


class Stage:
    """One workspace in which paths are played. `between` is called after each act, `run_due` by default."""

    def __init__(self, workspace: Workspace, run: Callable[[Workspace], Any] = jobs.run_due) -> None:
        self.workspace = workspace
        self._run = run
        organisation = organisation_of(workspace)
        people = {code: organisation.by_code(code) for code in app.PEOPLE}
        self.ids = {code: person.id for code, person in people.items() if person is not None}
        self._codes = {id: code for code, id in self.ids.items()}

    def start(self, path: Path, name: str) -> str:
        """Make the path's record, once for each name, and return its id."""
        values = path.record | {"handler": self.ids[path.record["handler"]], "note": name}
        made = records.create(self._as("ops"), app.KEY, app.FORM, values, idempotency_key=name)
        self._run(self.workspace)
        return made.id

    def play(self, record_id: str, step: Step) -> None:
        """Do one step and what follows from it; nothing where it was done before."""
        if step.act == "tick":
            self.tick()
        elif step.act in ANSWERS:
            self._answer(record_id, step)
        elif (task := self._open_task(record_id, step)) is not None:
            self._act(task, step)
        self._run(self.workspace)

    def tick(self) -> None:
        clock = self.workspace.clock
        if isinstance(clock, FakeClock):
            clock.advance(TICK)
            return
        with self.workspace.database.write() as tx:
            self.workspace.advance_clock(tx, TICK)

    def catch_up(self) -> None:
        """Do what is due."""
        self._run(self.workspace)

    def ticks(self) -> int:
        """How often the clock of a sandbox has been moved."""
        with self.workspace.database.read() as connection:
            return timedelta(seconds=self.workspace.state(connection).clock_offset_s) // TICK

    def sight(self, record_id: str) -> Sight:
        """What can be seen of the record's instance now."""
        with self.workspace.database.read() as connection:
            instance = connection.execute(sa.select(tables.instance).where(*_started(record_id))).one_or_none()
            open_ = self._open(connection, record_id)
        state = "not started" if instance is None else _STATES.get(instance.state, instance.state)
        return Sight(state, open_)

    def summary(self, record_id: str) -> dict[str, Any]:
        """The same summary that reference/paths.py makes."""
        event, hold, account = tables.instance_event, record_hold, ledger_tables.account
        with self.workspace.database.read() as connection:
            events = connection.execute(sa.select(event).where(event.c.instance_id.in_(_family(record_id)))).all()
            told = connection.execute(sa.select(message.c.key, message.c.person_id, message.c.link)).all()
            held = sa.select(hold.c.node).where(hold.c.record_id == record_id, hold.c.released_at.is_(None))
            holding = connection.execute(held).scalars().all()
            points = connection.execute(sa.select(account.c.balance).where(account.c.account == record_id)).scalar()
        sight = self.sight(record_id)
        return {
            "state": sight.state,
            "left": sorted((one.node, one.visit, one.data["outcome"]) for one in events if one.kind == "left"),
            "open": list(sight.open),
            "limits": sorted(_fired(one) for one in events if one.kind == "limit" and one.data["key"] != WAIT),
            "messages": sorted(
                Counter((key, self._codes[to]) for key, to, link in told if link["record"] == record_id).items()
            ),
            "held": sorted(set(holding)),
            "points": (points or 0) // UNITS,
        }

    def _open(self, connection: sa.Connection, record_id: str) -> tuple[tuple[str, int, str], ...]:
        task = tables.task
        query = sa.select(task).where(task.c.record_id == record_id, task.c.state.in_(OPEN_TASKS))
        open_ = [(row.node, row.visit, self._codes[row.assignee]) for row in connection.execute(query)]
        for row in connection.execute(_asking(record_id)):
            _, node, visit = row.asked.split("/")
            open_.append((node, int(visit), self._codes[row.person_id]))
        return tuple(sorted(open_))

    def _answer(self, record_id: str, step: Step) -> None:
        """Nothing where it was answered before."""
        with self.workspace.database.read() as connection:
            asking = connection.execute(_asking(record_id)).all()
        for row in asking:
            if row.asked.endswith(f"/{step.node}/{step.visit}") and row.person_id == self.ids[step.person]:
                answer(self._as(step.person), row.message_id, step.act)

    def _open_task(self, record_id: str, step: Step) -> Any:
        task = tables.task
        query = sa.select(task).where(
            task.c.record_id == record_id,
            task.c.node == step.node,
            task.c.visit == step.visit,
            task.c.assignee == self.ids[step.person],
            task.c.state.in_(OPEN_TASKS),
        )
        with self.workspace.database.read() as connection:
            return connection.execute(query).one_or_none()

    def _act(self, task: Any, step: Step) -> None:
        context = self._as(step.person)
        if step.act == "complete":
            tasks.complete(context, task.id, {}, revision=task.revision)
        elif step.act == "decline":
            tasks.decline(context, task.id, app.DECLINE_REASON, None, revision=task.revision)
        else:
            tasks.decide(context, task.id, step.act, None, revision=task.revision)

    def _as(self, code: str) -> Context:
        return Context(self.workspace, person_actor(self.workspace, self.ids[code]))


def _started(record_id: str) -> tuple[sa.ColumnElement[bool], ...]:
    """The instance that the record itself started, none of those that are called."""
    instance = tables.instance.c
    return instance.record_id == record_id, instance.caller.is_(None)


def _family(record_id: str) -> sa.ScalarSelect[str]:
    """The record's instance with all that were called from it on."""
    instance = tables.instance
    family = sa.select(instance.c.id).where(*_started(record_id)).cte("family", recursive=True)
    family = family.union_all(sa.select(instance.c.id).join(family, instance.c.caller == family.c.id))
    return sa.select(family.c.id).scalar_subquery()


def _asking(record_id: str) -> sa.Select[Any]:
    """The questions that steps of the record's family wait for."""
    open_ = (question.c.answer.is_(None), question.c.closed_at.is_(None), question.c.asked.is_not(None))
    asked_by = sa.func.substr(question.c.asked, 1, sa.func.length(tables.instance.c.id))
    query = sa.select(question.c.message_id, question.c.asked, message.c.person_id)
    query = query.join(message, message.c.id == question.c.message_id)
    query = query.join(tables.instance, tables.instance.c.id == asked_by)
    return query.where(tables.instance.c.id.in_(_family(record_id)), *open_)


def _fired(event: Any) -> tuple[str, int, str]:
    return event.node, event.visit, event.data["key"]
