"""An installation: where the data lies, the directory database and the workspaces in it."""

import secrets
import threading
from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa

from ..errors import NotFound
from ..identifiers import new_id
from .clock import Clock, SandboxClock, SystemClock
from .database import Database
from .engines import postgresql_engine, sqlite_engine
from .migrations import migrate
from .settings import Settings
from .tables import workspace as workspace_table
from .tables import workspace_state
from .workspace import Purpose, Workspace

_NAMESPACE_ALPHABET = "abcdefghjkmnpqrstvwxyz23456789"


class Installation:
    """All databases of one server. Open it once per process."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        self.directory = open_database(settings, "directory", settings.data_dir / "directory.sqlite")
        self.keep_time()
        migrate(self.directory, "directory")
        self._open: dict[str, Workspace] = {}
        self._on_open: list[Callable[[Workspace], None]] = []
        self._lock = threading.RLock()

    @classmethod
    def open(cls, settings: Settings) -> "Installation":
        """Open, creating and migrating the directory when needed."""
        return cls(settings)

    def workspace_ids(self) -> list[str]:
        """Ids of all workspaces, oldest first."""
        with self.directory.read() as connection:
            return list(connection.execute(sa.select(workspace_table.c.id).order_by(workspace_table.c.id)).scalars())

    def workspace(self, id: str) -> Workspace:
        """The opened workspace. Raises NotFound."""
        if found := self._open.get(id):
            return found
        with self._lock:
            if id not in self._open:
                self._remember(self._open_workspace(id))
            return self._open[id]

    def on_open(self, act: Callable[[Workspace], None]) -> None:
        """Call `act` with every workspace open now or opened later: runners listen to its jobs."""
        with self._lock:
            self._on_open.append(act)
            for opened in self._open.values():
                act(opened)

    def create_workspace(self, title: str, purpose: Purpose = "company", *, clock: Clock | None = None) -> Workspace:
        """A new, empty workspace."""
        id = new_id()
        database = self._workspace_database(id)
        migrate(database, "workspace")
        write_first_state(database)
        with self.directory.write() as tx:
            moment = SystemClock().now()
            tx.execute(sa.insert(workspace_table).values(id=id, title=title, purpose=purpose, created_at=moment))
        opened = Workspace(
            id,
            title,
            purpose,
            database=database,
            settings=self.settings,
            data_dir=self._folder(id),
            clock=clock or _clock(purpose),
        )
        with self._lock:
            self._remember(opened)
        return opened

    def keep_time(self) -> None:
        """Go by the clock of the database server, where there is one: machines that share it may differ. On SQLite all
        processes share one machine, whose clock is everybody's."""
        if self.settings.database_url:
            query = sa.select(sa.func.clock_timestamp())
            with self.directory.read() as connection:
                SystemClock.keep_to(lambda: connection.execute(query).scalar_one())

    def close(self) -> None:
        """Close all databases."""
        for opened in self._open.values():
            opened.database.close()
        self._open.clear()
        self.directory.close()

    def _remember(self, opened: Workspace) -> None:
        self._open[opened.id] = opened
        for act in self._on_open:
            act(opened)

    def _open_workspace(self, id: str) -> Workspace:
        with self.directory.read() as connection:
            row = connection.execute(sa.select(workspace_table).where(workspace_table.c.id == id)).one_or_none()
        if row is None:
            raise NotFound
        database = self._workspace_database(id)
        migrate(database, "workspace")
        return Workspace(
            id,
            row.title,
            row.purpose,
            database=database,
            settings=self.settings,
            data_dir=self._folder(id),
            clock=_clock(row.purpose),
        )

    def _workspace_database(self, id: str) -> Database:
        self._folder(id).mkdir(parents=True, exist_ok=True)
        return open_database(self.settings, f"workspace_{id}", self._folder(id) / "workspace.sqlite")

    def _folder(self, id: str) -> Path:
        return self.settings.data_dir / "workspaces" / id


def open_database(settings: Settings, schema: str, path: Path, *, durable: bool = True) -> Database:
    """The database called `schema` on PostgreSQL, or in the file `path` on SQLite; created when missing."""
    if not settings.database_url:
        return Database(sqlite_engine(path, durable=durable))
    database = Database(postgresql_engine(settings.database_url, schema))
    with database.read() as connection:
        exists = schema in sa.inspect(connection).get_schema_names()
    if not exists:
        with database.write() as tx:
            tx.execute(sa.schema.CreateSchema(schema, if_not_exists=True))
    return database


def write_first_state(database: Database) -> None:
    """Give a new workspace its row of state, with a namespace of its own."""
    # A letter first, so that a key made with the namespace is a valid column name.
    namespace = "w" + "".join(secrets.choice(_NAMESPACE_ALPHABET) for _ in range(4))
    state = {"definition_revision": 0, "people_revision": 0, "clock_offset_s": 0}
    with database.write() as tx:
        tx.execute(sa.insert(workspace_state).values(id=1, namespace=namespace, zone="Asia/Shanghai", **state))


def _clock(purpose: Purpose) -> Clock:
    return SystemClock() if purpose == "company" else SandboxClock()
