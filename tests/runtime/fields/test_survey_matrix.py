"""Survey matrices: one answer a row, read back from how they are written out."""

from typing import Any

import pytest

from loomwork.runtime.errors import InvalidDefinition
from tests.runtime.fields.loading import ready, refused

ROWS = [{"key": "price", "title": "价格"}, {"key": "time", "title": "交期：准时"}]
COLUMNS = [{"key": "good", "title": "满意"}, {"key": "bad", "title": "不满意"}]
SETTINGS: dict[str, Any] = {"rows": ROWS, "columns": COLUMNS}


def test_every_row_is_asked_for_where_settings_say_so() -> None:
    assert refused("survey_matrix", {"price": "good"}, whole=True, **SETTINGS) == "Enter an answer for every row"


def test_a_cell_holds_questions_with_their_answers() -> None:
    type_, settings = ready("survey_matrix", None, **SETTINGS)
    assert type_.read_cell("价格：满意；交期：准时：不满意", settings) == {"price": "good", "time": "bad"}


def test_two_rows_of_one_key_are_refused() -> None:
    with pytest.raises(InvalidDefinition):
        ready("survey_matrix", None, rows=[ROWS[0], ROWS[0]], columns=COLUMNS)
