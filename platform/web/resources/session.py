"""The session: signing in, who one is, signing out."""

from typing import Any

from flask import Response, request

from ...runtime.context import Context
from ...runtime.people import sign_in, sign_out
from .. import policy
from ..answers import answers, empty, json
from ..blueprint import Blueprint
from ..bodies import SignInBody
from ..edge import Edge, current_edge
from ..schemas import SessionSchema
from ..signed import session_answer, session_document

blueprint = Blueprint("session", __name__, url_prefix="/api/v1/session")


@blueprint.route("", methods=["POST"])
@answers(SessionSchema)
@policy.anonymous
@blueprint.arguments(SignInBody)
def create(edge: Edge, body: dict[str, Any]) -> Response:
    """Sign in. 401 without saying what was wrong; 429 after too many attempts."""
    secret, _ = sign_in(
        edge.installation.directory,
        edge.clock,
        login=body["login"],
        password=body["password"],
        address=request.remote_addr,
    )
    # A session that this browser had before ends: nobody can plant one and then share it.
    if earlier := request.cookies.get(policy.COOKIE):
        sign_out(edge.installation.directory, earlier)
    return session_answer(edge, secret)


@blueprint.route("")
@answers(SessionSchema)
@policy.person
def show(context: Context) -> Response:
    """Who is signed in, in which workspace, and what he may do there; with the token that writes must carry."""
    return json(session_document(context, request.cookies.get(policy.COOKIE, "")))


@blueprint.route("", methods=["DELETE"])
@answers(status=204)
@policy.person
def delete(context: Context) -> Response:
    """Sign out."""
    sign_out(current_edge().installation.directory, request.cookies.get(policy.COOKIE, ""))
    answer = empty()
    answer.delete_cookie(policy.COOKIE, path="/", httponly=True, samesite="Lax")
    return answer
