"""Records: create, change, delete, restore, read, query, history; the only reader and writer of forms' tables.

Writing starts at `writing.py` and reading at `reading.py`; `rights.py` compiles what an actor may do, `query.py` is the
one compiler through which every row is read.
"""

from .batches import create_many
from .bulk import Deed, Outcome, do_to_all, done_by
from .burying import take_back_new
from .checking import Verdict, check_values, listed
from .filling import remembered
from .following_formulas import bring_formulas_up_to_date, follow_calendar
from .following_lists import bring_lists_up_to_date
from .formulas import check_formula, print_tree
from .grouping import can_group, group_counts
from .history import history
from .keeping_order import keep_order
from .origins import origins
from .people_fitting import people_fitting
from .places import MOST_ZOOM, Box, Where, cells
from .presenting import dump_record, dump_records
from .querying import Page, Query
from .reading import choices, count, get, matching_ids, query, titles
from .record import Record
from .recycle_bin import deleted
from .retagging import retag
from .together import Deeds, Done, write_together
from .undoing import take_back
from .writing import change, create, delete, move, restore, tick

__all__ = [
    "MOST_ZOOM",
    "Box",
    "Deed",
    "Deeds",
    "Done",
    "Outcome",
    "Page",
    "Query",
    "Record",
    "Verdict",
    "Where",
    "bring_formulas_up_to_date",
    "bring_lists_up_to_date",
    "can_group",
    "cells",
    "change",
    "check_formula",
    "check_values",
    "choices",
    "count",
    "create",
    "create_many",
    "delete",
    "deleted",
    "do_to_all",
    "done_by",
    "dump_record",
    "dump_records",
    "follow_calendar",
    "get",
    "group_counts",
    "history",
    "keep_order",
    "listed",
    "matching_ids",
    "move",
    "origins",
    "people_fitting",
    "print_tree",
    "query",
    "remembered",
    "restore",
    "retag",
    "take_back",
    "take_back_new",
    "tick",
    "titles",
    "write_together",
]
