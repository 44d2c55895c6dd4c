"""Holds: a record, or some of its fields, that nobody but the persons named may change until it is released.

A follower refuses the write, so that no way of writing leads past it: forms, imports, bulk, the API, workflows of other
apps. A hold ends by being released or by its moment; nothing has to happen for the latter. `guarding.py` refuses,
`holding.py` places and releases, `reading.py` tells who looks at the record.
"""

from . import guarding
from .guarding import is_held
from .holding import place, release, release_placed
from .reading import held_in, holds_on

__all__ = ["guarding", "held_in", "holds_on", "is_held", "place", "release", "release_placed"]
