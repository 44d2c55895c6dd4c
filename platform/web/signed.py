"""The signed-in session as pages see it, and the cookie that carries it."""

from typing import Any

from flask import Response, request

from ..runtime.context import Context
from ..runtime.definitions import plan_cache
from ..runtime.errors import NotSignedIn
from ..runtime.people import csrf_token, organisation_of, rights_of, signed_in
from ..runtime.people.signing_in import SESSION_LIFETIME
from .answers import json
from .edge import Edge
from .locale import locale_of_request
from .policy import COOKIE


def session_answer(edge: Edge, secret: str, status: int = 200) -> Response:
    """The session just opened, with its cookie."""
    found = signed_in(edge.installation, edge.clock, secret, "session")
    if found is None:
        raise NotSignedIn
    answer = json(session_document(Context(found.workspace, found.actor, locale=locale_of_request()), secret), status)
    answer.set_cookie(
        COOKIE,
        secret,
        max_age=SESSION_LIFETIME,
        httponly=True,
        samesite="Lax",
        secure=edge.settings.https or request.is_secure,
        path="/",
    )
    return answer


def session_document(context: Context, secret: str) -> dict[str, Any]:
    """The JSON of GET /session."""
    workspace, actor, now = context.workspace, context.actor, context.now()
    with workspace.database.read() as connection:
        plans = plan_cache(workspace).at(connection)
    organisation = organisation_of(workspace)
    return {
        "person": person_document(organisation, str(actor.person_id), now),
        "workspace": {
            "id": workspace.id,
            "title": workspace.title,
            "sandbox": workspace.sandbox,
            "zone": workspace.zone,
        },
        "roles": sorted(actor.roles),
        "may": sorted(rights_of(actor, plans)),
        "csrf": csrf_token(secret),
        "locale": context.locale,
    }


def person_document(organisation: Any, id: str, now: Any) -> dict[str, Any]:
    """The JSON of a person: id, code, name, title and department as they are at `now`."""
    person = organisation.persons[id]
    department = organisation.department(id, now)
    return {
        "id": id,
        "code": person.code,
        "name": person.name,
        "title": organisation.title(id, now) or None,
        "department": organisation.departments.get(department),
    }
