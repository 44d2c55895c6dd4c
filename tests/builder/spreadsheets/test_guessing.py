"""What type a column seems to be of, from what people really write into spreadsheets."""

from datetime import date, datetime
from typing import Any

import pytest

from loomwork.builder.spreadsheets.guessing import candidates, guessed
from loomwork.runtime.slugs import slug


def nobody(kind: str, texts: Any) -> float:
    return 0.0


def options(*titles: str) -> dict[str, Any]:
    return {"options": [{"key": slug(title, "option"), "title": title} for title in titles]}


@pytest.mark.parametrize(
    ("name", "cells", "expected"),
    [
        ("在岗", ["是", "否", None, "是"], ("yes_no", {})),
        ("票数", ["1", "0", "1"], ("integer", {})),
        ("邮箱", ["a@b.cn", "c.d@e.com"], ("email", {})),
        ("联系方式", ["138 0000 0000", "+86 13900000000", 13800000001], ("phone", {})),
        ("编号", ["0571-88881234"] * 3, ("text", {})),
        ("联系电话", ["0571-88881234"] * 3, ("phone", {})),
        ("官网", ["https://a.cn/x", "www.b.com"], ("link", {})),
        ("型号", ["v1.5.cn", "v2.5.cn"], ("text", {})),
        ("毛利率", [0.12, 0.3, 1], ("percent", {})),
        ("折扣", ["12%", "7.5 %"], ("percent", {})),
        ("系数", [0.12, 0.345], ("decimal", {"places": 3})),
        ("下单", [date(2026, 1, 5), "2026年3月1日", "2026/3/2"], ("date", {})),
        ("签到", [datetime.fromisoformat("2026-01-05T09:30"), "2026-01-05"], ("datetime", {})),
        ("编码", ["45210", "45211"], ("integer", {})),
        ("日期", ["20260105", "20260211"], ("date", {})),
        ("时刻", ["9:05", "18:30"], ("time", {})),
        ("邮编", ["031000", "310000"], ("text", {})),
        ("数量", [3, "1,200", "12"], ("integer", {})),
        ("单价", [12, "3.5", "¥80"], ("currency", {})),
        ("重量", ["1.25", "3"], ("decimal", {"places": 2})),
        ("等级", ["甲", "乙", "甲", "甲", "乙", "甲"], ("single_choice", options("甲", "乙"))),
        ("等级", ["甲", "乙", "丙"], ("text", {})),
        ("擅长", ["教育、医疗", "教育", "医疗;教育", "教育"], ("multi_choice", options("教育", "医疗"))),
        ("备注", ["已沟通，下周回访"] * 9, ("text", {})),
        ("备注", ["第一行\n第二行"], ("long_text", {})),
        ("备注", ["长" * 300], ("long_text", {})),
        ("空列", [None, "", None], ("text", {})),
    ],
)
def test_a_column_is_of_the_first_type_that_reads_it(name: str, cells: list[Any], expected: Any) -> None:
    assert guessed(name, cells, nobody)[0][:2] == expected


def test_a_few_cells_that_it_cannot_read_do_not_matter() -> None:
    (found, *_) = guessed("手机", [*["13800000000"] * 18, "不详", "1380000"], nobody)
    assert (found.type, found.unread) == ("phone", 1)
    assert guessed("手机", [*["13800000000"] * 2, "下周再问", "1380000"], nobody)[0].type == "text"


def test_names_of_colleagues_are_members_and_of_departments_departments() -> None:
    def knows(kind: str, texts: Any) -> float:
        return 1.0 if kind == "department" and "华东" in texts else 0.9 if "杜兰" in texts and kind == "person" else 0.0

    assert guessed("负责人", ["杜兰", "陈国"], knows)[0][:2] == ("member", {})
    assert guessed("区", ["华东", "华南"] * 5, knows)[0][:2] == ("department", {})


def test_what_else_it_may_be_is_there_to_choose() -> None:
    found = [one.type for one in guessed("等级", ["甲", "乙", "甲", "甲", "乙", "甲"], nobody)]
    assert found == ["single_choice", "text", "long_text"]


def test_each_type_has_a_place_of_its_own() -> None:
    ranks = [type_.guess.rank for type_ in candidates() if type_.guess is not None]
    assert ranks == sorted(set(ranks))
