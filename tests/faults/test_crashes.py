"""A short crash run on each database: real servers and workers, killed again and again. `soak.py` is the long one."""

from pathlib import Path

import pytest

from tests.faults.field import Goal
from tests.faults.soak import crash_run


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_nothing_is_lost_or_done_twice_while_processes_die(kind: str, tmp_path: Path) -> None:
    goal = Goal(60, 12, *((1, 1) if kind == "postgresql" else (0, 0)))
    row = crash_run(kind, tmp_path / "data", 1, goal, wave=8)

    assert row["violations"] == []
