"""Answers of one workspace kept in this process, each worked out by one of those who ask for it at the same time.

An answer is given to nobody who could have seen a change that it lacks. Where many servers serve a workspace each keeps
its own: an answer in Redis would have to be checked against the database as well, which is what a hit costs here.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from ...changes import Seen, touched_in
from ...storage import Workspace
from .noticing import Noticed

# So many figures and names are kept for a workspace, some 15 MB.
_MOST = 30_000
# An answer of more is not kept: it would drive out many.
_LARGEST = 6_000
# How long an answer that asked the moment is given to others.
_PASSING = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Answer:
    """value: immutable. since: the count of touched objects before it was worked out; at: the moment then."""

    value: Any
    size: int
    noticed: Noticed
    since: int
    at: datetime


@dataclass(slots=True, eq=False)
class _Flight:
    """An answer being worked out, begun when so many touched objects were counted."""

    since: int
    future: Future[Answer] = field(default_factory=Future)


class Answers:
    """Thread-safe."""

    by_plans = True

    def __init__(self, workspace: Workspace) -> None:
        self._touched = touched_in(workspace)
        self._lock = threading.Lock()
        # By question and whose it is, None where it is everybody's with those rights. Used last stands last. None
        # stands for a question with an answer of its own for each person.
        self._kept: OrderedDict[tuple[Hashable, Hashable], Answer | None] = OrderedDict()
        self._size = 0
        self._flights: dict[tuple[Hashable, Hashable], _Flight] = {}

    def get(
        self,
        seen: Seen,
        question: Hashable,
        whose: Hashable,
        now: datetime,
        work: Callable[[int], Answer],
    ) -> Answer:
        """The kept answer, the one that another is working out, or else that of `work`, which is told the count.

        question: all that it depends on besides what is noticed. whose: the person, in case it is noticed that it
        depends on him. Raises what `work` raises, also to those who waited for it.
        """
        while True:
            with self._lock:
                key = self._key(question, whose)
                kept = self._kept.get(key)
                if kept is not None and self._holds(kept, now):
                    self._kept.move_to_end(key)
                    return kept
                flight = self._flights.get(key)
                # What began before this reader looked may lack what he could have seen.
                mine = flight is None or flight.since < seen.count
                if flight is None or mine:
                    flight = self._flights[key] = _Flight(self._touched.count)
            if mine:
                return self._worked_out(key, whose, flight, work)
            found = flight.future.result()
            if key[1] == whose or not found.noticed.personal:
                return found

    def _key(self, question: Hashable, whose: Hashable) -> tuple[Hashable, Hashable]:
        shared = (question, None)
        if shared in self._kept and self._kept[shared] is None:
            self._kept.move_to_end(shared)
            return question, whose
        return shared

    def _holds(self, answer: Answer, now: datetime) -> bool:
        if answer.noticed.passing and not timedelta(0) <= now - answer.at <= _PASSING:
            return False
        return all(self._touched.last(name) <= answer.since for name in answer.noticed.touchable)

    def _worked_out(
        self, key: tuple[Hashable, Hashable], whose: Hashable, flight: _Flight, work: Callable[[int], Answer]
    ) -> Answer:
        try:
            found = work(flight.since)
        except BaseException as error:
            self._landed(key, flight)
            flight.future.set_exception(error)
            raise
        question, shared_with = key
        with self._lock:
            if found.noticed.personal and shared_with is None:
                self._keep(key, None)
                self._keep((question, whose), found)
            else:
                self._keep(key, found)
        self._landed(key, flight)
        flight.future.set_result(found)
        return found

    def _landed(self, key: tuple[Hashable, Hashable], flight: _Flight) -> None:
        with self._lock:
            if self._flights.get(key) is flight:
                del self._flights[key]

    def _keep(self, key: tuple[Hashable, Hashable], answer: Answer | None) -> None:
        if answer is not None and answer.size > _LARGEST:
            return
        if key in self._kept:
            self._size -= _size(self._kept.pop(key))
        self._kept[key] = answer
        self._size += _size(answer)
        while self._size > _MOST:
            _, oldest = self._kept.popitem(last=False)
            self._size -= _size(oldest)


def _size(answer: Answer | None) -> int:
    """An answer of nothing takes room too."""
    return 1 if answer is None else answer.size + 1
