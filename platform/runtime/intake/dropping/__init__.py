"""Folders whose files become records: `folder.py` knows names and places, `looking.py` the jobs that look, `taking.py`
how a file is handed to the imports and what becomes of it, `reports.py` what is written beside it, `listing.py` what
people see."""

from .listing import files, refused_rows, take_again
from .looking import look_now

__all__ = ["files", "look_now", "refused_rows", "take_again"]
