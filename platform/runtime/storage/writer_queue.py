"""A fair queue for writers: whoever came first writes first.

SQLite has one writer at a time and lets the others poll, so that some wait hundreds of milliseconds while newcomers
overtake them. Threads of one process therefore queue here, in order, before they ask SQLite for its lock.
"""

import threading
from collections import deque


class WriterQueue:
    """A lock that is handed over in the order of asking."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._busy = False
        self._waiting: deque[threading.Lock] = deque()

    @property
    def has_waiting(self) -> bool:
        """Whether somebody waits for the turn."""
        return bool(self._waiting)

    def __enter__(self) -> None:
        with self._guard:
            if not self._busy:
                self._busy = True
                return
            turn = threading.Lock()
            turn.acquire()
            self._waiting.append(turn)
        turn.acquire()

    def __exit__(self, *_: object) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._busy = False
