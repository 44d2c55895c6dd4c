"""To-dos: what people have to do in workflows. `reading.py` lists them, `acting.py` holds what one may do with them."""

from .acting import accept, complete, decide, decide_name, decline, seen
from .reading import get, page

__all__ = ["accept", "complete", "decide", "decide_name", "decline", "get", "page", "seen"]
