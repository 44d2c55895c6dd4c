"""A worker for tests of clocks: does what is due by its clock, and ends."""

from loomwork.runtime import jobs
from loomwork.runtime.context import Context
from loomwork.runtime.jobs.execution import Surroundings, run_batch
from loomwork.runtime.jobs.leases import Leases
from loomwork.runtime.jobs.settings import JobSettings
from loomwork.runtime.storage import Installation, Settings, Transaction

KIND = "test.due"


@jobs.job_handler(KIND)
def _nothing(context: Context, tx: Transaction, job: jobs.Job) -> None:
    """That it ran is what counts."""


def do_due(settings: Settings, workspace_id: str) -> None:
    """Do what is due now, also what a dead worker held."""
    installation = Installation.open(settings)
    around = Surroundings(JobSettings(), Leases())
    while run_batch(installation.workspace(workspace_id), around):
        pass
    installation.close()
