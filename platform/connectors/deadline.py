"""The time that one call to the outside may take in all, however its answer drips."""

import socket
import threading
from collections.abc import Callable
from contextlib import suppress


class Deadline:
    """Cuts the line under watch when the time of the whole call is over, wherever it waits."""

    def __init__(self, seconds: float) -> None:
        self.over = False
        self._line: Callable[[], socket.socket | None] | None = None
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True
        self._timer.start()

    def watch(self, line: Callable[[], socket.socket | None] | None) -> None:
        """`line` gives the open socket, if there is one by then."""
        with self._lock:
            self._line = line
            if self.over:
                self._shut()

    def cancel(self) -> None:
        self._timer.cancel()
        self._timer.join()

    def _cut(self) -> None:
        with self._lock:
            self.over = True
            self._shut()

    def _shut(self) -> None:
        """Ends what another thread waits for; closing alone would not wake it."""
        opened = self._line() if self._line else None
        if opened is not None:
            with suppress(OSError):  # ended by itself meanwhile
                opened.shutdown(socket.SHUT_RDWR)
