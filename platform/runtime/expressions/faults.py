"""Run-time errors of expressions: the value is empty, the code is noted for whoever asked.

Codes: division_by_zero, type_mismatch, out_of_range; not_unique where a decision table met several rows;
unanswered where other forms cannot be asked.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_codes: ContextVar[list[str] | None] = ContextVar("expression_faults", default=None)


def fault(code: str) -> Any:
    """Note `code` and return None, the value of an expression that went wrong."""
    codes = _codes.get()
    if codes is not None:
        codes.append(code)
    return None


@contextmanager
def noted() -> Iterator[list[str]]:
    """The codes of the faults met inside the block, in the order they happened."""
    codes: list[str] = []
    token = _codes.set(codes)
    try:
        yield codes
    finally:
        _codes.reset(token)
