"""What committed changes have touched: each is told to whoever looks after its commit, once, and by its exact name."""

from typing import Any

import pytest
import sqlalchemy as sa

from loomwork.runtime import changes
from loomwork.runtime.changes import Touched, change_of
from loomwork.runtime.changes.tables import change
from loomwork.runtime.changes.touched import ANYTHING
from loomwork.runtime.context import Context


def touch(tx: Any, *names: str) -> None:
    for name in names:
        kind, key = name.split()
        change_of(tx).entry(kind, key, "1", "change", [])


def test_what_was_there_before_the_first_look_is_not_new(context: Context) -> None:
    changes.run(context, lambda tx: touch(tx, "record crm.deal"))
    touched = Touched(context.workspace)
    assert touched.look().count == touched.look().count == touched.last(ANYTHING) == 0


def test_each_change_is_told_once_by_object_by_kind_and_as_anything(context: Context) -> None:
    touched = Touched(context.workspace)
    touched.look()
    changes.run(context, lambda tx: touch(tx, "record crm.deal", "instance crm.flow"))
    assert touched.last("record crm.deal") == 0, "nobody has looked"
    assert [touched.look().count for _ in range(2)] == [1, 1]
    names = ("record crm.deal", "instance crm.flow", "record", "instance", ANYTHING, "record crm", "record crm.dea")
    assert [touched.last(name) for name in names] == [1, 1, 1, 1, 1, 0, 0]

    changes.run(context, lambda tx: touch(tx, "record crm.customer"))
    assert touched.look().count == touched.count == 2
    assert [touched.last(name) for name in names] == [1, 1, 2, 1, 2, 0, 0]


def test_a_change_of_nothing_is_a_change_and_one_taken_back_is_none(context: Context) -> None:
    touched = Touched(context.workspace)
    touched.look()

    def fail(tx: Any) -> None:
        touch(tx, "record crm.deal")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        changes.run(context, fail)
    assert touched.look().count == 0
    changes.run(context, lambda tx: None)
    assert (touched.look().count, touched.last(ANYTHING), touched.last("record")) == (1, 1, 0)


def test_each_who_looks_for_himself_learns_of_it(context: Context) -> None:
    first, second = Touched(context.workspace), Touched(context.workspace)
    for one in (first, second):
        one.look()
    changes.run(context, lambda tx: touch(tx, "record crm.deal"))
    assert [one.look().count for one in (first, first, second)] == [1, 1, 1]


def test_of_several_that_are_open_at_once_each_is_told_when_it_is_committed(context: Context) -> None:
    if context.workspace.database.dialect == "sqlite":
        pytest.skip("one writes after the other here")
    touched = Touched(context.workspace)
    touched.look()
    with changes.recorded(context) as early:
        touch(early, "record crm.early")
        early.execute(sa.select(sa.literal(1)))
        with changes.recorded(context) as late:
            touch(late, "record crm.late")
            late.execute(sa.select(sa.literal(1)))
            assert touched.look().count == 0
        assert (touched.look().count, touched.last("record crm.late"), touched.last("record crm.early")) == (1, 1, 0)
        changes.run(context, lambda tx: touch(tx, "record crm.third"))
        assert (touched.look().count, touched.look().count, touched.last("record crm.early")) == (2, 2, 0)
    assert (touched.look().count, touched.look().count, touched.last("record crm.early")) == (3, 3, 3)
    assert touched.last("record crm.late") == 1


def test_numbers_of_another_server_in_a_restored_database_are_not_told_again_and_again(context: Context) -> None:
    if context.workspace.database.dialect == "sqlite":
        pytest.skip("rows have no numbers of a server here")
    changes.run(context, lambda tx: touch(tx, "record crm.deal"))
    with context.workspace.database.write() as tx:
        tx.execute(sa.update(change).values(xid=2**60))
    touched = Touched(context.workspace)
    touched.look()
    assert [touched.look().count for _ in range(2)] == [0, 0]
    changes.run(context, lambda tx: touch(tx, "record crm.customer"))
    assert (touched.look().count, touched.last("record crm.deal")) == (1, 0)
