"""The embedded runner: threads of this process run the jobs of all workspaces, woken by commits and by the clock."""

import contextlib
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from ..errors import NotFound
from ..logs import Log
from ..storage import Installation, Workspace
from . import claims
from .agenda import Agenda
from .claims import Due
from .execution import Surroundings, run_batch
from .leases import Leases
from .settings import JobSettings
from .waking import bell

_log = Log(__name__)
# Every so many batches of a workspace its bulk jobs come first, so that they are slow but never forgotten.
_BULK_TURN = 8


class EmbeddedRunner:
    """Start it once per process. Stopping waits for jobs under way; what is not done stays in the table."""

    def __init__(self, installation: Installation, settings: JobSettings | None = None) -> None:
        self._installation = installation
        self._settings = settings or JobSettings()
        self._agenda = Agenda()
        self._stopping = threading.Event()
        self._threads: list[threading.Thread] = []
        self._pool = ThreadPoolExecutor(self._settings.outside_threads, thread_name_prefix="job-outside")
        self._around = Surroundings(self._settings, Leases(), self._pool.submit)

    def start(self) -> None:
        """Begin with a look at every workspace, since nobody knows what an earlier process left behind."""
        self._installation.on_open(self._listen)
        for number in range(self._settings.threads):
            self._spawn(self._serve, f"job-runner-{number}")
        self._spawn(self._keep, "job-keeper")

    def stop(self) -> None:
        """Finish what is under way and end."""
        self._stopping.set()
        self._agenda.close()
        for thread in self._threads:
            thread.join()
        self._pool.shutdown()

    def wake(self, workspace: Workspace) -> None:
        """Look at the workspace now."""
        self._agenda.put(workspace)

    def _spawn(self, target: Callable[[], None], name: str) -> None:
        thread = threading.Thread(target=target, name=name, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _listen(self, workspace: Workspace) -> None:
        # Scenarios drive the jobs of their scratch workspace themselves, with its clock.
        if workspace.purpose != "scratch":
            bell(workspace).listener = self._hear

    def _hear(self, workspace: Workspace, job_id: str | None, due: datetime) -> None:
        if due <= workspace.clock.now():
            self._agenda.put(workspace)
        else:
            self._agenda.put_later(workspace, Due(due, None))

    def _serve(self) -> None:
        turn = 0
        while (workspace := self._agenda.take()) is not None:
            turn += 1
            rest_s = 0.0
            try:
                rest_s = self._serve_once(workspace, turn)
            except Exception as error:
                # A workspace that cannot be served (disk full, database away) must not end the thread of all others.
                _log.error("workspace not served", workspace=workspace.id, exc_info=error)
            finally:
                self._agenda.give_back(workspace, rest_s)

    def _serve_once(self, workspace: Workspace, turn: int) -> float:
        """Run one batch. Returns how long the workspace should rest (with no backlog, so that jobs gather)."""
        ran = run_batch(workspace, self._around, bulk_first=turn % _BULK_TURN == 0)
        if ran:
            self._agenda.put(workspace)
            return 0.0 if ran == self._settings.batch else self._settings.gathering.total_seconds()
        with workspace.database.read() as connection:
            self._agenda.put_later(workspace, claims.next_due(connection))
        return 0.0

    def _keep(self) -> None:
        """Prolong leases, and look at every workspace once per sweep: for lost wake-ups and for dead workers' jobs."""
        beat_s = min(self._settings.lease / 3, self._settings.sweep).total_seconds()
        beats_per_sweep = max(1, round(self._settings.sweep.total_seconds() / beat_s))
        beat = 0
        while True:
            try:
                if beat % beats_per_sweep == 0:
                    self._look_at_all()
                self._around.leases.renew(self._settings.lease)
            except Exception as error:
                _log.error("jobs not kept", exc_info=error)
            beat += 1
            if self._stopping.wait(beat_s):
                return

    def _look_at_all(self) -> None:
        self._installation.keep_time()
        for id in self._installation.workspace_ids():
            if self._stopping.is_set():
                return
            with contextlib.suppress(NotFound):  # dropped meanwhile
                self._agenda.put(self._installation.workspace(id))
