"""Statements that nobody waits for leave together; whatever else the unit does, it is written whole or not at all."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import sqlalchemy as sa

from loomwork.runtime import changes
from loomwork.runtime.changes import change_of
from loomwork.runtime.changes.tables import change, change_entry
from loomwork.runtime.context import Context
from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.errors import StalePlan
from loomwork.runtime.jobs import enqueue
from loomwork.runtime.jobs.tables import job
from loomwork.runtime.storage import Transaction
from loomwork.runtime.storage.tables import workspace_state


def written(context: Context) -> list[int]:
    """How many rows there are of headers, entries and jobs."""
    with context.workspace.database.look() as connection:
        return [connection.execute(sa.select(sa.func.count()).select_from(t)).scalar_one() for t in TABLES]


TABLES = (change, change_entry, job)


def unit(context: Context, tx: Transaction) -> None:
    change_of(tx).entry("thing", "app.thing", "1", "create", [{"op": "add", "path": [], "after": {"a": 1}}])
    enqueue(context, tx, "test.nothing", {"x": 1}, key=change_of(tx).id, new_key=True)


def test_a_unit_of_writes_is_written_whole(context: Context) -> None:
    before = written(context)
    rang: list[bool] = []

    def act(tx: Transaction) -> None:
        unit(context, tx)
        tx.after_commit(lambda: rang.append(True))

    changes.run(context, act, gathers=True)
    assert [now - then for now, then in zip(written(context), before, strict=True)] == [1, 1, 1]
    assert rang == [True]


def test_what_was_kept_back_is_there_for_who_looks_inside_the_unit(context: Context) -> None:
    def act(tx: Transaction) -> Any:
        unit(context, tx)
        return tx.execute(sa.select(job.c.kind)).scalars().all()

    assert changes.run(context, act, gathers=True) == ["test.nothing"]


@pytest.mark.parametrize("looks", [False, True])
def test_a_unit_that_fails_leaves_nothing(context: Context, looks: bool) -> None:
    before = written(context)

    def act(tx: Transaction) -> None:
        unit(context, tx)
        if looks:
            tx.execute(sa.select(job.c.kind)).all()
        raise RuntimeError

    with pytest.raises(RuntimeError):
        changes.run(context, act, gathers=True)
    assert written(context) == before


def test_a_unit_whose_last_write_is_refused_leaves_nothing(context: Context) -> None:
    before = written(context)

    def act(tx: Transaction) -> None:
        unit(context, tx)
        enqueue(context, tx, "test.nothing", {}, key=change_of(tx).id, new_key=True)

    with pytest.raises(sa.exc.IntegrityError):
        changes.run(context, act, gathers=True)
    assert written(context) == before


@pytest.mark.parametrize("looks", [False, True])
def test_a_stale_plan_writes_nothing(context: Context, looks: bool) -> None:
    revision = plan_cache(context.workspace).latest().revision
    with context.workspace.database.write() as tx:
        tx.execute(sa.update(workspace_state).values(definition_revision=revision + 1))
    before = written(context)

    def act() -> None:
        with changes.recorded(context, revision=revision, gathers=True) as tx:
            unit(context, tx)
            if looks:
                tx.execute(sa.select(job.c.kind)).all()

    with pytest.raises(StalePlan):
        act()
    assert written(context) == before


def test_a_unit_that_does_nothing_but_begin_has_its_header(context: Context) -> None:
    before = written(context)
    changes.run(context, lambda tx: None, gathers=True)
    assert written(context)[0] == before[0] + 1


def test_of_many_at_once_only_the_one_that_fails_is_missing(context: Context) -> None:
    """On SQLite they share commits."""
    before = written(context)
    rang: list[int] = []

    def make(number: int) -> None:
        def act(tx: Transaction) -> None:
            unit(context, tx)
            tx.after_commit(lambda: rang.append(number))
            if number % 5 == 0:
                enqueue(context, tx, "test.nothing", {}, key=change_of(tx).id, new_key=True)

        changes.run(context, act, gathers=True)

    with ThreadPoolExecutor(8) as pool:
        made = [pool.submit(make, number) for number in range(40)]
        refused = {number for number, one in enumerate(made) if one.exception() is not None}
    assert refused == {number for number in range(40) if number % 5 == 0}
    assert sorted(rang) == [number for number in range(40) if number % 5]
    assert [now - then for now, then in zip(written(context), before, strict=True)] == [32, 32, 32]
