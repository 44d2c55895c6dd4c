"""A worker process for the Celery tests; arguments: DATA_DIR DATABASE_URL REDIS_URL."""

import sys
from pathlib import Path

from loomwork.runtime import changes, jobs
from loomwork.runtime.context import Context
from loomwork.runtime.jobs import Job
from loomwork.runtime.jobs.celery_runner import run_worker
from loomwork.runtime.storage import Installation, Settings, Transaction

KIND = "test.celery"


@jobs.job_handler(KIND)
def mark(context: Context, tx: Transaction, job: Job) -> None:
    changes.change_of(tx).entry("thing", "a.thing", job.id, "change", [])


if __name__ == "__main__":
    data_dir, database_url, redis_url = sys.argv[1:]
    run_worker(Installation.open(Settings(data_dir=Path(data_dir), database_url=database_url, redis_url=redis_url)))
