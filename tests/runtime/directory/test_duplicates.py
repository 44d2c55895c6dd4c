"""Duplicates: found by what they share, explained, shown only as far as one may see, and dismissed for good."""

import pytest

from loomwork.runtime import directory
from loomwork.runtime.directory.errors import NoNames
from loomwork.runtime.errors import Forbidden, NotFound
from loomwork.runtime.jobs import run_due


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
