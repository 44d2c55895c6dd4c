"""Several options: in the order of the list, read from titles in any language."""

from zoneinfo import ZoneInfo

from loomwork.runtime.fields import Reader
from tests.runtime.fields.loading import ready

OPTIONS = [
    {"key": "b", "title": {"zh-CN": "阀门", "en": "Valves"}},
    {"key": "a", "title": "Pumps, motors"},
    {"key": "old", "title": "旧", "merged_into": "b"},
]


def test_the_order_is_that_of_the_options() -> None:
    type_, settings = ready("multi_choice", options=OPTIONS)
    assert type_.load(["a", "b", "a"], settings) == ["b", "a"]


def test_a_cell_holds_titles_keys_and_merged_options() -> None:
    type_, settings = ready("multi_choice", options=OPTIONS)
    assert type_.read_cell("阀门、a", settings) == ["b", "a"]
    assert type_.read_cell("Pumps, motors", settings) == ["a"]
    assert type_.read_cell("旧", settings) == ["b"]


def test_people_read_titles_in_their_language() -> None:
    type_, settings = ready("multi_choice", options=OPTIONS)
    assert type_.text(["b", "a"], settings, Reader("zh-CN", ZoneInfo("UTC"))) == "阀门、Pumps, motors"
    assert type_.text(["b", "gone"], settings, Reader("en", ZoneInfo("UTC"))) == "Valves, gone"
