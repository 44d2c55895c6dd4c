"""Identifiers: 26 lower-case characters that sort by the moment they were made (the ULID layout, in lower case)."""

import os
import threading
import time

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_PAIRS = [a + b for a in _ALPHABET for b in _ALPHABET]
_RANDOM_BITS = 80


class _Sequence:
    """The last id given out, so that ids of one process never repeat and never step back."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0

    def next(self) -> int:
        fresh = (time.time_ns() // 1_000_000 << _RANDOM_BITS) | int.from_bytes(os.urandom(10))
        with self._lock:
            # Within one millisecond, or when the clock steps back, count on from the last one.
            self._last = fresh if fresh >> _RANDOM_BITS > self._last >> _RANDOM_BITS else self._last + 1
            return self._last


_sequence = _Sequence()


def new_id() -> str:
    """A fresh id; two made by one process sort in the order they were made."""
    value = _sequence.next()
    return "".join(_PAIRS[(value >> shift) & 1023] for shift in range(120, -1, -10))


def is_id(value: object) -> bool:
    """True when `value` has the form of an id; says nothing about existence."""
    return isinstance(value, str) and len(value) == 26 and all(c in _ALPHABET for c in value)
