"""Start workflows: a record's write leaves a job per workflow that listens, and this runs it."""

from ...context import Context
from ...definitions import as_it_began
from ...identifiers import is_id
from ...jobs import Job, job_handler
from ...storage import Transaction
from ...triggers import START
from ..definition.pinned import pinned_plan
from ..definition.plan import WorkflowPlan
from ..errors import RecordGone, TooDeep
from .subject import Subject
from .transacting import MAX_DEPTH, app_context, begin
from .work import Failures, Phase, problem_of


@job_handler(START)
def start(context: Context, tx: Transaction, job: Job) -> None:
    """payload: {"app", "workflow", "hash", "form_app", "form", "record_id", "change_id", "event", "depth", "data"}.

    A record that was deleted before its workflow began needs none.
    """
    cause = job.payload
    context = as_it_began(context, cause["app"], "workflow", cause["workflow"], cause["hash"])
    plan = pinned_plan(context.workspace, tx.connection, cause["app"], cause["workflow"], cause["hash"])
    record = None
    if plan.subject.is_record:
        try:
            record = Subject(app_context(context, cause["app"]), tx, plan.form, cause["record_id"]).record
        except RecordGone:
            return
    failures = _too_deep(plan) if (cause.get("depth") or 0) >= MAX_DEPTH else None
    initiator = record.created_by if record is not None and is_id(record.created_by) else None
    begin(context, tx, cause, initiator, record=record, failures=failures)


def _too_deep(plan: WorkflowPlan) -> Failures:
    """Stops the instance at its first node."""
    return Failures({Phase(target, 1, "enter"): problem_of(TooDeep(limit=MAX_DEPTH)) for target in plan.start})
