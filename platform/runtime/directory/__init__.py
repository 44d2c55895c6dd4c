"""Directory: the records of forms that declare names, found however people write them.

`search` ranks by legal, short and former name, pinyin and likeness; `match` decides for imports. Entries are kept by a
follower in the transaction that writes a record; `index.py` holds them in memory, in step with every process.
`duplicates.py` finds records that may be one, `merging.py` makes them one, `undoing.py` takes that back;
`collisions.py` answers whether somebody owns a company.
"""

from . import catching_up, collisions, keeping, pasted_names
from .choosing import choices
from .deciding import DECISIONS, asked_name, decide
from .duplicates import dismiss, duplicates, look_for_duplicates, waiting
from .matching import Match, match, match_all
from .merging import get as get_merge
from .merging import merge, merged_among, merged_into
from .past_merges import merges
from .searching import Hit, search
from .uncounting import forget_uses
from .undoing import undo
from .unknown_names import count_names, settle_names

__all__ = [
    "DECISIONS",
    "Hit",
    "Match",
    "asked_name",
    "catching_up",
    "choices",
    "collisions",
    "count_names",
    "decide",
    "dismiss",
    "duplicates",
    "forget_uses",
    "get_merge",
    "keeping",
    "look_for_duplicates",
    "match",
    "match_all",
    "merge",
    "merged_among",
    "merged_into",
    "merges",
    "pasted_names",
    "search",
    "settle_names",
    "undo",
    "waiting",
]
