"""Housekeeping: once a day each workspace removes what nobody needs any more: files without a use, old imports, bodies
that became records, and answers kept for repeated requests."""

from datetime import timedelta

from ..runtime import files, jobs, workflows
from ..runtime.context import SYSTEM, Context
from ..runtime.exports import forget_exports
from ..runtime.imports import forget_imports
from ..runtime.intake import forget_bodies
from ..runtime.records.rows.idempotency import forget_answers
from ..runtime.storage import Transaction, Workspace

_JOB = "housekeeping.daily"
_DAY = timedelta(days=1)


def ensure(workspace: Workspace) -> None:
    """Write the workspace's first housekeeping job; the others follow from it. What an update of the platform brought
    for open deadlines is followed."""
    workflows.ensure_recounted(workspace)
    context = Context(workspace, SYSTEM, provenance="system")
    with workspace.database.write() as tx:
        _enqueue(context, tx)


def _call(context: Context, job: jobs.Job) -> None:
    files.sweep(context)


def _settle(context: Context, tx: Transaction, job: jobs.Job, answer: None) -> None:
    forget_answers(context, tx)
    forget_imports(context, tx)
    forget_exports(context, tx)
    forget_bodies(context, tx)
    _enqueue(context, tx)


def _enqueue(context: Context, tx: Transaction) -> None:
    tomorrow = context.now() + _DAY
    # One job a day, however many processes ask for it.
    jobs.enqueue(context, tx, _JOB, {}, key=f"{_JOB}/{tomorrow:%Y-%m-%d}", run_at=tomorrow, lane=jobs.BULK)


jobs.outside_handler(_JOB, call=_call, settle=_settle)
