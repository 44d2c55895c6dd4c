"""Choose the runner by the installation's settings: threads here, or wake-ups for Celery workers elsewhere."""

from typing import Protocol

from ..storage import Installation, Workspace
from .runner import EmbeddedRunner


class Runner(Protocol):
    """What a serving process holds."""

    def start(self) -> None: ...

    def stop(self) -> None: ...

    def wake(self, workspace: Workspace) -> None: ...


def start_runner(installation: Installation) -> Runner:
    """Start and return the runner: embedded, or with a Redis in the settings one that only wakes workers."""
    runner: Runner
    if installation.settings.redis_url:
        # Celery takes 0.3 s to import, which an embedded server need not pay.
        from .celery_runner import CelerySender

        runner = CelerySender(installation, installation.settings.redis_url)
    else:
        runner = EmbeddedRunner(installation)
    runner.start()
    return runner
