"""Collision check: it names the owner and nothing else, it is kept, and nobody asks without end."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from loomwork.runtime import directory
from loomwork.runtime.changes.tables import change_entry
from loomwork.runtime.directory.errors import TooManyQuestions
from loomwork.runtime.errors import InvalidValue, NotFound


def ask(context, name):
    return directory.collisions.ask(context, "crm", "customer", name)


def test_it_names_the_owner_and_nothing_else(add, person):
    owner, asker = person("seller"), person("seller")
    add("宁波恒泰自动化设备有限公司", short="恒泰自动化", tax="T1", seller=owner.actor.person_id)

    assert ask(asker, "恒泰自动化") == {"owned": True, "owner": owner.actor.name}
    assert ask(asker, "t1")["owned"]
    assert ask(asker, "恒泰") == {"owned": False, "owner": None}


def test_records_without_owner_and_exempt_ones_do_not_answer(add, person):
    owner, asker = person("seller"), person("seller")
    add("宁波恒泰自动化设备有限公司")
    add("青岛海纳物流有限公司", seller=owner.actor.person_id, vip="yes")

    assert not ask(asker, "宁波恒泰自动化设备")["owned"]
    assert not ask(asker, "青岛海纳物流")["owned"]


def test_questions_are_kept_and_counted(add, person, workspace, clock):
    asker = person("seller")
    for _ in range(3):
        ask(asker, "恒泰自动化")
    with pytest.raises(TooManyQuestions):
        ask(asker, "恒泰自动化")
    clock.advance(timedelta(minutes=61))
    ask(asker, "恒泰自动化")

    with workspace.database.read() as connection:
        kept = (
            connection.execute(sa.select(change_entry.c.patch).where(change_entry.c.object_kind == "collision"))
            .scalars()
            .all()
        )
    assert [patch[0]["after"]["asked"] for patch in kept] == ["恒泰自动化"] * 4


def test_who_may_not_create_may_not_ask(add, person):
    with pytest.raises(NotFound):
        ask(person("clerk"), "恒泰自动化")
    with pytest.raises(InvalidValue):
        ask(person("seller"), "  。")
