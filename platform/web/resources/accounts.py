"""Accounts: one's own password and personal tokens; for who manages people, the accounts of others."""

from dataclasses import asdict
from typing import Any

from flask import Response

from ...runtime import people
from ...runtime.context import Context
from ...runtime.errors import Forbidden, NotFound
from .. import policy
from ..answers import answers, empty, json
from ..blueprint import Blueprint
from ..bodies import AccountBody, PasswordBody, TokenBody
from ..edge import current_edge
from ..schemas import NewTokenSchema, TokensSchema
from ..signed import session_answer

blueprint = Blueprint("accounts", __name__, url_prefix="/api/v1")


@blueprint.route("/account/password", methods=["POST"])
@answers()
@policy.person
@blueprint.arguments(PasswordBody)
def change_password(context: Context, body: dict[str, Any]) -> Response:
    """Set a new password. Every other session and all tokens end; this browser gets a fresh session."""
    edge, account = current_edge(), _own_account(context)
    directory = edge.installation.directory
    people.check_password(directory, account, body["password"])
    people.set_password(directory, edge.clock, account, body["new_password"], pointer="/new_password")
    return session_answer(edge, people.open_session(directory, edge.clock, account, context.address))


@blueprint.route("/account/tokens")
@answers(TokensSchema)
@policy.person
def tokens(context: Context) -> Response:
    """One's personal tokens, with which programs sign in."""
    found = people.tokens_of(current_edge().installation.directory, _own_account(context))
    return json({"items": [asdict(token) for token in found]})


@blueprint.route("/account/tokens", methods=["POST"])
@answers(NewTokenSchema, 201)
@policy.person
@blueprint.arguments(TokenBody)
def create_token(context: Context, body: dict[str, Any]) -> Response:
    """A new personal token; it is shown this once. A program cannot make itself another."""
    if context.provenance == "api":
        raise Forbidden
    edge = current_edge()
    token, id = people.create_token(edge.installation.directory, edge.clock, _own_account(context), body["title"])
    return json({"id": id, "token": token}, 201)


@blueprint.route("/account/tokens/<id>", methods=["DELETE"])
@answers(status=204)
@policy.person
def revoke_token(context: Context, id: str) -> Response:
    """End one of one's tokens at once."""
    people.revoke_token(current_edge().installation.directory, _own_account(context), id)
    return empty()


@blueprint.route("/people/<person>/account", methods=["PUT"])
@answers(status=204)
@policy.right("people.manage")
@blueprint.arguments(AccountBody)
def put_account(context: Context, body: dict[str, Any], person: str) -> Response:
    """Let a person sign in by this login and password. One who could already gets the password only: his sessions
    end."""
    _check_person(context, person)
    edge = current_edge()
    existing = people.accounts_of(edge.installation.directory, context.workspace.id, person)
    for account in existing:
        people.set_password(edge.installation.directory, edge.clock, account, body["password"])
        people.enable_account(edge.installation.directory, account)
    if not existing:
        people.create_account(
            edge.installation.directory,
            edge.clock,
            login=body["login"],
            password=body["password"],
            workspace_id=context.workspace.id,
            person_id=person,
        )
    return empty()


@blueprint.route("/people/<person>/account", methods=["DELETE"])
@answers(status=204)
@policy.right("people.manage")
def disable_account(context: Context, person: str) -> Response:
    """The person signs in no more and is out of every session at once."""
    _check_person(context, person)
    edge = current_edge()
    for account in people.accounts_of(edge.installation.directory, context.workspace.id, person):
        people.disable_account(edge.installation.directory, edge.clock, account)
    return empty()


def _own_account(context: Context) -> str:
    if context.actor.account_id is None:
        raise NotFound
    return context.actor.account_id


def _check_person(context: Context, person: str) -> None:
    if people.organisation_of(context.workspace).person(person) is None:
        raise NotFound
