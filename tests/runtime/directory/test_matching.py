"""Matching: what is beyond doubt is decided, everything else is for a person to choose."""

import csv
from pathlib import Path

from loomwork.runtime import directory

CUSTOMERS = Path(__file__).parents[2] / "data" / "customers.csv"


def match(context, name):
    return directory.match(context, "crm", "customer", name)


def test_the_very_name_and_aliases_decide(add, context):
    id = add("宁波恒泰自动化设备有限公司", short="恒泰自动化", former="甬恒机电", city="宁波")

    for name, how in [
        ("宁波恒泰自动化设备有限公司", "exact"),
        ("恒泰自动化", "alias"),
        ("宁波恒泰自动化", "alias"),
        ("宁波恒泰自动化设备", "alias"),
        ("甬恒机电有限公司", "alias"),
    ]:
        found = match(context, name)
        assert (found.how, found.id) == (how, id), name


def test_what_is_only_like_it_is_suggested(add, context):
    add("宁波恒泰自动化设备有限公司", short="恒泰自动化", city="宁波")

    for name in ("恒泰自动", "上海恒泰自动化", "宁波恒太自动化"):
        found = match(context, name)
        assert (found.how, found.id) == ("similar", None), name
        assert found.suggestions[0].label == "宁波恒泰自动化设备有限公司"
    assert match(context, "青岛海纳物流").how == "none"
    assert match(context, "").how == "none"


def test_two_that_answer_alike_are_not_decided_between(add, context):
    add("北京康源食品有限公司", short="康源食品", city="北京")
    right = add("上海康源食品有限公司", short="康源食品", city="上海")

    assert match(context, "康源食品").id is None
    assert match(context, "上海康源食品").id == right


def test_a_list_of_customers_is_matched_as_people_write_it(add, context):
    with CUSTOMERS.open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))[:150]
    ids = [add(row["工商全称"], short=row["简称"], former=row["曾用名"], city=row["城市"]) for row in rows]

    for id, row in zip(ids, rows, strict=True):
        assert match(context, f" {row['工商全称']} ").id == id
        assert match(context, f"{row['城市']}{row['简称']}").id in (id, None)
        if row["曾用名"]:
            assert match(context, row["曾用名"]).id in (id, None)
    decided = [match(context, f"{row['城市']}{row['简称']}").id is not None for row in rows]
    assert sum(decided) > 0.9 * len(rows)
