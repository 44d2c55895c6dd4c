"""A workflow started by hand on many records, one run for each, as an operation one watches."""

from collections.abc import Mapping, Sequence
from typing import Any

from ..runtime import changes
from ..runtime.context import Context
from ..runtime.definitions import plan_cache
from ..runtime.errors import NotFound
from ..runtime.records import Outcome, Query
from ..runtime.workflows import by_hand
from . import operations
from .bulk import by_chunks, chosen
from .operations import Progress

_KIND = "workflow.starts"
_LABEL = {"zh-CN": "正在发起", "en": "Starting"}


def start_on_many(
    context: Context,
    app: str,
    workflow: str,
    inputs: Mapping[str, Any],
    *,
    ids: Sequence[str] | None = None,
    query: Query | None = None,
) -> str:
    """Begin to start it on the records `ids`, or all that `query` finds. Returns the operation's id. Raises NotFound,
    LimitExceeded, Problems about the inputs."""
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
        listener = by_hand.startable_named(context, plans, app, workflow)
        if listener.form is None:
            raise NotFound
        by_hand.check_inputs(context, connection, plans, listener, inputs)
    form = listener.form
    wanted = chosen(context, form.app, form.key, ids, query)
    names = {"app": app, "workflow": workflow, "form_app": form.app, "form": form.key}
    payload = {**names, "ids": wanted, "inputs": dict(inputs)}
    return changes.run(context, lambda tx: operations.start(context, tx, _KIND, payload))


@operations.operation_kind(_KIND, "typed")
def _work(context: Context, payload: dict[str, Any], progress: Progress) -> dict[str, Any]:
    assert context.request_id is not None
    once = context.request_id

    def some(ids: Sequence[str]) -> Outcome:
        # A worker killed in the middle has started some: under the same name they do not start twice.
        return by_hand.start_on_all(context, payload["app"], payload["workflow"], ids, payload["inputs"], once)

    return by_chunks(context, payload["form_app"], payload["form"], payload["ids"], some, progress, _LABEL)
