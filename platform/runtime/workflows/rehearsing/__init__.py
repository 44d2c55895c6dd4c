"""Dry runs: the real engine runs one workflow on one record, on a clock of its own, and nothing of it remains.

`rehearsing.py` is where a reader starts: it makes the surroundings (`storage/rehearsal.py`), lets `course.py` run the
course of things with the `replies.py` that the asker chose, and has `telling.py` say what would have happened.
"""

from .asking import RIGHT, described
from .rehearsing import rehearse
from .wish import Reply, Wish

__all__ = ["RIGHT", "Reply", "Wish", "described", "rehearse"]
