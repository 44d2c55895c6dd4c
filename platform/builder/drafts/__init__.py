"""Drafts: documents of an app while somebody works on them, until they are published together.

`editing.py` saves, undoes and redoes; `holding.py` says who works on a document, so that nobody writes over another;
`commenting.py` keeps what is said about one; `reading.py` shows what an app consists of; `judging.py` says what is
wrong; `telling.py` what would change, in words, and `impact.py` for which records and runs; `previewing.py` lets one
look at the app as it would be, `proving.py` runs its scenarios so; `formulas.py` reads and writes formulas with the
names of drafts, which `formula_scope.py` gathers; `publishing.py` makes drafts hold,
`piloting.py` for some departments alone. Autosave stays here: only what is published is in the change record.
"""

from .commenting import Comment, comment, comments, settle
from .editing import discard, keep, redo, restore, save, undo
from .errors import (
    DraftChanged,
    HeldByAnother,
    NeedsTables,
    NoDepartment,
    NoPilot,
    NothingToPublish,
    NothingToUndo,
    PublishedMeanwhile,
)
from .formula_scope import AT_HAND, Scope, Step
from .formulas import print_text, read_text, words
from .holding import hold, leave
from .impact import Impact
from .judging import problems
from .piloting import Piloted, piloted, start_pilot, stop_pilot
from .previewing import Eyes, drafted, form_preview, preview
from .proving import start_scenarios
from .publishing import publish
from .reading import Document, Draft, Revision, contents, document, documents, revisions
from .rows import Place
from .telling import changes_of

__all__ = [
    "AT_HAND",
    "Comment",
    "Document",
    "Draft",
    "DraftChanged",
    "Eyes",
    "HeldByAnother",
    "Impact",
    "NeedsTables",
    "NoDepartment",
    "NoPilot",
    "NothingToPublish",
    "NothingToUndo",
    "Piloted",
    "Place",
    "PublishedMeanwhile",
    "Revision",
    "Scope",
    "Step",
    "changes_of",
    "comment",
    "comments",
    "contents",
    "discard",
    "document",
    "documents",
    "drafted",
    "form_preview",
    "hold",
    "keep",
    "leave",
    "piloted",
    "preview",
    "print_text",
    "problems",
    "publish",
    "read_text",
    "redo",
    "restore",
    "revisions",
    "save",
    "settle",
    "start_pilot",
    "start_scenarios",
    "stop_pilot",
    "undo",
    "words",
]
