"""Long work a person waits for: started by one request, run as a durable job, watched by others.

The job calls outside its transaction (scenarios take seconds) and is therefore repeatable: whoever registers an
operation makes a second run harmless.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from ..runtime import jobs
from ..runtime.context import Context, Provenance
from ..runtime.errors import NotFound, PlatformError
from ..runtime.identifiers import new_id
from ..runtime.people import person_actor
from ..runtime.storage import Transaction
from .tables import operation

# Told how far it is: done, total, label (one text per language).
Progress = Callable[[int, int, dict[str, str]], None]
# Does the work in the name of the person who asked; returns the result (JSON).
Work = Callable[[Context, dict[str, Any], Progress], Any]

_JOB = "operation.run"
_works: dict[str, tuple[Work, Provenance]] = {}


@dataclass(frozen=True, slots=True)
class Operation:
    """`state` is waiting, running, done or failed; `label` and `problem` are one text or document per language."""

    id: str
    kind: str
    state: str
    done: int
    total: int
    label: Any
    result: Any
    problem: Any


def operation_kind(kind: str, provenance: Provenance) -> Callable[[Work], Work]:
    """Decorate the work of a kind of operation. What it changes has the operation's id as its request."""

    def register(work: Work) -> Work:
        _works[kind] = work, provenance
        return work

    return register


def start(context: Context, tx: Transaction, kind: str, payload: dict[str, Any]) -> str:
    """Write an operation that begins after the commit. Returns its id."""
    id = new_id()
    tx.execute(
        sa.insert(operation).values(
            id=id,
            kind=kind,
            state="waiting",
            done=0,
            total=0,
            payload=payload,
            requested_by=context.actor.person_id,
            locale=context.locale,
            created_at=context.now(),
        )
    )
    jobs.enqueue(context, tx, _JOB, {"operation": id}, key=f"operation/{id}")
    return id


def get(context: Context, id: str) -> Operation:
    """An operation of the asking person. Raises NotFound."""
    t = operation.c
    query = sa.select(t.id, t.kind, t.state, t.done, t.total, t.label, t.result, t.problem)
    query = query.where(t.id == id, t.requested_by == context.actor.person_id)
    with context.workspace.database.read() as connection:
        row = connection.execute(query).one_or_none()
    if row is None:
        raise NotFound
    return Operation(*row)


def payload_of(context: Context, id: str) -> dict[str, Any]:
    """What an operation of the asking person was started with. Raises NotFound."""
    query = sa.select(operation.c.payload).where(
        operation.c.id == id, operation.c.requested_by == context.actor.person_id
    )
    with context.workspace.database.read() as connection:
        payload: dict[str, Any] | None = connection.execute(query).scalar_one_or_none()
    if payload is None:
        raise NotFound
    return payload


def _call(context: Context, job: jobs.Job) -> Any:
    id = job.payload["operation"]
    with context.workspace.database.read() as connection:
        row = connection.execute(sa.select(operation).where(operation.c.id == id)).one()
    if row.state in ("done", "failed"):
        return None
    actor = person_actor(context.workspace, row.requested_by)
    work, provenance = _works[row.kind]
    asker = Context(context.workspace, actor, locale=row.locale, provenance=provenance, request_id=id)

    def progress(done: int, total: int, label: dict[str, str]) -> None:
        _set(context, id, state="running", done=done, total=total, label=label)

    try:
        result = work(asker, row.payload, progress)
    except PlatformError as error:
        # An answer to the person, not a failure of the job: trying again would say the same.
        problem = {locale: error.problem(locale) for locale in ("zh-CN", "en")}
        return {"state": "failed", "problem": problem}
    return {"state": "done", "result": result}


def _settle(context: Context, tx: Transaction, job: jobs.Job, answer: Any) -> None:
    if answer is not None:
        tx.execute(sa.update(operation).where(operation.c.id == job.payload["operation"]).values(**answer))


def _gave_up(context: Context, tx: Transaction, job: jobs.Job, error: PlatformError) -> None:
    problem = {locale: error.problem(locale) for locale in ("zh-CN", "en")}
    id = job.payload["operation"]
    tx.execute(sa.update(operation).where(operation.c.id == id).values(state="failed", problem=problem))


def _set(context: Context, id: str, **values: Any) -> None:
    with context.workspace.database.write() as tx:
        tx.execute(sa.update(operation).where(operation.c.id == id).values(**values))


jobs.outside_handler(_JOB, call=_call, settle=_settle, gave_up=_gave_up)
