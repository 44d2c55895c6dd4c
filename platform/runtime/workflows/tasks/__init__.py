"""To-dos: what people have to do in workflows. `reading.py` lists them, `acting.py` holds what one may do with them,
`following.py` lets them go along with their record."""

from . import following
from .acting import accept, complete, decide, decide_name, decline, seen
from .reading import get, page

__all__ = ["accept", "complete", "decide", "decide_name", "decline", "following", "get", "page", "seen"]
