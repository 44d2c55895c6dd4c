"""Bring a database to the newest version."""

import importlib
import pkgutil
from typing import Literal

from ..database import Database
from ..metadata import directory_metadata, workspace_metadata

Which = Literal["directory", "workspace"]


def migrate(database: Database, which: Which) -> None:
    """Create what is missing. (Replaced by Alembic's chain once the first set of tables stands.)"""
    from loomwork import runtime

    for room in pkgutil.iter_modules(runtime.__path__):
        if room.ispkg:
            try:
                importlib.import_module(f"loomwork.runtime.{room.name}.tables")
            except ModuleNotFoundError:
                continue
    metadata = directory_metadata if which == "directory" else workspace_metadata
    with database.write() as tx:
        metadata.create_all(tx.connection)
