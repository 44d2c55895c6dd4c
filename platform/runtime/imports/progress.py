"""How far a long transaction is. What it writes nobody sees before its end, so a small file beside the rows tells."""

import contextlib

from ..storage import Workspace
from .folders import folder_of

_NAME = "progress"


def tell(workspace: Workspace, id: str, done: int) -> None:
    """So many rows are through. Nothing depends on it."""
    with contextlib.suppress(OSError):
        (folder_of(workspace, id) / _NAME).write_text(str(done))


def told(workspace: Workspace, id: str) -> int:
    """What was told last; 0 for nothing."""
    try:
        return int((folder_of(workspace, id) / _NAME).read_text() or 0)
    except (OSError, ValueError):
        return 0
