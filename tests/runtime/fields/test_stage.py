"""Stages and the pairs that moves allow."""

from tests.runtime.fields.loading import ready


def test_moves_may_begin_at_one_stage_at_several_or_anywhere() -> None:
    moves = [
        {"key": "a", "from": "x", "to": "y"},
        {"key": "b", "from": ["x", "y"], "to": "z"},
        {"key": "c", "from": "*", "to": "x"},
    ]
    _, settings = ready("stage", stages=["x", {"key": "y", "title": "Y"}, "z"], moves=moves)
    assert settings["allowed"] == {("x", "y"), ("x", "z"), ("y", "z"), ("x", "x"), ("y", "x"), ("z", "x")}
    assert settings["titles"] == {"x": "x", "y": "Y", "z": "z"}
