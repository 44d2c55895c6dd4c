"""What each request asks first: does the session still stand, and what is the present state of its workspace.

These are two cheap questions to two databases. On PostgreSQL both are schemas of one, and the two become one question
to the workspace where the session was found the last time: a round trip less.
"""

from typing import NamedTuple
from weakref import WeakKeyDictionary

import sqlalchemy as sa

from ..errors import NotFound
from ..storage import Clock, Installation, Workspace
from ..storage.glance import Glance
from ..storage.tables import workspace_state
from ..storage.workspace import State
from .signing_in import Session, find_session, hash_of, look_up, opened
from .tables import account, session

_DIRECTORY = sa.MetaData(schema="directory")
_TOGETHER = Glance(
    look_up(session.to_metadata(_DIRECTORY), account.to_metadata(_DIRECTORY))
    .add_columns(*(workspace_state.c[name] for name in State._fields))
    .join(workspace_state, sa.true())
)
_MOST = 10_000
# For each installation: the hash of a session → the workspace where it was found. Only a hint, checked at each use.
_found: WeakKeyDictionary[Installation, dict[str, Workspace]] = WeakKeyDictionary()


class Entered(NamedTuple):
    """A session that stands, where it leads, and what is so there at this moment."""

    session: Session
    workspace: Workspace
    state: State


def find_entered(installation: Installation, clock: Clock, secret: str, purpose: str) -> Entered | None:
    """Who is behind a session id ("session") or personal token ("token"); None when it is void."""
    hash = hash_of(secret)
    if hash is None:
        return None
    hints = _found.setdefault(installation, {})
    if (hint := hints.get(hash)) is not None:
        row = _TOGETHER.first(hint.database, hash=hash)
        if row is not None and row[3] == hint.id:
            here = opened(row[:6], clock, purpose)
            return None if here is None else Entered(here, hint, hint.follow(State(*row[6:])))
        hints.pop(hash, None)
    found = find_session(installation.directory, clock, hash, purpose)
    if found is None:
        return None
    try:
        workspace = installation.workspace(found.workspace_id)
    except NotFound:
        return None
    if installation.directory.dialect == "postgresql":
        if len(hints) >= _MOST:
            hints.clear()
        hints[hash] = workspace
    return Entered(found, workspace, workspace.present())
