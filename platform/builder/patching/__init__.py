"""Changes of documents, in the vocabulary of the change record: add, remove, set and move on keyed members.

Lists whose members have a key of their own (or are distinct texts) are told member by member, so that a field that
moved is not one that was removed and another that was added. Undo, differences in words and merges read it.
"""

from .applying import DoesNotFit, applied
from .difference import difference
from .inverse import inverse

__all__ = ["DoesNotFit", "applied", "difference", "inverse"]
