"""The change record: one header per transaction that changes anything, one entry per object with its patch.

Field history, trail, undo and workflow triggers read it; nobody keeps a log of his own. Start at `writing.py`.
"""

from .reading import HistoryEntry, history
from .touched import Seen, Touched, touched_in
from .writing import ChangeWriter, Patch, begin, change_of, foresee, recorded, run

__all__ = [
    "ChangeWriter",
    "HistoryEntry",
    "Patch",
    "Seen",
    "Touched",
    "begin",
    "change_of",
    "foresee",
    "history",
    "recorded",
    "run",
    "touched_in",
]
