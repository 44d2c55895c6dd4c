"""Records: create, change, delete, restore, read, query, history; the only reader and writer of forms' tables.

Writing starts at `writing.py` and reading at `reading.py`; `rights.py` compiles what an actor may do. On the way in lie
`submission/`, `rows/`, `bulk/`; on the way out `querying/`, whose `compiler.py` reads every row, and `presenting/`;
`derived/` follows other records, `history/` tells what was. Rooms above hook in by `followers.py` and `listeners.py`.
"""

from .bulk.batches import create_many
from .bulk.burying import take_back_new
from .bulk.deeds import Deed, Outcome, do_to_all, done_by
from .bulk.retagging import retag
from .bulk.together import Deeds, Done, write_together
from .derived.following_formulas import bring_formulas_up_to_date, follow_calendar
from .derived.following_lists import bring_lists_up_to_date
from .derived.formulas import check_formula, formula_value, print_tree
from .history.entries import history
from .history.origins import origins
from .history.rewinding import rewind
from .history.undoing import take_back
from .presenting.figures import can_group, figures
from .presenting.places import MOST_ZOOM, Box, Where, cells
from .presenting.records import dump_record, dump_records
from .querying.question import MAX_SKIP, Page, Query
from .reading import choices, count, get, matching_ids, query, titles
from .record import Record
from .recycle_bin import deleted
from .rows.keeping_order import keep_order
from .submission.beginning import beginning
from .submission.checking import Verdict, check_values, listed
from .submission.people_fitting import people_fitting
from .writing import change, create, delete, move, restore, tick

__all__ = [
    "MAX_SKIP",
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
    "beginning",
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
    "figures",
    "follow_calendar",
    "formula_value",
    "get",
    "history",
    "keep_order",
    "listed",
    "matching_ids",
    "move",
    "origins",
    "people_fitting",
    "print_tree",
    "query",
    "restore",
    "retag",
    "rewind",
    "take_back",
    "take_back_new",
    "tick",
    "titles",
    "write_together",
]
