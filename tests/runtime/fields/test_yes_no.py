"""Yes or no, as people write it in a spreadsheet, and under the answers' own names."""

from typing import Any
from zoneinfo import ZoneInfo

import pytest

from loomwork.runtime.fields import Reader
from tests.runtime.fields.loading import ready

OWN: dict[str, Any] = {"yes": {"zh-CN": "含税", "en": "Tax included"}, "no": "不含税"}


@pytest.mark.parametrize(
    ("cell", "value"),
    [("是", True), ("√", True), ("TRUE", True), (True, True), (1, True), ("否", False), ("No", False), (0.0, False)],
)
def test_a_cell_says_yes_or_no_in_many_ways(cell: object, value: bool) -> None:
    type_, settings = ready("yes_no")
    assert type_.read_cell(cell, settings) is value


def test_what_says_neither_is_left_to_be_refused() -> None:
    type_, settings = ready("yes_no")
    assert type_.read_cell("也许", settings) == "也许"


def test_the_answers_own_names_are_shown_and_read() -> None:
    type_, settings = ready("yes_no", None, **OWN)
    assert type_.text(True, settings, Reader("en", ZoneInfo("UTC"))) == "Tax included"
    assert type_.text(False, settings, Reader("en", ZoneInfo("UTC"))) == "不含税"
    assert [type_.read_cell(cell, settings) for cell in ("含税", "不含税")] == [True, False]
