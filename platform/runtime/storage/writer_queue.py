"""A fair queue for writers: whoever came first writes first.

SQLite has one writer at a time and lets the others poll, so that some wait hundreds of milliseconds while newcomers
overtake them. Threads of one process therefore queue here, in order, before they ask SQLite for its lock.

Who has nothing to do there but to write what is ready brings it as an errand. Errands that stand in the queue one
behind the other are done together by the first of them: a commit costs more than what most of them write.
"""

import threading
from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

import sqlalchemy as sa

from ..errors import PlatformError

T = TypeVar("T")
# So much may be done at a turn, in the errands' own measure: whoever stands behind them is not kept waiting for long.
_MOST = 128


class _Place:
    """Somebody who waits. `called` is released when his turn has come, or when his errand was done."""

    __slots__ = ("called",)

    def __init__(self) -> None:
        self.called = threading.Lock()
        self.called.acquire()


class _Errand(_Place, Generic[T]):
    """`seen_to`: somebody took it along, and it is `done` unless their act failed."""

    __slots__ = ("done", "seen_to", "size", "work")

    def __init__(self, work: T, size: int) -> None:
        super().__init__()
        self.work = work
        self.size = size
        self.seen_to = False
        self.done = False


class WriterQueue(Generic[T]):
    """A lock that is handed over in the order of asking. `T` is what errands consist of."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._busy = False
        self._waiting: deque[_Place] = deque()

    @property
    def has_waiting(self) -> bool:
        """Whether somebody waits for the turn."""
        return bool(self._waiting)

    def __enter__(self) -> None:
        self._come(_Place())

    def __exit__(self, *_: object) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().called.release()
            else:
                self._busy = False

    def share(self, work: T, size: int, act: Callable[[list[T]], None]) -> None:
        """Have `act` do the work, perhaps in another thread and together with others' work.

        `act` does all of its list, or raises and does none of it. Then each tries by himself, so that a failure hits
        only whose work it is.
        """
        errand = _Errand(work, size)
        self._come(errand)
        if not errand.seen_to:
            group = [errand, *self._followers(errand)]
            try:
                _do(group, act)
            finally:
                self.__exit__()
                for one in group[1:]:
                    one.seen_to = True
                    one.called.release()
        if not errand.done:
            with self:
                act([work])

    def _come(self, place: _Place) -> None:
        """Wait for the turn, or until somebody did the errand."""
        with self._guard:
            if not self._busy:
                self._busy = True
                return
            self._waiting.append(place)
        place.called.acquire()

    def _followers(self, first: _Errand[T]) -> list[_Errand[T]]:
        """Take the errands that stand directly behind this one out of the queue."""
        found: list[_Errand[T]] = []
        size = first.size
        with self._guard:
            while self._waiting and isinstance(following := self._waiting[0], _Errand):
                size += following.size
                if size > _MOST:
                    break
                found.append(following)
                self._waiting.popleft()
        return found


def _do(group: list[_Errand[T]], act: Callable[[list[T]], None]) -> None:
    try:
        act([one.work for one in group])
    except (sa.exc.DBAPIError, OSError, PlatformError):
        if len(group) == 1:
            raise
        return
    for one in group:
        one.done = True
