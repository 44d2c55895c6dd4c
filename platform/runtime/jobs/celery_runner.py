"""The Celery runner: web processes send wake-ups through Redis, workers run the jobs.

A message holds a workspace and a job id and nothing else. The database decides what is due, so a message may be lost,
doubled or late: each worker also sweeps, first what the directory's hints name, now and then every workspace.
"""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

import celery
import kombu.exceptions
import sqlalchemy as sa

from ..errors import NotFound, PlatformError
from ..logs import Log
from ..storage import Installation, Workspace
from ..storage.clock import stopwatch_s
from . import claims, hints
from .execution import Surroundings, run_batch
from .leases import Leases
from .settings import JobSettings
from .waking import bell

_log = Log(__name__)
_QUEUE = "loomwork"
WAKE = "loomwork.wake"
# After a failure Redis is left alone for a while, lest every write waits for its time-out.
_SILENCE_S = 1.0
_BEAT_S = 1.0


def celery_app(redis_url: str) -> celery.Celery:
    """The Celery application of senders and workers. No results are kept, nothing is scheduled inside Redis."""
    app = celery.Celery("loomwork", broker=redis_url, set_as_current=False)
    app.conf.update(
        task_serializer="json",
        accept_content=["json"],
        result_backend=None,
        task_ignore_result=True,
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        worker_prefetch_multiplier=1,
        task_default_queue=_QUEUE,
        task_publish_retry=False,
        worker_hijack_root_logger=False,
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,
        broker_transport_options={
            "visibility_timeout": 60,
            "socket_timeout": 2,
            "socket_connect_timeout": 2,
            "max_retries": 1,
        },
    )
    return app


class CelerySender:
    """Hears commits of this process and passes them on. Without Redis the hint alone must do, a little later."""

    def __init__(self, installation: Installation, redis_url: str) -> None:
        self._installation = installation
        self._app = celery_app(redis_url)
        self._silent_until_s = 0.0

    def start(self) -> None:
        """Listen to every workspace opened from now on."""
        self._installation.on_open(self.listen)

    def stop(self) -> None:
        """Close the connections to Redis."""
        self._app.close()

    def listen(self, workspace: Workspace) -> None:
        """Hear one workspace; scenarios drive the jobs of their scratch workspace themselves."""
        if workspace.purpose != "scratch":
            bell(workspace).listener = self.hear

    def wake(self, workspace: Workspace) -> None:
        """Look at the workspace now."""
        self.hear(workspace, None, workspace.clock.now())

    def hear(self, workspace: Workspace, job_id: str | None, due: datetime) -> None:
        """Send a wake-up for what is due now; leave a hint for what is due later or could not be sent."""
        if due <= workspace.clock.now() and self._send(workspace.id, job_id):
            return
        try:
            hints.note(self._installation, workspace, due)
        except (sa.exc.DBAPIError, PlatformError) as error:
            # The job is committed; whoever wrote it must not hear of a lost hint. The sweep finds the job.
            _log.warning("hint not written", workspace=workspace.id, exc_info=error)

    def _send(self, workspace_id: str, job_id: str | None) -> bool:
        if stopwatch_s() < self._silent_until_s:
            return False
        try:
            self._app.send_task(WAKE, (workspace_id, job_id), retry=False)
        except (kombu.exceptions.OperationalError, OSError) as error:
            _log.warning("wake-up not sent", workspace=workspace_id, exc_info=error)
            self._silent_until_s = stopwatch_s() + _SILENCE_S
            return False
        return True


class CeleryWorker:
    """One worker process: threads that take wake-ups, some that call the outside, one that sweeps and one that keeps
    leases."""

    def __init__(self, installation: Installation, redis_url: str, settings: JobSettings | None = None) -> None:
        self._installation = installation
        self._settings = settings or JobSettings()
        self._pool = ThreadPoolExecutor(self._settings.outside_threads, thread_name_prefix="job-outside")
        self._around = Surroundings(self._settings, Leases(), self._pool.submit)
        self._sender = CelerySender(installation, redis_url)
        self._stopping, self._idle = threading.Event(), threading.Event()
        self.app = celery_app(redis_url)
        self.app.task(self.wake, name=WAKE)

    def run(self) -> None:
        """Work until the process is told to end; then finish what is under way, so that no lease has to run out."""
        self._sender.start()
        # Apart from each other: sweeping runs jobs, and leases must be prolonged while they run.
        keeping, sweeping = (threading.Thread(target=each, daemon=True) for each in (self._keep, self._sweep))
        keeping.start()
        sweeping.start()
        try:
            self.app.Worker(
                pool="threads",
                concurrency=self._settings.threads,
                without_gossip=True,
                without_mingle=True,
                loglevel="WARNING",
            ).start()
        finally:
            self._stopping.set()
            sweeping.join()
            self._pool.shutdown()
            self._idle.set()
            keeping.join()
            self._sender.stop()

    def wake(self, workspace_id: str, job_id: str | None = None) -> None:
        """Run one batch of a workspace and send it to the end of the line while it has more."""
        try:
            workspace = self._installation.workspace(workspace_id)
        except NotFound:
            return  # dropped meanwhile
        ran = run_batch(workspace, self._around)
        with workspace.database.read() as connection:
            due = claims.next_due(connection)
        if due.run_at is not None and (ran or due.run_at > workspace.clock.now()):
            self._sender.hear(workspace, job_id, due.run_at)

    def _keep(self) -> None:
        while not self._idle.wait(self._settings.lease.total_seconds() / 3):
            try:
                self._around.leases.renew(self._settings.lease)
            except Exception as error:
                _log.error("leases not renewed", exc_info=error)

    def _sweep(self) -> None:
        """Every second what the hints name, every sweep all workspaces."""
        beat_s = min(_BEAT_S, self._settings.sweep.total_seconds())
        swept_s = -1e9
        while not self._stopping.wait(beat_s):
            try:
                if stopwatch_s() - swept_s >= self._settings.sweep.total_seconds():
                    swept_s = stopwatch_s()
                    self._installation.keep_time()
                    ids = self._installation.workspace_ids()
                else:
                    ids = hints.take_due(self._installation)
                for id in ids:
                    self.wake(id)
            except Exception as error:
                # Redis or a database is away: the next beat tries again.
                _log.error("jobs not looked for", exc_info=error)


def run_worker(installation: Installation, **options: Any) -> None:
    """Work for an installation whose settings name a Redis, until the process is told to end."""
    CeleryWorker(installation, installation.settings.redis_url, **options).run()
