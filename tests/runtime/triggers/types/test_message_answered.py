"""Answers start what listens to them; the whole way is walked in tests/runtime/workflows/nodes/test_question.py."""

from loomwork.runtime.triggers.types.message_answered import MessageAnswered


def test_it_tells_the_answer_and_who_gave_it() -> None:
    assert set(MessageAnswered().outputs({"message": "can_you", "answers": []})) == {"answer", "person", "message"}
