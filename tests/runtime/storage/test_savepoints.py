"""Parts of a unit that can be undone by themselves, within one another and beside SQLAlchemy's own."""

import pytest
import sqlalchemy as sa

from loomwork.runtime import changes
from loomwork.runtime.context import Context
from loomwork.runtime.jobs import enqueue
from loomwork.runtime.jobs.tables import job
from loomwork.runtime.storage import Transaction
from loomwork.runtime.storage.savepoints import Savepoint


def kinds(context: Context) -> list[str]:
    """What was written, in order."""
    with context.workspace.database.look() as connection:
        return list(connection.execute(sa.select(job.c.kind).order_by(job.c.kind)).scalars())


def fail(context: Context, tx: Transaction, kind: str) -> None:
    """A part with a part within it that is released; then it fails."""
    with Savepoint(tx):
        with Savepoint(tx):
            enqueue(context, tx, kind, {})
        raise ZeroDivisionError


def test_of_parts_within_one_another_each_is_undone_by_itself(context: Context) -> None:
    def act(tx: Transaction) -> None:
        with Savepoint(tx):
            enqueue(context, tx, "a.outer", {})
            with pytest.raises(ZeroDivisionError):
                fail(context, tx, "b.undone")
            with Savepoint(tx):
                enqueue(context, tx, "c.inner", {})

    changes.run(context, act)
    assert kinds(context) == ["a.outer", "c.inner"]


def test_parts_stand_within_those_of_sqlalchemy_and_around_them(context: Context) -> None:
    def act(tx: Transaction) -> None:
        with tx.connection.begin_nested(), Savepoint(tx), tx.connection.begin_nested():
            enqueue(context, tx, "a.within", {})
            with pytest.raises(ZeroDivisionError):
                fail(context, tx, "b.undone")

    changes.run(context, act)
    assert kinds(context) == ["a.within"]


def test_a_refused_statement_undoes_its_part_alone(context: Context) -> None:
    def act(tx: Transaction) -> None:
        enqueue(context, tx, "a.before", {})
        with pytest.raises(sa.exc.IntegrityError), Savepoint(tx):
            tx.execute(sa.insert(job).values(id=None))
        enqueue(context, tx, "b.after", {})

    changes.run(context, act)
    assert kinds(context) == ["a.before", "b.after"]
