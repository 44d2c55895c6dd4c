"""The leases of this process: which jobs it holds, so that a keeper can prolong them while they are worked on."""

import threading
from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

from ..storage import Workspace
from ..storage.clock import stopwatch_s
from . import claims
from .job import Job


class Leases:
    """Thread-safe. A job may be held twice for a moment, while it is handed from one thread to another."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: dict[str, dict[str, Job]] = {}
        self._times: Counter[str] = Counter()
        self._workspaces: dict[str, Workspace] = {}
        self._swept_s: dict[str, float] = {}

    def hold(self, workspace: Workspace, job: Job) -> None:
        """Remember a claimed job; once more where another thread takes it over."""
        with self._lock:
            self._workspaces[workspace.id] = workspace
            self._held.setdefault(workspace.id, {})[job.id] = job
            self._times[job.id] += 1

    def drop(self, workspace: Workspace, jobs: Iterable[Job]) -> None:
        """Forget jobs that were settled or given up."""
        with self._lock:
            for job in jobs:
                self._times[job.id] -= 1
                if self._times[job.id] <= 0:
                    del self._times[job.id]
                    self._held.get(workspace.id, {}).pop(job.id, None)

    def renew(self, lease: timedelta) -> None:
        """Prolong everything held. A job that another took meanwhile stays his: the fence is part of the condition."""
        with self._lock:
            held = [(self._workspaces[id], list(jobs.values())) for id, jobs in self._held.items() if jobs]
        for workspace, jobs in held:
            with workspace.database.write() as tx:
                claims.renew(tx, jobs, lease)

    def sweep_is_due(self, workspace: Workspace, every: timedelta) -> bool:
        """True at the first call for a workspace and then once per `every`."""
        now_s = stopwatch_s()
        with self._lock:
            if now_s - self._swept_s.get(workspace.id, -1e9) < every.total_seconds():
                return False
            self._swept_s[workspace.id] = now_s
            return True
