"""What Prometheus is told of the runtime, looked up when it asks: queues and workflows by the id of the workspace.

Looking is one question an index answers each; all of it is kept for some seconds, so that nobody can make it a burden.
"""

import threading
from collections.abc import Iterator

import sqlalchemy as sa
from prometheus_client.core import GaugeMetricFamily, Metric

from ..runtime.errors import NotFound, PlatformError
from ..runtime.jobs.figures import QueueFigures, queue_figures
from ..runtime.logs import Log
from ..runtime.messages.deliveries import delivery_figures
from ..runtime.messages.setup import set_ups
from ..runtime.storage import Database, Installation, Workspace
from ..runtime.storage.clock import stopwatch_s
from ..runtime.workflows.figures import open_figures

_KEPT_S = 10.0
_log = Log(__name__)


class RuntimeCollector:
    """Prometheus' collector of one installation."""

    def __init__(self, installation: Installation) -> None:
        self._installation = installation
        self._lock = threading.Lock()
        self._kept: list[Metric] = []
        self._until_s = 0.0

    def describe(self) -> list[Metric]:
        """Nothing ahead: asking would open every workspace while the server starts."""
        return []

    def collect(self) -> Iterator[Metric]:
        """The figures of all workspaces; one that cannot be read is left out and counted as away."""
        with self._lock:
            if stopwatch_s() >= self._until_s:
                self._kept, self._until_s = self._look(), stopwatch_s() + _KEPT_S
            yield from self._kept

    def _look(self) -> list[Metric]:
        by_workspace = ["workspace"]
        due = GaugeMetricFamily("loomwork_jobs_due", "Jobs whose moment has come, 10001 for more", labels=by_workspace)
        behind = GaugeMetricFamily(
            "loomwork_jobs_behind_seconds", "How long the oldest due job has waited", labels=by_workspace
        )
        leased = GaugeMetricFamily("loomwork_jobs_leased", "Jobs that workers hold", labels=by_workspace)
        stopped = GaugeMetricFamily(
            "loomwork_jobs_stopped", "Jobs that wait for a person", labels=["workspace", "kind"]
        )
        instances = GaugeMetricFamily(
            "loomwork_instances_open", "Workflows that have not ended", labels=["workspace", "state"]
        )
        deliveries = GaugeMetricFamily(
            "loomwork_deliveries", "Messages to be sent and those that failed", labels=["workspace", "channel", "state"]
        )
        broken = GaugeMetricFamily(
            "loomwork_channel_broken", "1 where nothing goes out by a channel", labels=["workspace", "channel"]
        )
        connections = GaugeMetricFamily(
            "loomwork_database_connections",
            "Connections of this process: in use, and at rest in the pool",
            labels=["database", "state"],
        )
        up = GaugeMetricFamily("loomwork_workspace_up", "1 where the workspace's database answers", labels=by_workspace)
        for id in self._installation.workspace_ids():
            try:
                workspace = self._installation.workspace(id)
                figures, by_state, letters, channels = _figures(workspace)
            except NotFound:  # dropped meanwhile
                continue
            except (sa.exc.SQLAlchemyError, OSError, PlatformError) as error:
                _log.warning("workspace not looked at", workspace=id, exc_info=error)
                up.add_metric([id], 0)
                continue
            up.add_metric([id], 1)
            due.add_metric([id], figures.due)
            behind.add_metric([id], figures.behind.total_seconds())
            leased.add_metric([id], figures.leased)
            for kind, count in figures.stopped.items():
                stopped.add_metric([id, kind], count)
            for state, count in by_state.items():
                instances.add_metric([id, state], count)
            for (channel, state), count in letters.items():
                deliveries.add_metric([id, channel, state], count)
            for channel, is_broken in channels.items():
                broken.add_metric([id, channel], is_broken)
            _tell_pool(connections, id, workspace.database)
        _tell_pool(connections, "directory", self._installation.directory)
        return [up, due, behind, leased, stopped, instances, deliveries, broken, connections]


def _tell_pool(family: GaugeMetricFamily, name: str, database: Database) -> None:
    pool = database.engine.pool
    if isinstance(pool, sa.pool.QueuePool):
        family.add_metric([name, "in_use"], pool.checkedout())
        family.add_metric([name, "idle"], pool.checkedin())


def _figures(
    workspace: Workspace,
) -> tuple[QueueFigures, dict[str, int], dict[tuple[str, str], int], dict[str, bool]]:
    with workspace.database.read() as connection:
        by_state = dict.fromkeys(("waiting", "incident"), 0)
        for one in open_figures(connection):
            by_state[one.state] += one.number
        channels = {key: one.broken_at is not None for key, one in set_ups(connection).items() if one.enabled}
        queue = queue_figures(connection, workspace.clock.now())
        return queue, by_state, delivery_figures(connection), channels
