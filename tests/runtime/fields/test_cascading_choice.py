"""A tree of options: chosen to the end unless settings say otherwise, sorted and read as a tree."""

from zoneinfo import ZoneInfo

import pytest

from loomwork.runtime.errors import InvalidDefinition
from loomwork.runtime.fields import Reader, operators
from tests.runtime.fields.loading import ready, refused

TREE = [
    {"key": "sh", "title": "上海"},
    {"key": "nb", "title": {"zh-CN": "宁波", "en": "Ningbo"}, "parent": "zj"},
    {"key": "zj", "title": {"zh-CN": "浙江", "en": "Zhejiang"}},
    {"key": "hz", "title": "杭州", "parent": "zj"},
    {"key": "other_sh", "title": "其他", "parent": "sh"},
    {"key": "other_zj", "title": "其他", "parent": "zj"},
]


def test_one_goes_to_the_end_unless_any_level_will_do() -> None:
    assert refused("cascading_choice", "zj", options=TREE) == "Enter an option below Zhejiang"
    type_, settings = ready("cascading_choice", options=TREE, any_level=True)
    assert type_.load("zj", settings) == "zj"


def test_the_order_is_that_of_the_tree() -> None:
    _, settings = ready("cascading_choice", options=TREE)
    assert list(settings["titles"]) == ["sh", "other_sh", "zj", "nb", "hz", "other_zj"]


@pytest.mark.parametrize(
    ("cell", "key"),
    [("浙江 / 宁波", "nb"), ("Zhejiang/Ningbo", "nb"), ("宁波", "nb"), ("浙江-其他", "other_zj"), ("其他", "其他")],
)
def test_a_cell_holds_a_path_or_a_title_that_only_one_has(cell: str, key: str) -> None:
    type_, settings = ready("cascading_choice", options=TREE)
    assert type_.read_cell(cell, settings) == key


def test_people_read_the_whole_path() -> None:
    type_, settings = ready("cascading_choice", options=TREE)
    assert type_.text("nb", settings, Reader("en", ZoneInfo("UTC"))) == "Zhejiang / Ningbo"


def test_under_means_at_or_below() -> None:
    type_, settings = ready("cascading_choice", options=TREE)
    assert type_.filter_value(operators["under"], ["zj"], settings) == ["zj", "nb", "hz", "other_zj"]


def test_parents_must_be_there_and_not_go_in_a_circle() -> None:
    for parents in ([("a", "x")], [("a", "b"), ("b", "a")]):
        with pytest.raises(InvalidDefinition):
            ready("cascading_choice", options=[{"key": key, "title": key, "parent": parent} for key, parent in parents])
