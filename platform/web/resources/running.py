"""What runs, for whoever keeps it running: figures, the instances behind them, jobs that stopped."""

from flask import Response, request

from ...runtime.context import Context
from ...runtime.workflows.presenting import running
from .. import policy
from ..answers import answers, empty, json, query
from ..blueprint import Blueprint
from ..reading import moment, whole_number
from ..running_schemas import (
    JobKindsSchema,
    RunningInstancesSchema,
    RunningSchema,
    RunningStepsSchema,
    StoppedJobsSchema,
)

blueprint = Blueprint("running", __name__, url_prefix="/api/v1/running")

_RIGHT = running.RIGHT
_QUERY = query(
    {
        "cursor": "next_cursor of the page before",
        "app": "",
        "workflow": "",
        "state": "waiting, incident and so on",
        "node": "Those that stand at this step of the workflow",
        "search": "Part of the record's title, or an id; in any state",
        "ended_from": "Those that ended from this moment on",
        "ended_until": "Those that ended before it",
    },
    {"limit": "1 to 100"},
)


@blueprint.route("")
@answers(RunningSchema)
@policy.right(_RIGHT)
def show(context: Context) -> Response:
    """How much waits, how much stopped, what ended each hour of the last day, and how far behind the queue is."""
    found = running.overview(context)
    queue = found["queue"]
    slow = queue.slow_wait
    return json(
        found
        | {
            "ended": [{"hour": hour, "count": count} for hour, count in found["ended"]],
            "queue": {
                "due": queue.due,
                "behind_s": queue.behind.total_seconds(),
                "leased": queue.leased,
                "stopped": sum(queue.stopped.values()),
                "slow_wait_s": None if slow is None else slow.total_seconds(),
            },
        }
    )


@blueprint.route("/instances")
@answers(RunningInstancesSchema, parameters=_QUERY)
@policy.right(_RIGHT)
def instances(context: Context) -> Response:
    """Instances, the newest first; without a state those that have not ended."""
    asked = {name: request.args.get(name) or None for name in ("app", "workflow", "state", "node")}
    wanted = running.Wanted(
        **asked,
        search=request.args.get("search", "").strip()[:100],
        ended_from=moment("ended_from"),
        ended_until=moment("ended_until"),
    )
    limit = whole_number("limit", 50, 100)
    items, cursor = running.instances(context, wanted, cursor=request.args.get("cursor") or None, limit=limit)
    return json({"items": items, "next_cursor": cursor})


@blueprint.route("/steps")
@answers(RunningStepsSchema, parameters=query({"app": "", "workflow": "Its key"}))
@policy.right(_RIGHT)
def steps(context: Context) -> Response:
    """How many stand at each step of a workflow, and how long runs usually stay there."""
    return json({"items": running.steps(context, request.args.get("app", ""), request.args.get("workflow", ""))})


@blueprint.route("/kinds")
@answers(JobKindsSchema)
@policy.right(_RIGHT)
def kinds(context: Context) -> Response:
    """What jobs of each kind did in the last day."""
    found = running.kinds(context)
    items = [
        {"kind": one.kind, "counts": one.counts, "stopped": one.stopped, "slow_wait_s": one.slow_wait.total_seconds()}
        for one in found.kinds
    ]
    return json({"since": found.since, "until": found.until, "items": items})


@blueprint.route("/jobs")
@answers(StoppedJobsSchema)
@policy.right(_RIGHT)
def stopped(context: Context) -> Response:
    """Jobs that wait for a person, the newest first."""
    return json({"items": running.stopped_jobs(context)})


@blueprint.route("/jobs/<id>/retry", methods=["POST"])
@answers(None, 204)
@policy.right(_RIGHT)
def retry(context: Context, id: str) -> Response:
    """Run a stopped job again."""
    running.retry_job(context, id)
    return empty()
