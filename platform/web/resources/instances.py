"""One run of a workflow, for whoever may see its record or keeps workflows running."""

from flask import Response

from ...runtime.context import Context
from ...runtime.workflows.presenting.events import get_events
from ...runtime.workflows.presenting.instance import get_instance
from ...runtime.workflows.presenting.visited import get_step
from .. import policy
from ..answers import answers, json, query
from ..blueprint import Blueprint
from ..instance_schemas import InstanceEventsSchema, InstanceSchema, InstanceStepSchema
from ..reading import whole_number

blueprint = Blueprint("instances", __name__, url_prefix="/api/v1/instances")

_AFTER = query(numbers={"after": "next of the page before", "limit": "1 to 200"})
_MOST_EVENTS = 2**31 - 1


@blueprint.route("/<id>")
@answers(InstanceSchema)
@policy.person
def show(context: Context, id: str) -> Response:
    """The graph of the revision it runs on, where it stands, and which ways it went."""
    return json(get_instance(context, id))


@blueprint.route("/<id>/steps/<node>")
@answers(InstanceStepSchema)
@policy.person
def step(context: Context, id: str, node: str) -> Response:
    """What a step, or a scope of steps, did at each of its last visits."""
    return json(get_step(context, id, node))


@blueprint.route("/<id>/events")
@answers(InstanceEventsSchema, parameters=_AFTER)
@policy.person
def events(context: Context, id: str) -> Response:
    """All that happened, the oldest first."""
    after, limit = whole_number("after", 0, _MOST_EVENTS), whole_number("limit", 100, 200)
    return json(get_events(context, id, after=after, limit=limit))
