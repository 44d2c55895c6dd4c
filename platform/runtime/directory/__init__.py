"""Directory: the records of forms that declare names, found however people write them.

`search` ranks by legal, short and former name, pinyin and likeness; `match` decides for imports. Entries are kept by a
follower in the transaction that writes a record; `index.py` holds them in memory, in step with every process.
"""

from . import catching_up, keeping
from .choosing import choices
from .matching import Match, match
from .searching import Hit, search

__all__ = ["Hit", "Match", "catching_up", "choices", "keeping", "match", "search"]
