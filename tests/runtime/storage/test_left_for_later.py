"""Statements nobody waits for: they happen before anything else in the unit, and fail with the part they belong to."""

from typing import Any

import pytest
import sqlalchemy as sa

from loomwork.runtime import changes
from loomwork.runtime.context import Context
from loomwork.runtime.identifiers import new_id
from loomwork.runtime.jobs.tables import job
from loomwork.runtime.storage import Transaction
from loomwork.runtime.storage.prepared import Prepared
from loomwork.runtime.storage.savepoints import Savepoint

_INSERT = Prepared(sa.insert(job), list(job.c.keys()))
_RENAME = Prepared(sa.update(job).where(job.c.id == sa.bindparam("of_id")).values(kind=sa.bindparam("new_kind")))


class NotThere(Exception):
    """No row was written."""


def a_job(context: Context, kind: str, id: str | None = None) -> dict[str, Any]:
    id = id or new_id()
    rest: dict[str, Any] = dict.fromkeys(job.c.keys())
    numbers = {"lane": 0, "fence": 0, "attempts": 0, "deliveries": 0}
    known = {"id": id, "kind": kind, "payload": {}, "state": "done", "idempotency_key": id}
    return rest | numbers | known | {"run_at": context.now(), "created_at": context.now()}


def kinds(context: Context) -> list[str]:
    with context.workspace.database.look() as connection:
        return list(connection.execute(sa.select(job.c.kind).order_by(job.c.kind)).scalars())


def refused(context: Context, tx: Transaction) -> None:
    with Savepoint(tx):
        tx.later(_INSERT, a_job(context, "b"))
        tx.later(_INSERT, a_job(context, "c", "same"))


def refused_before_a_part(context: Context, tx: Transaction) -> None:
    with Savepoint(tx):
        tx.later(_INSERT, a_job(context, "b", "same"))
        with Savepoint(tx):
            tx.later(_INSERT, a_job(context, "c"))


def refused_after_a_part(context: Context, tx: Transaction) -> None:
    with Savepoint(tx):
        with Savepoint(tx):
            tx.execute(sa.insert(job).values(a_job(context, "b")))
        _INSERT.run(tx, a_job(context, "c", "same"))


def failing(context: Context, tx: Transaction) -> None:
    with Savepoint(tx):
        with Savepoint(tx):
            tx.later(_INSERT, a_job(context, "b"))
        tx.later(_INSERT, a_job(context, "c"))
        raise ZeroDivisionError


def renaming_nobody(context: Context, tx: Transaction) -> None:
    with Savepoint(tx):
        tx.later(_INSERT, a_job(context, "a"))
        tx.later(_RENAME, {"of_id": "nobody", "new_kind": "x"}, NotThere)
        tx.settle()


def test_it_is_seen_by_the_next_question_and_committed(context: Context) -> None:
    def act(tx: Transaction) -> None:
        connection = tx.connection
        tx.later(_INSERT, a_job(context, "a"))
        assert connection.execute(sa.select(job.c.kind)).scalars().all() == ["a"]
        tx.later(_INSERT, a_job(context, "b"))

    changes.run(context, act)
    assert kinds(context) == ["a", "b"]


def test_one_that_is_refused_undoes_its_part_alone(context: Context) -> None:
    def act(tx: Transaction) -> None:
        tx.later(_INSERT, a_job(context, "a", "same"))
        with pytest.raises(sa.exc.IntegrityError):
            refused(context, tx)
        tx.later(_INSERT, a_job(context, "d"))

    changes.run(context, act)
    assert kinds(context) == ["a", "d"]


def test_one_that_is_refused_is_told_before_a_part_begins(context: Context) -> None:
    def act(tx: Transaction) -> None:
        tx.later(_INSERT, a_job(context, "a", "same"))
        with pytest.raises(sa.exc.IntegrityError):
            refused_before_a_part(context, tx)
        tx.later(_INSERT, a_job(context, "d"))

    changes.run(context, act)
    assert kinds(context) == ["a", "d"]


def test_a_part_that_nothing_was_asked_in_is_undone_too(context: Context) -> None:
    def act(tx: Transaction) -> None:
        tx.later(_INSERT, a_job(context, "a"))
        with pytest.raises(ZeroDivisionError):
            failing(context, tx)
        with Savepoint(tx):
            tx.later(_INSERT, a_job(context, "d"))

    changes.run(context, act)
    assert kinds(context) == ["a", "d"]


def test_parts_that_ended_before_one_that_fails_stay(context: Context) -> None:
    def act(tx: Transaction) -> None:
        with Savepoint(tx):
            tx.execute(sa.insert(job).values(a_job(context, "a", "same")))
        with pytest.raises(sa.exc.IntegrityError):
            refused_after_a_part(context, tx)
        tx.later(_INSERT, a_job(context, "d"))

    changes.run(context, act)
    assert kinds(context) == ["a", "d"]


def test_one_that_writes_nothing_is_told_when_it_is_settled_at_the_latest(context: Context) -> None:
    def act(tx: Transaction) -> None:
        with pytest.raises(NotThere):
            renaming_nobody(context, tx)
        tx.later(_INSERT, a_job(context, "b", "mine"))
        tx.later(_RENAME, {"of_id": "mine", "new_kind": "c"}, NotThere)

    changes.run(context, act)
    assert kinds(context) == ["c"]


def test_one_that_is_refused_at_the_end_leaves_nothing(context: Context) -> None:
    def act(tx: Transaction) -> None:
        tx.later(_INSERT, a_job(context, "a", "same"))
        tx.later(_INSERT, a_job(context, "b", "same"))

    with pytest.raises(sa.exc.IntegrityError):
        changes.run(context, act)
    assert kinds(context) == []
    changes.run(context, lambda tx: tx.later(_INSERT, a_job(context, "c")))
    assert kinds(context) == ["c"]
