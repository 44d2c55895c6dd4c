"""The workspace's clock; a sandbox's may be moved forward."""

from datetime import timedelta
from typing import Any

from flask import Response

from ...runtime import jobs
from ...runtime.calendars import after
from ...runtime.context import Context
from ...runtime.errors import Conflict, LimitExceeded
from ...runtime.storage import SandboxClock
from .. import policy
from ..answers import answers, json
from ..blueprint import Blueprint
from ..bodies import ClockBody
from ..schemas import ClockSchema

blueprint = Blueprint("clock", __name__, url_prefix="/api/v1/clock")

_LONGEST = timedelta(days=366)


@blueprint.route("")
@answers(ClockSchema)
@policy.person
def show(context: Context) -> Response:
    """The present moment as the workspace's workflows know it."""
    return json(_document(context))


@blueprint.route("", methods=["POST"])
@answers(ClockSchema)
@policy.person
@blueprint.arguments(ClockBody)
def advance(context: Context, body: dict[str, Any]) -> Response:
    """Move a sandbox's clock forward. Everybody there may: it is where things are tried out."""
    workspace = context.workspace
    if not workspace.sandbox:
        raise Conflict(reason={"zh-CN": "只有沙盒的时钟可以拨动。", "en": "Only a sandbox's clock can be moved."})
    now = context.now()
    duration = after(now, body["advance"], workspace.zone) - now
    if duration > _LONGEST:
        raise LimitExceeded(what={"zh-CN": "一次拨动的时长", "en": "One move of the clock"}, limit=f"{_LONGEST.days} d")
    with workspace.database.write() as tx:
        workspace.advance_clock(tx, duration)
        tx.after_commit(lambda: jobs.wake(workspace))
    return json(_document(context))


def _document(context: Context) -> dict[str, Any]:
    clock = context.clock
    offset = clock.offset if isinstance(clock, SandboxClock) else timedelta()
    return {"now": context.now(), "sandbox": context.workspace.sandbox, "offset_s": int(offset.total_seconds())}
