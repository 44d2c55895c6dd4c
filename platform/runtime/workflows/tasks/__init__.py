"""To-dos: what people have to do in workflows. `reading.py` lists them, `acting.py` holds what one may do with them,
`following.py` lets them go along with their record, `leaving.py` hands on what somebody has who is switched off."""

from . import following, leaving
from .acting import accept, complete, decide, decide_name, decline, seen
from .reading import get, page

__all__ = ["accept", "complete", "decide", "decide_name", "decline", "following", "get", "leaving", "page", "seen"]
