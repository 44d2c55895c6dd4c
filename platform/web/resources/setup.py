"""Set-up: does this server need its first administrator, and which demo sign-ins does it offer?"""

from typing import Any

from flask import Response

from ...builder.demo import DEMO_PASSWORD, demo_accounts
from ...runtime.localized import text
from ...runtime.people import (
    FirstAdministrator,
    first_administrator,
    needs_administrator,
    open_session,
    organisation_of,
)
from .. import policy
from ..answers import answers, json
from ..blueprint import Blueprint
from ..bodies import SetupBody
from ..edge import Edge
from ..locale import locale_of_request
from ..schemas import SessionSchema, SetupSchema
from ..signed import session_answer

blueprint = Blueprint("setup", __name__, url_prefix="/api/v1/setup")


@blueprint.route("")
@answers(SetupSchema)
@policy.anonymous
def show(edge: Edge) -> Response:
    """Whether an administrator is missing, and the demo sign-ins of a demo installation."""
    accounts = _demo_accounts(edge, locale_of_request()) if edge.settings.demo else []
    return json(
        {
            "needs_administrator": needs_administrator(edge.installation),
            "demo": edge.settings.demo,
            "accounts": accounts,
        }
    )


@blueprint.route("", methods=["POST"])
@answers(SessionSchema, 201)
@policy.anonymous
@blueprint.arguments(SetupBody)
def create(edge: Edge, body: dict[str, Any]) -> Response:
    """Create the first administrator with his workspace, and sign him in. 409 when there is one already."""
    account = first_administrator(edge.installation, edge.clock, FirstAdministrator(**body))
    return session_answer(edge, open_session(edge.installation.directory, edge.clock, account, None), 201)


def _demo_accounts(edge: Edge, locale: str) -> list[dict[str, str]]:
    ids = edge.installation.workspace_ids()
    organisation = organisation_of(edge.installation.workspace(ids[0])) if ids else None
    return [
        {
            "login": account.login,
            "name": person.name,
            "title": text(account.title, locale),
            "password": DEMO_PASSWORD,
        }
        for account in demo_accounts()
        if organisation and (person := organisation.by_code(account.person)) is not None
    ]
