"""People: the directory for pickers, and the roles with their holders for who manages people."""

from typing import Any

from flask import Response, request
from flask_smorest import Blueprint

from ...runtime import changes
from ...runtime.context import Context
from ...runtime.definitions import plan_cache
from ...runtime.errors import NotFound
from ...runtime.localized import text
from ...runtime.people import ADMINISTRATOR, give_role, organisation_of, take_role
from .. import policy
from ..answers import answers, empty, json, query
from ..reading import whole_number
from ..schemas import PeopleSchema, RolesSchema
from ..signed import person_document

blueprint = Blueprint("people", __name__, url_prefix="/api/v1")

_ADMINISTRATOR_TITLE = {"zh-CN": "工作区管理员", "en": "Workspace administrator"}


@blueprint.route("/people")
@answers(PeopleSchema, parameters=query({"search": "Part of a name or code"}, {"limit": "1 to 500"}))
@policy.person
def items(context: Context) -> Response:
    """Active persons whose code or name contains `search`. Telephone numbers are not among what is told."""
    organisation, now = organisation_of(context.workspace), context.now()
    found = organisation.search(request.args.get("search", "")[:100], whole_number("limit", 50, 500))
    return json({"items": [person_document(organisation, person.id, now) for person in found]})


@blueprint.route("/roles")
@answers(RolesSchema)
@policy.right("people.read")
def roles(context: Context) -> Response:
    """All roles with the ids of who holds them."""
    organisation, now = organisation_of(context.workspace), context.now()
    titles = _titles(context)
    return json(
        {
            "items": [
                {"key": key, "title": title, "holders": organisation.holders(key, now)} for key, title in titles.items()
            ]
        }
    )


@blueprint.route("/roles/<role>/holders/<person>", methods=["PUT"])
@answers(status=204)
@policy.right("people.manage")
def give(context: Context, role: str, person: str) -> Response:
    """Let a person hold a role ("app.role") from now on."""
    _check(context, role, person)
    changes.run(context, lambda tx: give_role(tx, context, person, role))
    return empty()


@blueprint.route("/roles/<role>/holders/<person>", methods=["DELETE"])
@answers(status=204)
@policy.right("people.manage")
def take(context: Context, role: str, person: str) -> Response:
    """The person holds the role no longer; it counts from his next request on."""
    _check(context, role, person)
    changes.run(context, lambda tx: take_role(tx, context, person, role))
    return empty()


def _titles(context: Context) -> dict[str, Any]:
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
    titles = {ADMINISTRATOR: text(_ADMINISTRATOR_TITLE, context.locale)}
    for role in plans.documents("role"):
        titles[role.name] = text(role.document.get("title", role.key), context.locale)
    return titles


def _check(context: Context, role: str, person: str) -> None:
    if role not in _titles(context) or organisation_of(context.workspace).person(person) is None:
        raise NotFound
