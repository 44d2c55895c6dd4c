"""A button that moves the record is there for those who may write its stage, and for nobody else."""

from .arrange import told

WIN = {"key": "a", "button": "Won", "do": {"move": {"status": "win"}}}


def test_a_move_is_told_to_those_who_may_write_the_stage() -> None:
    assert told(WIN)[0]["settings"]["do"] == {"move": {"status": "win"}}
    assert [one["type"] for one in told(WIN, seen={"status": "read"})] == ["section"]
    assert told(WIN, seen={}) == []
