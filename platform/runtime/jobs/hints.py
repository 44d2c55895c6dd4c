"""The directory's hints: for each workspace, the machine moment at which its next job is due.

Written after commit and only when earlier; a lost one costs the time until the next sweep. Workers that serve many
workspaces read the hints instead of opening every database.
"""

from datetime import datetime

import sqlalchemy as sa

from ..storage import Installation, SystemClock, Workspace
from ..storage.tables import workspace as directory

_machine = SystemClock()


def note(installation: Installation, workspace: Workspace, due: datetime) -> None:
    """Remember that a job of the workspace is due at `due` (its own time) unless an earlier moment is known."""
    moment = _machine.now() + (due - workspace.clock.now())
    column = directory.c.next_due_at
    later = sa.or_(column.is_(None), column > moment)
    with installation.directory.read() as connection:
        query = sa.select(directory.c.id).where(directory.c.id == workspace.id, later)
        if connection.execute(query).first() is None:
            return
    with installation.directory.write() as tx:
        tx.execute(sa.update(directory).where(directory.c.id == workspace.id, later).values(next_due_at=moment))


def take_due(installation: Installation) -> list[str]:
    """Return the workspaces whose moment has come, and forget their hints."""
    column = directory.c.next_due_at
    with installation.directory.read() as connection:
        due = list(connection.execute(sa.select(directory.c.id).where(column <= _machine.now())).scalars())
    if due:
        with installation.directory.write() as tx:
            tx.execute(sa.update(directory).where(directory.c.id.in_(due)).values(next_due_at=None))
    return due
