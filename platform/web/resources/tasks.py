"""To-dos: the lists, one in full, and the acts on it. Each act names the revision its maker has seen."""

from typing import Any

from flask import Response, request

from ...runtime.context import Context
from ...runtime.workflows import tasks
from .. import policy
from ..answers import answers, json, query
from ..blueprint import Blueprint
from ..bodies import AcceptBody, DecideBody, DeclineBody, RecordBody
from ..directory_schemas import DecideNameBody
from ..reading import confirmed_of, expected_revision, idempotency_key, json_body, values_of, whole_number
from ..work_schemas import TaskDetailSchema, TasksSchema

blueprint = Blueprint("tasks", __name__, url_prefix="/api/v1/tasks")

_QUERY = query(
    {"scope": "mine, started or copied", "state": "open or done", "cursor": "next_cursor of the page before"},
    {"limit": "1 to 200"},
)
_IF_MATCH = [
    {"in": "header", "name": "If-Match", "required": True, "schema": {"type": "string"}},
    {"in": "header", "name": "Idempotency-Key", "schema": {"type": "string"}},
]
_VALUES = {"content": {"application/json": {"schema": RecordBody}}}


@blueprint.route("")
@answers(TasksSchema, parameters=_QUERY)
@policy.person
def items(context: Context) -> Response:
    """To-dos by scope (mine, started, copied) and state (open, done)."""
    arguments = request.args
    return json(
        tasks.page(
            context,
            arguments.get("scope", "mine"),
            arguments.get("state", "open"),
            limit=whole_number("limit", 50, 200),
            cursor=arguments.get("cursor") or None,
        )
    )


@blueprint.route("/<id>")
@answers(TaskDetailSchema)
@policy.person
def show(context: Context, id: str) -> Response:
    """One with the form to fill, the choices there are, its record and the flow it belongs to."""
    return _answer(tasks.get(context, id))


@blueprint.route("/<id>/seen", methods=["POST"])
@answers(TaskDetailSchema, parameters=_IF_MATCH)
@policy.person
def seen(context: Context, id: str) -> Response:
    """The holder has looked at it."""
    return _answer(tasks.seen(context, id, revision=expected_revision()))


@blueprint.route("/<id>/accept", methods=["POST"])
@answers(TaskDetailSchema, parameters=_IF_MATCH)
@policy.person
@blueprint.arguments(AcceptBody)
def accept(context: Context, body: dict[str, Any], id: str) -> Response:
    """The first response, such as having called."""
    return _answer(
        tasks.accept(context, id, body["act"], revision=expected_revision(), idempotency_key=idempotency_key())
    )


@blueprint.route("/<id>/complete", methods=["POST"])
@answers(TaskDetailSchema, parameters=_IF_MATCH, requestBody=_VALUES)
@policy.person
def complete(context: Context, id: str) -> Response:
    """Done; the values fill the task's form, if it has one."""
    revision = expected_revision()
    body = json_body("values", "confirmed")
    values = values_of(body) if "values" in body else None
    confirmed, key = confirmed_of(body, context), idempotency_key()
    return _answer(tasks.complete(context, id, values, revision=revision, confirmed=confirmed, idempotency_key=key))


@blueprint.route("/<id>/decline", methods=["POST"])
@answers(TaskDetailSchema, parameters=_IF_MATCH)
@policy.person
@blueprint.arguments(DeclineBody)
def decline(context: Context, body: dict[str, Any], id: str) -> Response:
    """Give it back with a reason."""
    revision, key = expected_revision(), idempotency_key()
    return _answer(tasks.decline(context, id, body["reason"], body["comment"], revision=revision, idempotency_key=key))


@blueprint.route("/<id>/decide", methods=["POST"])
@answers(TaskDetailSchema, parameters=_IF_MATCH)
@policy.person
@blueprint.arguments(DecideBody)
def decide(context: Context, body: dict[str, Any], id: str) -> Response:
    """Approve or reject."""
    revision, key = expected_revision(), idempotency_key()
    return _answer(tasks.decide(context, id, body["decision"], body["comment"], revision=revision, idempotency_key=key))


@blueprint.route("/<id>/name", methods=["POST"])
@answers(TaskDetailSchema, parameters=_IF_MATCH)
@policy.person
@blueprint.arguments(DecideNameBody)
def decide_name(context: Context, body: dict[str, Any], id: str) -> Response:
    """Say what an unknown name is: a new record, the same as one that is there, or nothing one may use."""
    revision, key = expected_revision(), idempotency_key()
    return _answer(tasks.decide_name(context, id, revision=revision, idempotency_key=key, **body))


def _answer(task: dict[str, Any]) -> Response:
    return json(task, revision=task["revision"])
