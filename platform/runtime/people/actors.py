"""From a session to an actor: the person with the roles and departments of this moment.

Each request asks whether the session still stands and whether anything has changed among people: see `entering.py`.
Roles and departments come from the organisation in memory.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import sqlalchemy as sa

from ..context import Actor, Context
from ..errors import NotFound
from ..storage import Clock, Installation, Workspace
from .entering import find_entered
from .organisation import Organisation, organisation_of
from .signing_in import Session


class SignedIn(NamedTuple):
    """Who asks, where, and what was published there at this moment."""

    workspace: Workspace
    actor: Actor
    definition_revision: int


def signed_in(installation: Installation, clock: Clock, secret: str, purpose: str) -> SignedIn | None:
    """Who is behind a session id ("session") or personal token ("token"); None when it is void."""
    entered = find_entered(installation, clock, secret, purpose)
    if entered is None:
        return None
    session, workspace, present = entered
    organisation = organisation_of(workspace, revision=present.people_revision)
    person = organisation.person(session.person_id)
    if person is None or not person.active:
        return None
    return SignedIn(workspace, _actor(organisation, workspace, session.person_id, session), present.definition_revision)


def person_actor(workspace: Workspace, person_id: str, connection: sa.Connection | None = None) -> Actor:
    """The actor for a person of the workspace, as jobs and scenarios need it. Raises NotFound for who has left."""
    organisation = organisation_of(workspace, connection)
    person = organisation.person(person_id)
    if person is None or not person.active:
        raise NotFound
    return _actor(organisation, workspace, person_id, None)


def actor_values(context: Context, connection: sa.Connection | None = None) -> Mapping[str, Any]:
    """What expressions may read of `actor`: person_id, roles, departments (ids), reports (ids of all below)."""
    return _ActorValues(context, connection)


def _actor(organisation: Organisation, workspace: Workspace, person_id: str, session: Session | None) -> Actor:
    now = workspace.clock.now()
    return Actor(
        kind="person",
        person_id=person_id,
        name=organisation.name(person_id),
        account_id=session.account_id if session else None,
        session_id=session.id if session else None,
        roles=organisation.roles(person_id, now),
        departments=organisation.departments_of(person_id, now),
    )


class _ActorValues(Mapping[str, Any]):
    """Looks up only what is read: most row scopes never ask who is below."""

    _names = ("person_id", "roles", "departments", "reports")

    def __init__(self, context: Context, connection: sa.Connection | None) -> None:
        self._context = context
        self._connection = connection

    def __getitem__(self, name: str) -> Any:
        actor = self._context.actor
        if name == "person_id":
            return actor.person_id
        if name == "roles":
            return sorted(actor.roles)
        if name == "departments":
            return list(actor.departments)
        if name == "reports":
            return self._reports()
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def _reports(self) -> list[str]:
        context = self._context
        if context.actor.person_id is None:
            return []
        organisation = organisation_of(context.workspace, self._connection)
        return sorted(organisation.reports(context.actor.person_id, context.now()))
