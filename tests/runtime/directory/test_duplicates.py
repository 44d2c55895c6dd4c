"""Duplicates: found by what they share, explained, shown only as far as one may see, and dismissed for good."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from loomwork.runtime import changes, directory, records
from loomwork.runtime.directory.entries import made_entry, named
from loomwork.runtime.directory.errors import NoNames
from loomwork.runtime.directory.pairing import find_pairs, find_pairs_of
from loomwork.runtime.errors import Forbidden, NotFound
from loomwork.runtime.identifiers import new_id
from loomwork.runtime.jobs import run_due
from loomwork.runtime.jobs.tables import job


@pytest.fixture
def looked(context, workspace):
    def look():
        directory.look_for_duplicates(context, "crm", "customer")
        run_due(workspace)

    return look


def groups(context):
    found = directory.duplicates(context, "crm", "customer")
    return [({record["values"]["name"] for record in item["records"]}, item["reasons"]) for item in found["items"]]


def test_duplicates_are_found_and_explained(add, context, looked):
    add("宁波恒泰自动化设备有限公司", tax="91330200MA281ABC0X")
    add("恒泰（宁波）设备", tax="91330200ma281abc0x")
    add("杭州信达网络科技有限公司", city="杭州")
    add("信达网络科技股份有限公司")
    add("深圳金桥源医疗器械有限公司")
    add("深圳金乔源医疗器械有限公司")
    add("北京康源食品有限公司", short="康源食品")
    add("上海康源食品有限公司", short="康源食品")
    looked()

    assert groups(context) == [
        ({"宁波恒泰自动化设备有限公司", "恒泰（宁波）设备"}, ["税号相同"]),
        ({"杭州信达网络科技有限公司", "信达网络科技股份有限公司"}, ["除公司形式和地名外相同"]),
        ({"深圳金桥源医疗器械有限公司", "深圳金乔源医疗器械有限公司"}, ["读音相同"]),
    ]


def test_three_that_hang_together_are_one_group(add, context, looked):
    add("恒泰设备有限公司", phone="13800000000")
    add("海纳物流有限公司", phone="13800000000", tax="T1")
    add("信达网络有限公司", tax="t1")
    looked()

    assert [len(names) for names, _ in groups(context)] == [3]


def test_dismissed_ones_do_not_come_back(add, context, looked):
    ids = [add("恒泰设备有限公司"), add("恒泰设备股份有限公司")]
    looked()
    assert groups(context)

    directory.dismiss(context, "crm", "customer", ids)

    assert groups(context) == []
    looked()
    assert groups(context) == []


def test_what_one_may_not_see_is_not_told(add, context, person, looked):
    keeper, clerk, seller = person("keeper"), person("clerk"), person("seller")
    ids = [
        add("恒泰设备有限公司", phone="13800000000"),
        add("海纳物流有限公司", phone="13800000000", seller=seller.actor.person_id),
    ]
    looked()

    assert groups(keeper)
    # The phone is hidden from clerks: that two share one is nothing they are told.
    assert groups(clerk) == []
    assert groups(seller) == []
    with pytest.raises(NotFound):
        directory.duplicates(person("stranger"), "crm", "customer")
    with pytest.raises(Forbidden):
        directory.dismiss(clerk, "crm", "customer", ids)
    with pytest.raises(NoNames):
        directory.duplicates(context, "crm", "order")


def test_new_and_changed_names_are_compared_by_themselves(add, context, workspace, clock, looked):
    add("恒泰设备有限公司")
    alone = add("海纳物流有限公司")
    different = [add("信达网络有限公司"), add("信达网络股份有限公司")]
    looked()
    directory.dismiss(context, "crm", "customer", different)
    assert groups(context) == []

    add("恒泰设备股份有限公司")
    records.change(context, "crm", "customer", alone, {"name": "海纳运输有限公司"}, revision=1)
    add("海纳运输股份有限公司")
    run_due(workspace)
    assert groups(context) == []
    clock.advance(timedelta(minutes=11))
    run_due(workspace)

    assert sorted(min(names) for names, _ in groups(context)) == ["恒泰设备有限公司", "海纳运输有限公司"]
    assert directory.waiting(context, "crm", "customer") == 2
    assert directory.duplicates(context, "crm", "customer")["scan"]["records"] == 6

    records.change(context, "crm", "customer", alone, {"name": "金桥食品有限公司"}, revision=2)
    clock.advance(timedelta(minutes=11))
    run_due(workspace)
    assert [min(names) for names, _ in groups(context)] == ["恒泰设备有限公司"]


def test_names_of_a_form_nobody_looked_through_are_compared_all(add, context, workspace, clock):
    add("恒泰设备有限公司")
    add("恒泰设备股份有限公司")
    clock.advance(timedelta(minutes=11))
    run_due(workspace)

    assert len(groups(context)) == 1


def test_many_writes_ask_for_one_comparison(add, context, workspace):
    changes.run(context, lambda tx: [add_in(context, tx, f"众多{n}号公司") for n in range(30)])
    for number in range(5):
        add(f"单个{number}号公司")

    with workspace.database.read() as connection:
        wanted = sa.select(sa.func.count()).where(job.c.kind == "directory.compare_new")
        assert connection.execute(wanted).scalar_one() == 1


def add_in(context, tx, name):
    return records.create(context, "crm", "customer", {"name": name}, tx=tx)


def test_comparing_some_finds_what_comparing_all_does_for_them():
    names = [
        "恒泰设备",
        "恒泰设备股份",
        "恒太设备",
        "深圳金桥源医疗器械有限公司",
        "深圳金乔源医疗器械",
        "海纳",
        "海纳物流",
    ]
    ids = [new_id() for _ in names]
    entries = {
        id: made_entry(id, (named(id, "legal", "name", name),), {"tax": "T"} if "海纳" in name else {}, frozenset())
        for id, name in zip(ids, names, strict=True)
    }
    everything = find_pairs(entries)

    for fresh in ([ids[0]], ids[2:5], [ids[6]], []):
        assert find_pairs_of(entries, fresh) == {
            pair: why for pair, why in everything.items() if not set(pair).isdisjoint(fresh)
        }
