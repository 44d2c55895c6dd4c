"""A statement that was left on a connection of PostgreSQL, to be sent with the next: see `pipelined.py`."""

from collections.abc import Sequence
from typing import Any, NamedTuple


class Left(NamedTuple):
    """`given`: its values; None for the bounds of a savepoint, which cannot fail where they stand. `otherwise` is
    raised when it wrote no row."""

    text: str
    given: Sequence[Any] | None
    otherwise: type[Exception] | None = None
