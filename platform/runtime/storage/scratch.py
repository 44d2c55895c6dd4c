"""Scratch workspaces: made for one run of scenarios or one simulation, not durable, gone afterwards."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from ..identifiers import new_id
from .clock import Clock
from .installation import open_database, write_first_state
from .migrations import migrate
from .settings import Settings
from .workspace import Workspace


@contextmanager
def scratch_workspace(settings: Settings, clock: Clock) -> Iterator[Workspace]:
    """An empty workspace on the same kind of database as `settings`, known to no directory, dropped at the end."""
    id = new_id()
    with tempfile.TemporaryDirectory(prefix="loomwork-scratch-") as folder:
        schema = f"scratch_{id}"
        database = open_database(settings, schema, Path(folder) / "workspace.sqlite", durable=False)
        try:
            migrate(database, "workspace")
            write_first_state(database)
            yield Workspace(
                id, "scratch", "scratch", database=database, settings=settings, data_dir=Path(folder), clock=clock
            )
        finally:
            if database.dialect == "postgresql":
                with database.write() as tx:
                    tx.execute(sa.schema.DropSchema(schema, cascade=True, if_exists=True))
            database.close()
