"""Lines that several share: who sends to the same server at the same time sends one after the other over one line.

It stays open as long as somebody waits for it and no longer, so nothing lies open that nobody uses.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from .errors import OutsideError


class Closable(Protocol):
    """A line."""

    def close(self) -> None: ...


L = TypeVar("L", bound=Closable)


@dataclass(eq=False)
class _Shared(Generic[L]):
    turn: threading.Lock = field(default_factory=threading.Lock)
    users: int = 0
    line: L | None = None
    # How often nobody was there, and how that looked the last time.
    failures: int = 0
    failure: OutsideError | None = None


class SharedLines(Generic[L]):
    """Thread-safe; by a key that says where a line leads and as whom."""

    def __init__(self, is_alive: Callable[[L], bool]) -> None:
        self._is_alive = is_alive
        self._lock = threading.Lock()
        self._shared: dict[str, _Shared[L]] = {}

    @contextmanager
    def line(self, key: str, dial: Callable[[], L], *, survives: type[OutsideError]) -> Iterator[L]:
        """One's turn on the line, which is dialled where there is none or it was cut. An error of the type `survives`
        leaves it open for those who wait. Raises what `dial` raises, also where it was dialled in vain while one
        waited."""
        shared, failures = self._enter(key)
        try:
            with shared.turn:
                if shared.failure is not None and shared.failures > failures:
                    raise shared.failure
                yield from self._use(shared, self._dialled(shared, dial), survives)
        finally:
            self._leave(key, shared)

    def _dialled(self, shared: _Shared[L], dial: Callable[[], L]) -> L:
        line, shared.line = shared.line, None
        if line is not None:
            if self._is_alive(line):
                return line
            line.close()
        try:
            return dial()
        except OutsideError as error:
            shared.failures, shared.failure = shared.failures + 1, error
            raise

    def _use(self, shared: _Shared[L], line: L, survives: type[OutsideError]) -> Iterator[L]:
        is_fit = False
        try:
            yield line
            is_fit = True
        except survives:
            is_fit = True
            raise
        finally:
            if is_fit and self._is_waited_for(shared):
                shared.line = line
            else:
                line.close()

    def _enter(self, key: str) -> tuple[_Shared[L], int]:
        with self._lock:
            shared = self._shared.setdefault(key, _Shared())
            shared.users += 1
            return shared, shared.failures

    def _is_waited_for(self, shared: _Shared[L]) -> bool:
        with self._lock:
            return shared.users > 1

    def _leave(self, key: str, shared: _Shared[L]) -> None:
        with self._lock:
            shared.users -= 1
            if shared.users == 0:
                del self._shared[key]
