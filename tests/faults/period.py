"""A process that works a run for a period out, confirms and writes it, and may be killed on the way."""

from contextlib import suppress

import sqlalchemy as sa

from loomwork.runtime.context import Actor, Context
from loomwork.runtime.identifiers import new_id
from loomwork.runtime.storage import Installation, Settings
from loomwork.runtime.workflows.period_runs import deciding, tables
from loomwork.runtime.workflows.period_runs.errors import RunDecided

from .serving import do_all


def finish(settings: Settings, workspace_id: str, app: str, run: str) -> None:
    """Work the run out, confirm it, write it; as far as a process before did not."""
    do_all(settings, workspace_id)
    installation = Installation.open(settings)
    workspace = installation.workspace(workspace_id)
    administrator = Actor(kind="person", person_id=new_id(), roles=frozenset({"workspace.administrator"}))
    with suppress(RunDecided):
        deciding.confirm(Context(workspace, administrator), app, run)
    installation.close()
    do_all(settings, workspace_id)


def finish_all(settings: Settings, workspace_id: str, app: str) -> None:
    """Do what is due, confirm whatever runs wait for it, and go on to the end."""
    do_all(settings, workspace_id)
    installation = Installation.open(settings)
    workspace = installation.workspace(workspace_id)
    with workspace.database.read() as connection:
        waiting = sa.select(tables.run.c.id).where(tables.run.c.state == "ready")
        runs = list(connection.execute(waiting).scalars())
    installation.close()
    for run in runs:
        finish(settings, workspace_id, app, run)
