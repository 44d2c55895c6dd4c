"""Whose turn it is: workspaces with due jobs take turns, so that one with a hundred thousand holds up nobody."""

import threading
from collections import OrderedDict
from datetime import datetime

from ..storage import SystemClock, Workspace
from ..storage.clock import stopwatch_s
from .claims import Due

_machine = SystemClock()
# A sandbox's clock may be moved while everybody sleeps, so nobody sleeps longer than this.
_LONGEST_NAP_S = 1.0


class Agenda:
    """Thread-safe queue of workspaces: those ready now, and those known to be due later."""

    def __init__(self) -> None:
        self._change = threading.Condition()
        self._ready: OrderedDict[str, Workspace] = OrderedDict()
        self._later: dict[str, tuple[Workspace, Due]] = {}
        self._busy: set[str] = set()
        self._rests_until_s: dict[str, float] = {}
        self._closed = False

    def put(self, workspace: Workspace) -> None:
        """The workspace has something to do now."""
        with self._change:
            self._ready.setdefault(workspace.id, workspace)
            self._change.notify()

    def put_later(self, workspace: Workspace, due: Due) -> None:
        """The workspace has something to do at `due`; an earlier moment known for it stays."""
        with self._change:
            known = self._later.get(workspace.id)
            if known is not None:
                due = Due(_earlier(known[1].run_at, due.run_at), _earlier(known[1].lease_until, due.lease_until))
            self._later[workspace.id] = (workspace, due)
            self._change.notify()

    def take(self) -> Workspace | None:
        """Wait for a workspace with something to do; it is nobody else's until `give_back`. None after `close`."""
        with self._change:
            while not self._closed:
                soonest_s = min(self._wake_sleepers(), self._end_rests())
                for id, workspace in self._ready.items():
                    if id not in self._busy and id not in self._rests_until_s:
                        del self._ready[id]
                        self._busy.add(id)
                        return workspace
                self._change.wait(soonest_s)
            return None

    def give_back(self, workspace: Workspace, rest_s: float = 0) -> None:
        """The workspace may be taken again after a rest, in which its next jobs gather and then share their commits."""
        with self._change:
            self._busy.discard(workspace.id)
            if rest_s:
                self._rests_until_s[workspace.id] = stopwatch_s() + rest_s
            self._change.notify()

    def close(self) -> None:
        """Let everybody who waits go."""
        with self._change:
            self._closed = True
            self._change.notify_all()

    def _wake_sleepers(self) -> float:
        """Move those whose time has come to the line. Returns seconds until the next one."""
        soonest_s = _LONGEST_NAP_S
        machine_now = _machine.now()
        for id, (workspace, due) in list(self._later.items()):
            waits_s = min(_seconds(due.run_at, workspace.clock.now()), _seconds(due.lease_until, machine_now))
            if waits_s <= 0:
                del self._later[id]
                self._ready.setdefault(id, workspace)
            else:
                soonest_s = min(soonest_s, waits_s)
        return soonest_s

    def _end_rests(self) -> float:
        """Forget rests that are over. Returns seconds until the next end."""
        now_s = stopwatch_s()
        for id, until_s in list(self._rests_until_s.items()):
            if until_s <= now_s:
                del self._rests_until_s[id]
        return min((until_s - now_s for until_s in self._rests_until_s.values()), default=_LONGEST_NAP_S)


def _seconds(moment: datetime | None, now: datetime) -> float:
    return float("inf") if moment is None else (moment - now).total_seconds()


def _earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    return min((moment for moment in (one, other) if moment is not None), default=None)
