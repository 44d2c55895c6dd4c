"""Imports: a spreadsheet becomes records, the clean rows at once, the others listed with a reason.

A person uploads a file (`draft`), says which column is which field and how (`set_up`), sees what would be done
(`preview`) and starts it; a job matches its names, others then take it in chunks, each one transaction with its
progress, so that a killed process loses nothing and doubles nothing. `undo` goes back over the chunks.
"""

from . import naming, undoing, working
from .handing_in import hand_in, state_of
from .loading import load_rows
from .looking import preview
from .problems import problems, problems_workbook
from .runs import cancel, draft, forget_imports, get, listed, pause, resume, set_up, start, undo
from .sheets import Sheet, peek

__all__ = [
    "Sheet",
    "cancel",
    "draft",
    "forget_imports",
    "get",
    "hand_in",
    "listed",
    "load_rows",
    "naming",
    "pause",
    "peek",
    "preview",
    "problems",
    "problems_workbook",
    "resume",
    "set_up",
    "start",
    "state_of",
    "undo",
    "undoing",
    "working",
]
