"""Whoever came first writes first, and errands that stand one behind the other share one act."""

import threading
import time
from collections.abc import Callable
from functools import partial

import pytest

from loomwork.runtime.storage.writer_queue import WriterQueue


class Refused(OSError):
    """What an errand of the tests may end with."""


def _waiting_for(queue: WriterQueue[str], act: Callable[[], None]) -> threading.Thread:
    """A thread that has come to the end of the queue, behind those who came before."""
    before = len(queue._waiting)
    thread = threading.Thread(target=act)
    thread.start()
    while len(queue._waiting) == before:
        time.sleep(0.001)
    return thread


def test_errands_one_behind_the_other_are_done_together_and_in_order() -> None:
    queue: WriterQueue[str] = WriterQueue()
    groups: list[list[str]] = []
    with queue:
        threads = [_waiting_for(queue, partial(queue.share, name, 1, groups.append)) for name in "abc"]
    for thread in threads:
        thread.join()
    assert groups == [["a", "b", "c"]]
    assert not queue.has_waiting


def test_an_errand_does_not_overtake_who_wants_the_turn_for_himself() -> None:
    queue: WriterQueue[str] = WriterQueue()
    seen: list[object] = []

    def alone() -> None:
        with queue:
            seen.append("alone")

    with queue:
        threads = [
            _waiting_for(queue, lambda: queue.share("a", 1, seen.append)),
            _waiting_for(queue, alone),
            _waiting_for(queue, lambda: queue.share("b", 1, seen.append)),
        ]
    for thread in threads:
        thread.join()
    assert seen == [["a"], "alone", ["b"]]


def test_a_turn_takes_no_more_than_its_measure() -> None:
    queue: WriterQueue[str] = WriterQueue()
    groups: list[list[str]] = []
    with queue:
        threads = [_waiting_for(queue, partial(queue.share, name, 50, groups.append)) for name in "abc"]
    for thread in threads:
        thread.join()
    assert groups == [["a", "b"], ["c"]]


def test_a_failure_hits_only_whose_it_is() -> None:
    queue: WriterQueue[str] = WriterQueue()
    done: list[str] = []
    refused: list[str] = []

    def act(group: list[str]) -> None:
        if "bad" in group:
            raise Refused
        done.extend(group)

    def share(name: str) -> None:
        try:
            queue.share(name, 1, act)
        except Refused:
            refused.append(name)

    with queue:
        threads = [_waiting_for(queue, partial(share, name)) for name in ("a", "bad", "b")]
    for thread in threads:
        thread.join()
    assert (sorted(done), refused) == (["a", "b"], ["bad"])


def test_who_took_others_along_and_broke_down_has_not_done_their_errands() -> None:
    queue: WriterQueue[str] = WriterQueue()
    done: list[str] = []
    broken: list[str] = []

    def act(group: list[str]) -> None:
        if "broken" in group:
            raise ZeroDivisionError
        done.extend(group)

    def share(name: str) -> None:
        try:
            queue.share(name, 1, act)
        except ZeroDivisionError:
            broken.append(name)

    with queue:
        threads = [_waiting_for(queue, partial(share, name)) for name in ("broken", "a", "b")]
    for thread in threads:
        thread.join()
    assert (sorted(done), broken) == (["a", "b"], ["broken"])


def test_the_turn_goes_on_after_a_failure() -> None:
    queue: WriterQueue[str] = WriterQueue()

    def act(group: list[str]) -> None:
        raise Refused

    with pytest.raises(Refused):
        queue.share("a", 1, act)
    with queue:
        pass
