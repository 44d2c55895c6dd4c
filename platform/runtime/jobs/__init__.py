"""Jobs: everything that happens later or elsewhere. The workspace's `job` table is the truth; runners only look at it.

`enqueue` writes a job in the transaction that causes it, `@job_handler` says what a kind does, `execution.run_batch`
claims and runs what is due, `runner.py` (threads here) and `celery_runner.py` (workers elsewhere) call it in time.
"""

from .execution import run_due
from .handlers import JobFailed, RetryLater, job_handler, outside_handler
from .job import BULK, PROMPT, Job
from .queue import cancel, cancel_all, enqueue, find_id, is_due, retry
from .runner import EmbeddedRunner
from .starting import Runner, start_runner
from .waking import wake

__all__ = [
    "BULK",
    "PROMPT",
    "EmbeddedRunner",
    "Job",
    "JobFailed",
    "RetryLater",
    "Runner",
    "cancel",
    "cancel_all",
    "enqueue",
    "find_id",
    "is_due",
    "job_handler",
    "outside_handler",
    "retry",
    "run_due",
    "start_runner",
    "wake",
]
