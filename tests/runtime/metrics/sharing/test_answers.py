"""Answers kept in a process: bounded, and a failure is told to all who waited and to nobody after them."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from loomwork.runtime.changes import Seen
from loomwork.runtime.errors import Unavailable
from loomwork.runtime.metrics.sharing.answers import Answer, Answers
from loomwork.runtime.metrics.sharing.noticing import Noticed
from loomwork.runtime.storage import Workspace

SEEN = Seen(0, 0)


def worked_out(workspace: Workspace, size: int, asked: list[int]) -> Callable[[int], Answer]:
    def work(since: int) -> Answer:
        asked.append(since)
        return Answer((), size, Noticed(), since, workspace.clock.now())

    return work


def test_what_was_used_longest_ago_makes_room(workspace: Workspace) -> None:
    answers, asked, now = Answers(workspace), list[int](), workspace.clock.now()
    for question in range(20):
        answers.get(SEEN, question, None, now, worked_out(workspace, 3_000, asked))
        answers.get(SEEN, 0, None, now, worked_out(workspace, 3_000, asked))
    assert len(asked) == 20
    answers.get(SEEN, 1, None, now, worked_out(workspace, 3_000, asked))
    assert len(asked) == 21
    answers.get(SEEN, 19, None, now, worked_out(workspace, 3_000, asked))
    assert len(asked) == 21


def test_what_would_drive_out_many_is_not_kept(workspace: Workspace) -> None:
    answers, asked, now = Answers(workspace), list[int](), workspace.clock.now()
    for _ in range(2):
        answers.get(SEEN, "all", None, now, worked_out(workspace, 20_000, asked))
    assert len(asked) == 2


def test_a_failure_is_told_to_those_who_waited_and_is_not_kept(workspace: Workspace) -> None:
    answers, asked, now = Answers(workspace), list[int](), workspace.clock.now()
    begun, go = threading.Event(), threading.Event()

    def fail(since: int) -> Answer:
        begun.set()
        go.wait(20)
        raise Unavailable

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(answers.get, SEEN, "q", None, now, fail)
        begun.wait(20)
        second = threads.submit(answers.get, SEEN, "q", None, now, fail)
        go.set()
        for one in (first, second):
            with pytest.raises(Unavailable):
                one.result()
    answers.get(SEEN, "q", None, now, worked_out(workspace, 1, asked))
    assert len(asked) == 1


def test_who_has_seen_a_later_change_does_not_wait_for_what_began_before(workspace: Workspace) -> None:
    answers, asked, now = Answers(workspace), list[int](), workspace.clock.now()
    begun, go = threading.Event(), threading.Event()

    def slow(since: int) -> Answer:
        begun.set()
        go.wait(20)
        return worked_out(workspace, 1, asked)(since)

    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(answers.get, SEEN, "q", None, now, slow)
        begun.wait(20)
        answers.get(Seen(1, 0), "q", None, now, worked_out(workspace, 1, asked))
        assert len(asked) == 1
        go.set()
        first.result()
    assert len(asked) == 2
