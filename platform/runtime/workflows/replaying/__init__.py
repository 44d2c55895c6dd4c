"""Replays: past runs of a workflow go through another version of it, and what would have gone another way is told.

`replaying.py` is where a reader starts; `past.py` finds the runs and what people answered in them, `comparing.py` says
what differs.
"""

from .replaying import AT_ONCE, ReplayWish, replay

__all__ = ["AT_ONCE", "ReplayWish", "replay"]
