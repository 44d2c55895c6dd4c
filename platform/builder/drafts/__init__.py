"""Drafts: documents of an app while somebody works on them, until they are published together.

`editing.py` saves, undoes and redoes; `holding.py` says who works on a document, so that nobody writes over another;
`reading.py` shows what an app consists of; `judging.py` says what is wrong; `publishing.py` makes drafts hold.
Autosave stays here: only what is published is in the change record.
"""

from .editing import discard, keep, redo, restore, save, undo
from .errors import DraftChanged, HeldByAnother, NothingToPublish, NothingToUndo, PublishedMeanwhile
from .holding import hold, leave
from .judging import problems
from .publishing import publish
from .reading import Document, Draft, Revision, document, documents, revisions
from .rows import Place

__all__ = [
    "Document",
    "Draft",
    "DraftChanged",
    "HeldByAnother",
    "NothingToPublish",
    "NothingToUndo",
    "Place",
    "PublishedMeanwhile",
    "Revision",
    "discard",
    "document",
    "documents",
    "hold",
    "keep",
    "leave",
    "problems",
    "publish",
    "redo",
    "restore",
    "revisions",
    "save",
    "undo",
]
