"""Migrations: a migrated database is what the code says, twice is once, half-way is not at all, and races are safe."""

import threading
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from loomwork.builder import parts
from loomwork.runtime.storage import Installation, Settings, directory_metadata, workspace_metadata
from loomwork.runtime.storage.database import Database
from loomwork.runtime.storage.engines import sqlite_engine
from loomwork.runtime.storage.migrations.migrate import migrate, newest_version
from loomwork.runtime.storage.tables import workspace_state


@pytest.mark.parametrize("which", ["directory", "workspace"])
def test_a_migrated_database_has_what_the_code_says(installation: Installation, which: str) -> None:
    parts.load()
    if which == "directory":
        database, metadata = installation.directory, directory_metadata
    else:
        database, metadata = installation.workspace(installation.workspace_ids()[0]).database, workspace_metadata
    with database.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        differences = compare_metadata(context, metadata)
    assert differences == []


def test_migrating_again_changes_nothing(tmp_path: Path) -> None:
    database = Database(sqlite_engine(tmp_path / "a.sqlite"))
    migrate(database, "workspace")
    with database.read() as connection:
        before = connection.execute(sa.text("SELECT sql FROM sqlite_master ORDER BY name")).all()
    migrate(database, "workspace")
    with database.read() as connection:
        assert connection.execute(sa.text("SELECT sql FROM sqlite_master ORDER BY name")).all() == before
        version = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
    assert version == newest_version("workspace")


def test_a_migration_that_fails_leaves_what_was_before(tmp_path: Path) -> None:
    database = Database(sqlite_engine(tmp_path / "a.sqlite"))
    with database.write() as tx:
        # The chain will want to create this table itself, half-way through.
        workspace_state.create(tx.connection)
    with pytest.raises(sa.exc.OperationalError):
        migrate(database, "workspace")
    with database.read() as connection:
        assert sa.inspect(connection).get_table_names() == [workspace_state.name]


def test_two_that_open_at_once_migrate_once(settings: Settings) -> None:
    opened: list[Installation] = []
    failures: list[Exception] = []

    def open_and_create() -> None:
        try:
            installation = Installation.open(settings)
            opened.append(installation)
            installation.workspace(installation.workspace_ids()[0])
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=open_and_create) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for installation in opened:
        installation.close()
    assert failures == []
