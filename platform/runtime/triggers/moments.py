"""Triggers that wait for moments of their own: each stands as one job, which writes the next when it runs.

Downtime is made up for once: the job that came due is late, and the next moment is the first that is still ahead. A job
is named by its moment and by what the trigger says, so publishing again, or setting a clock back, starts nothing twice.
What the job does when its time has come stands in workflows/engine/moments.py, since it reads records.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ..context import Context
from ..definitions import Plans, plans_in
from ..definitions.publishing import content_hash
from ..jobs import enqueue
from ..storage import Transaction
from ..storage.types import dump_moment
from .given import now_given
from .trigger import Listener, TriggerType

MOMENT = "trigger.moment"


@dataclass(frozen=True, slots=True)
class Coming:
    """The next moment, and what the workflow reads as trigger.<name> then (JSON)."""

    at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)


class MomentTrigger(TriggerType):
    """Starts at moments that the type works out: once about nothing, or for every record of a form that fits."""

    about = "either"

    def coming(self, context: Context, plans: Plans, listener: Listener, after: datetime) -> Coming | None:
        """The first moment later than `after`; None where there is none."""
        raise NotImplementedError

    def among(self, context: Context, plans: Plans, listener: Listener, since: datetime, until: datetime) -> Any:
        """A filter of the records that start at the moments from `since` to `until`; None for all."""
        return None

    def watch(self, context: Context, tx: Transaction, listener: Listener) -> None:
        """The next moment stands as a job."""
        wait_for_next(context, tx, listener, context.now())


def wait_for_next(context: Context, tx: Transaction, listener: Listener, after: datetime) -> None:
    """Write the job of the first moment later than `after`."""
    type_ = listener.type
    assert isinstance(type_, MomentTrigger)
    found = type_.coming(context, plans_in(context.workspace, tx), listener, after)
    if found is None:
        return
    says, at = said_by(listener), dump_moment(found.at)
    payload = {
        "app": listener.app,
        "workflow": listener.workflow,
        "says": says,
        "at": at,
        "data": dict(found.data),
        "until": None,
        "cursor": None,
    }
    enqueue(context, tx, MOMENT, payload, key=f"{MOMENT}/{listener.name}/{says[:16]}/{at}", run_at=found.at)


def said_by(listener: Listener) -> str:
    """What tells this trigger from a former one of the same workflow."""
    form = listener.form.name if listener.form else None
    return content_hash({"type": listener.type.key, "form": form, **settings_now(listener)})


def settings_now(listener: Listener) -> dict[str, Any]:
    """The settings with the values that parameters have."""
    return {name: now_given(value, listener.parameters) for name, value in listener.settings.items()}
