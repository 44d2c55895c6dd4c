"""To-dos: what people have to do in workflows. `reading.py` lists them, `acting.py` holds what one may do with them,
`following.py` lets them go along with their record; `in_hand.py` counts what somebody has who is to be switched off,
and `leaving.py` hands it on."""

from . import following, leaving
from .acting import accept, complete, decide, decide_name, decline, seen
from .in_hand import InHand, in_hand
from .reading import get, page

__all__ = [
    "InHand",
    "accept",
    "complete",
    "decide",
    "decide_name",
    "decline",
    "following",
    "get",
    "in_hand",
    "leaving",
    "page",
    "seen",
]
