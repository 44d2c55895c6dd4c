"""Survey matrices: one answer a question, read back from how they are written out."""

from typing import Any

import pytest

from loomwork.runtime.errors import InvalidDefinition
from tests.runtime.fields.loading import ready, refused

QUESTIONS = [{"key": "price", "title": "价格"}, {"key": "time", "title": "交期：准时"}]
ANSWERS = [{"key": "good", "title": "满意"}, {"key": "bad", "title": "不满意"}]
SETTINGS: dict[str, Any] = {"questions": QUESTIONS, "answers": ANSWERS}


def test_every_question_is_asked_for_where_settings_say_so() -> None:
    assert refused("survey_matrix", {"price": "good"}, whole=True, **SETTINGS) == "Enter an answer for every question"


def test_a_cell_holds_questions_with_their_answers() -> None:
    type_, settings = ready("survey_matrix", None, **SETTINGS)
    assert type_.read_cell("价格：满意；交期：准时：不满意", settings) == {"price": "good", "time": "bad"}


def test_two_questions_of_one_key_are_refused() -> None:
    with pytest.raises(InvalidDefinition):
        ready("survey_matrix", None, questions=[QUESTIONS[0], QUESTIONS[0]], answers=ANSWERS)
