"""An installation: where the data lies, the directory database and the workspaces in it."""

import secrets
import shutil
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ..errors import NotFound
from ..identifiers import new_id
from .clock import Clock, SandboxClock, SystemClock
from .database import Database
from .engines import postgresql_engine, sqlite_engine
from .migrations import migrate
from .tables import workspace as workspace_table
from .tables import workspace_state
from .workspace import Purpose, Workspace

_NAMESPACE_ALPHABET = "abcdefghjkmnpqrstvwxyz23456789"


@dataclass(frozen=True, slots=True)
class Settings:
    """`database_url` empty: SQLite files below `data_dir`. `redis_url` empty: jobs run inside this process."""

    data_dir: Path
    database_url: str = ""
    redis_url: str = ""


class Installation:
    """All databases of one server. Open it once per process."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        self.directory = self._open_database("directory", settings.data_dir / "directory.sqlite")
        migrate(self.directory, "directory")
        self._open: dict[str, Workspace] = {}
        self._lock = threading.RLock()

    @classmethod
    def open(cls, settings: Settings) -> "Installation":
        """Open, creating and migrating the directory when needed."""
        return cls(settings)

    def workspace_ids(self) -> list[str]:
        """Ids of all workspaces people work in, oldest first; scratch ones are left out."""
        table = workspace_table
        with self.directory.read() as connection:
            query = sa.select(table.c.id).where(table.c.purpose != "scratch").order_by(table.c.id)
            return list(connection.execute(query).scalars())

    def workspace(self, id: str) -> Workspace:
        """The opened workspace. Raises NotFound."""
        if found := self._open.get(id):
            return found
        with self._lock:
            if id not in self._open:
                self._open[id] = self._open_workspace(id)
            return self._open[id]

    def create_workspace(self, title: str, purpose: Purpose = "company", *, clock: Clock | None = None) -> Workspace:
        """A new, empty workspace. A scratch one is not durable and is dropped by `drop_workspace`."""
        id = new_id()
        database = self._workspace_database(id, purpose)
        migrate(database, "workspace")
        with database.write() as tx:
            tx.execute(sa.insert(workspace_state).values(**_first_state()))
        with self.directory.write() as tx:
            moment = SystemClock().now()
            tx.execute(sa.insert(workspace_table).values(id=id, title=title, purpose=purpose, created_at=moment))
        opened = Workspace(
            id, title, purpose, database=database, data_dir=self._folder(id), clock=clock or _clock(purpose)
        )
        self._open[id] = opened
        return opened

    def drop_workspace(self, id: str) -> None:
        """Remove a workspace with all its data. For scratch workspaces and for explicit deletion."""
        opened = self.workspace(id)
        with self.directory.write() as tx:
            tx.execute(sa.delete(workspace_table).where(workspace_table.c.id == id))
        if opened.database.dialect == "postgresql":
            with opened.database.write() as tx:
                tx.execute(sa.schema.DropSchema(_schema(id), cascade=True))
        opened.database.close()
        del self._open[id]
        shutil.rmtree(self._folder(id), ignore_errors=True)

    def close(self) -> None:
        """Close all databases."""
        for opened in self._open.values():
            opened.database.close()
        self._open.clear()
        self.directory.close()

    def _open_workspace(self, id: str) -> Workspace:
        with self.directory.read() as connection:
            row = connection.execute(sa.select(workspace_table).where(workspace_table.c.id == id)).one_or_none()
        if row is None:
            raise NotFound
        database = self._workspace_database(id, row.purpose)
        migrate(database, "workspace")
        return Workspace(
            id, row.title, row.purpose, database=database, data_dir=self._folder(id), clock=_clock(row.purpose)
        )

    def _workspace_database(self, id: str, purpose: Purpose) -> Database:
        self._folder(id).mkdir(parents=True, exist_ok=True)
        return self._open_database(_schema(id), self._folder(id) / "workspace.sqlite", durable=purpose != "scratch")

    def _open_database(self, schema: str, path: Path, *, durable: bool = True) -> Database:
        if not self.settings.database_url:
            return Database(sqlite_engine(path, durable=durable))
        database = Database(postgresql_engine(self.settings.database_url, schema))
        with database.write() as tx:
            tx.execute(sa.schema.CreateSchema(schema, if_not_exists=True))
        return database

    def _folder(self, id: str) -> Path:
        return self.settings.data_dir / "workspaces" / id


def _schema(id: str) -> str:
    return f"workspace_{id}"


def _clock(purpose: Purpose) -> Clock:
    return SystemClock() if purpose == "company" else SandboxClock()


def _first_state() -> dict[str, Any]:
    # A letter first, so that a key made with the namespace is a valid column name.
    namespace = "w" + "".join(secrets.choice(_NAMESPACE_ALPHABET) for _ in range(4))
    return {
        "id": 1,
        "namespace": namespace,
        "zone": "Asia/Shanghai",
        "definition_revision": 0,
        "people_revision": 0,
        "clock_offset_s": 0,
    }
