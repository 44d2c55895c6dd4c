"""People: the directory for pickers, and the roles with their holders for who manages people."""

from collections.abc import Mapping
from typing import Any

from flask import Response, request

from ...runtime import changes
from ...runtime.context import Context
from ...runtime.definitions import plan_cache
from ...runtime.errors import NotFound
from ...runtime.people import give_role, organisation_of, switch_off, switch_on, take_role, titles_of_roles
from ...runtime.workflows.tasks import in_hand
from .. import policy
from ..answers import answers, empty, json, query
from ..blueprint import Blueprint
from ..bodies import ActiveBody
from ..reading import whole_number
from ..schemas import ChoicesSchema, InHandSchema, PeopleSchema, RolesSchema
from ..signed import person_document

_MOST_CHOICES = 200

blueprint = Blueprint("people", __name__, url_prefix="/api/v1")


@blueprint.route("/people")
@answers(PeopleSchema, parameters=query({"search": "Part of a name or code"}, {"limit": "1 to 500"}))
@policy.person
def items(context: Context) -> Response:
    """Active persons whose code or name contains `search`. Telephone numbers are not among what is told."""
    organisation, now = organisation_of(context.workspace), context.now()
    found = organisation.search(request.args.get("search", "")[:100], whole_number("limit", 50, 500))
    return json({"items": [person_document(organisation, person.id, now) for person in found]})


@blueprint.route("/people/left")
@answers(PeopleSchema, parameters=query({"search": "Part of a name or code"}, {"limit": "1 to 500"}))
@policy.right("people.manage")
def left(context: Context) -> Response:
    """Persons who have left."""
    organisation, now = organisation_of(context.workspace), context.now()
    found = organisation.left(request.args.get("search", "")[:100], whole_number("limit", 50, 500))
    return json({"items": [person_document(organisation, person.id, now) for person in found]})


@blueprint.route("/people/<person>/in-hand")
@answers(InHandSchema)
@policy.right("people.manage")
def holding(context: Context, person: str) -> Response:
    """What would be handed on if the person were switched off, and to whom."""
    found, organisation = in_hand(context, person), organisation_of(context.workspace)
    heir = organisation.persons[found.heir].name if found.heir else None
    return json({"tasks": found.tasks, "heir": heir, "pooled": found.pooled})


@blueprint.route("/people/<person>/active", methods=["PUT"])
@answers(status=204)
@policy.right("people.manage")
@blueprint.arguments(ActiveBody)
def switch(context: Context, body: dict[str, Any], person: str) -> Response:
    """Switch a person off, who then signs in no more and is asked nothing, or on again. 409 for oneself, and for the
    last administrator."""
    act = switch_on if body["active"] else switch_off
    changes.run(context, lambda tx: act(tx, context, person))
    return empty()


@blueprint.route("/departments")
@answers(ChoicesSchema, parameters=query({"search": "Part of a name"}))
@policy.person
def departments(context: Context) -> Response:
    """Departments whose name contains `search`, to choose from."""
    found = organisation_of(context.workspace).departments
    return json({"items": _containing(found)})


@blueprint.route("/role-choices")
@answers(ChoicesSchema, parameters=query({"search": "Part of a title"}))
@policy.person
def role_choices(context: Context) -> Response:
    """Roles whose title contains `search`, to choose from; not who holds them."""
    return json({"items": _containing(_titles(context))})


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


def _titles(context: Context) -> dict[str, str]:
    with context.workspace.database.read() as connection:
        return titles_of_roles(plan_cache(context.workspace).at(connection), context.locale)


def _containing(titles: Mapping[str, str]) -> list[dict[str, str | None]]:
    folded = request.args.get("search", "")[:100].strip().casefold()
    found = sorted((title, id) for id, title in titles.items() if folded in title.casefold())
    return [{"id": id, "label": title, "detail": None} for title, id in found[:_MOST_CHOICES]]


def _check(context: Context, role: str, person: str) -> None:
    if role not in _titles(context) or organisation_of(context.workspace).person(person) is None:
        raise NotFound
