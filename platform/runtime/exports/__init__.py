"""Exports: the rows of a list as a spreadsheet or csv, as far as the reader may take them along.

`ask` writes down what is wanted; a job writes the file page by page, outside any transaction; `file_of` hands it to
whom it was made for, as long as he may export.
"""

from . import working
from .cells import Cell, Share, cell_of, guarded
from .files import workbook_of
from .runs import ask, file_of, forget_exports, get, queried, take_along

__all__ = [
    "Cell",
    "Share",
    "ask",
    "cell_of",
    "file_of",
    "forget_exports",
    "get",
    "guarded",
    "queried",
    "take_along",
    "workbook_of",
    "working",
]
