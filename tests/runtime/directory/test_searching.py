"""Alias search: found however it is written, ranked, explained, and never beyond one's rights."""

from dataclasses import replace

import pytest

from loomwork.runtime import changes, directory, records
from loomwork.runtime.definitions import publish
from loomwork.runtime.errors import NotFound
from loomwork.runtime.storage import Installation
from tests.runtime.directory.documents import CUSTOMER

HENGTAI = "宁波恒泰自动化设备有限公司"


def found(context, text):
    return [(hit.label, hit.kind, hit.way) for hit in directory.search(context, "crm", "customer", text)]


@pytest.mark.parametrize(
    ("typed", "kind", "way"),
    [
        (HENGTAI, "legal", "same"),
        (" 宁波恒泰自动化设备有限公司 ", "legal", "same"),
        ("宁波恒泰自动化设备", "legal", "core"),
        ("宁波恒泰自动化设备有限责任公司", "legal", "core"),
        ("浙江省宁波市恒泰自动化设备股份有限公司", "legal", "core"),
        ("恒泰自动化设备（宁波）有限公司", "legal", "core"),
        ("恒泰自动化", "short", "same"),
        ("宁波恒泰自动化", "short", "core"),
        ("宁波甬恒机电", "former", "core"),
        ("恒泰", "short", "begins"),
        ("自动化设备", "legal", "contains"),
        ("hengtaizidonghua", "short", "pinyin"),
        ("heng tai", "short", "pinyin"),
        ("zidonghua", "short", "pinyin"),
        ("htzdh", "short", "initials"),
        ("nbht", "legal", "initials"),
        ("设备 恒泰", "legal", "words"),
        ("自动化恒泰", "short", "words"),
        ("恒太自动化", "short", "pinyin"),
        ("恒泰自动话", "short", "pinyin"),
        ("恒泰自劝化设备", "legal", "alike"),
        ("hengtaizidonghau", "short", "alike"),
        ("９１330200MA281ABC0X", "identifier", "identifier"),
        ("138 0000 0000", "identifier", "identifier"),
    ],
)
def test_a_customer_is_found_by(add, context, typed, kind, way):
    add(
        HENGTAI,
        short="恒泰自动化",
        former="宁波甬恒机电有限公司；甬恒",
        city="宁波",
        tax="91330200MA281ABC0X",
        phone="13800000000",
    )
    add("杭州信达网络科技有限公司", short="信达网络", city="杭州")

    assert found(context, typed)[0] == (HENGTAI, kind, way)


def test_the_likelier_comes_first(add, context):
    add("上海恒泰文化教育有限公司", short="恒泰文化")
    add("宁波恒泰自动化设备有限公司", short="恒泰自动化")
    add("恒泰有限公司")
    add("北京安达网络有限公司", former="恒泰")

    assert [label for label, _, _ in found(context, "恒泰")][:2] == ["北京安达网络有限公司", "恒泰有限公司"]
    assert len(found(context, "恒泰")) == 4


def test_another_town_is_another_company(add, context):
    add("北京康源食品有限公司", short="康源食品", city="北京")
    add("上海康源食品有限公司", short="康源食品", city="上海")

    first, second = directory.search(context, "crm", "customer", "上海康源食品")
    assert first.label == "上海康源食品有限公司"
    assert second.score < 80


def test_what_changed_is_found_at_once_by_every_process(add, context, settings, workspace):
    id = add(HENGTAI)
    elsewhere = Installation.open(settings)
    other = replace(context, workspace=elsewhere.workspace(workspace.id))
    assert found(other, "恒泰")

    records.change(context, "crm", "customer", id, {"name": "青岛海纳物流有限公司"}, revision=1)

    assert found(other, "海纳")
    assert not found(other, "恒泰自动化")
    records.delete(other, "crm", "customer", id, revision=2)
    assert not found(context, "海纳")
    records.restore(context, "crm", "customer", id)
    assert found(other, "海纳")
    elsewhere.close()


def test_a_form_that_declares_names_later_finds_its_old_records(install, context, workspace):
    plain = {key: value for key, value in CUSTOMER.items() if key != "names"}
    install([plain])
    records.create(context, "crm", "customer", {"name": HENGTAI})
    assert directory.search(context, "crm", "customer", "恒泰") == []

    changes.run(context, lambda tx: publish(tx, context, "crm", [CUSTOMER]))

    assert found(context, "恒泰")


def test_rows_one_may_not_read_do_not_answer(add, person, context):
    seller = person("seller")
    add("宁波恒泰自动化设备有限公司", seller=seller.actor.person_id)
    for number in range(200):
        add(f"恒泰{number:03}有限公司")

    assert [label for label, _, _ in found(seller, "恒泰")] == ["宁波恒泰自动化设备有限公司"]
    with pytest.raises(NotFound):
        directory.search(person("stranger"), "crm", "customer", "恒泰")


def test_names_in_hidden_fields_do_not_answer(add, person):
    add("宁波恒泰自动化设备有限公司", former="甬恒机电", tax="91330200MA281ABC0X")

    clerk = person("clerk")
    assert found(clerk, "恒泰")
    assert not found(clerk, "甬恒机电")
    assert not found(clerk, "91330200MA281ABC0X")


def test_nothing_odd_is_found_and_nothing_breaks(add, context):
    add(HENGTAI)
    for text in ("", " ", "。。。", "\n", "%", "_", "\0", "😀", "a" * 5000, "恒" * 300, "(((", "\\"):
        directory.search(context, "crm", "customer", text)
