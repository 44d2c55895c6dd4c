"""Records: create, change, delete, restore, read, query, history, import; the only reader and writer of forms' tables.

Writing starts at `writing.py` and reading at `reading.py`; `rights.py` compiles what an actor may do, `query.py` is the
one compiler through which every row is read.
"""

from . import imports
from .checking import Verdict, check_values
from .formulas import check_formula, print_tree
from .grouping import Group, Groups, can_group, grouped
from .history import history
from .imports import load_rows
from .presenting import dump_record, dump_records
from .querying import Page, Query
from .reading import choices, count, get, query, titles
from .record import Record
from .writing import change, create, delete, move, restore

__all__ = [
    "Group",
    "Groups",
    "Page",
    "Query",
    "Record",
    "Verdict",
    "can_group",
    "change",
    "check_formula",
    "check_values",
    "choices",
    "count",
    "create",
    "delete",
    "dump_record",
    "dump_records",
    "get",
    "grouped",
    "history",
    "imports",
    "load_rows",
    "move",
    "print_tree",
    "query",
    "restore",
    "titles",
]
