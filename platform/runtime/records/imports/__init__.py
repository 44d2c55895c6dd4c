"""Imports: a spreadsheet becomes records, the clean rows at once, the others listed with a reason.

A person uploads a file (`draft`), says which column is which field (`set_columns`), and starts it; a job then takes it
in chunks, each one transaction with its progress, so that a killed process loses nothing and doubles nothing.
"""

from . import working
from .loading import load_rows
from .problems import problems, problems_workbook
from .runs import draft, forget_imports, get, set_columns, start

__all__ = [
    "draft",
    "forget_imports",
    "get",
    "load_rows",
    "problems",
    "problems_workbook",
    "set_columns",
    "start",
    "working",
]
