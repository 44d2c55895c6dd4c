"""Wake-ups: a commit that wrote a job tells the runner of its process. Losing one costs time, never a job."""

from collections.abc import Callable
from datetime import datetime

from ..storage import Workspace

# Called with the workspace, the job's id (None when the clock was moved) and the moment at which it is due.
Listener = Callable[[Workspace, str | None, datetime], None]


class Bell:
    """A workspace's bell. Silent until a runner listens; scenarios and tests run their jobs by hand."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.listener: Listener | None = None

    def ring(self, job_id: str | None, due: datetime) -> None:
        """Tell whoever listens."""
        if self.listener is not None:
            self.listener(self._workspace, job_id, due)


def bell(workspace: Workspace) -> Bell:
    """The workspace's bell."""
    return workspace.resource(Bell, Bell)


def wake(workspace: Workspace) -> None:
    """Look at the workspace now: to be called after its clock was moved."""
    bell(workspace).ring(None, workspace.clock.now())
