"""A short crash run on each database: real servers and workers, killed again and again. `soak.py` is the long one."""

from pathlib import Path

import pytest

from tests.faults.soak import Goal, crash_run


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_nothing_is_lost_or_done_twice_while_processes_die(kind: str, tmp_path: Path) -> None:
    row = crash_run(kind, tmp_path / "data", 1, Goal(steps=60, kills=12), wave=8)

    assert row["violations"] == []
