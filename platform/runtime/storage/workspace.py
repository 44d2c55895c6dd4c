"""A workspace: one company's database, clock and folder."""

import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeVar, cast

import sqlalchemy as sa

from .clock import Clock, SandboxClock
from .database import Database
from .glance import Glance
from .selected import PreparedSelect
from .settings import Settings
from .tables import workspace_state
from .transaction import Transaction

T = TypeVar("T")
Purpose = Literal["company", "sandbox", "scratch"]


class State(NamedTuple):
    """What every request compares with what it has in memory."""

    definition_revision: int
    people_revision: int
    clock_offset_s: int


_STATE = sa.select(*(workspace_state.c[name] for name in State._fields))
_GLANCE = Glance(_STATE)
_WITHIN = PreparedSelect(_STATE)


class Workspace:
    """Opened once per process and shared by its threads."""

    def __init__(
        self,
        id: str,
        title: str,
        purpose: Purpose,
        *,
        database: Database,
        settings: Settings,
        data_dir: Path,
        clock: Clock,
    ) -> None:
        self.id = id
        self.title = title
        self.purpose = purpose
        self.database = database
        self.settings = settings
        self.data_dir = data_dir
        self.clock = clock
        with database.read() as connection:
            row = connection.execute(sa.select(workspace_state)).one()
        self.namespace: str = row.namespace
        self.zone: str = row.zone
        self._resources: dict[type, Any] = {}
        self._lock = threading.Lock()
        self._follow_clock(row.clock_offset_s)

    @property
    def sandbox(self) -> bool:
        """True when the workspace's clock may be moved by people."""
        return self.purpose == "sandbox"

    def state(self, connection: sa.Connection) -> State:
        """The workspace's present state; a sandbox clock moved by another process is followed."""
        return self.follow(State(*_WITHIN.rows(connection, {})[0]))

    def present(self) -> State:
        """The committed state, by one cheap statement outside any transaction: what each request asks first."""
        return self.follow(State(*(_GLANCE.first(self.database) or ())))

    def follow(self, state: State) -> State:
        """Go by a state that was just read."""
        self._follow_clock(state.clock_offset_s)
        return state

    def advance_clock(self, tx: Transaction, duration: timedelta) -> None:
        """Move the sandbox clock forward by `duration`, for every process. Raises ValueError elsewhere."""
        if not isinstance(self.clock, SandboxClock) or duration < timedelta():
            raise ValueError("only a sandbox's clock moves, and only forward")
        column = workspace_state.c.clock_offset_s
        tx.execute(sa.update(workspace_state).values(clock_offset_s=column + int(duration.total_seconds())))
        offset_s = tx.execute(sa.select(column)).scalar_one()
        tx.after_commit(lambda: self._follow_clock(offset_s))

    @property
    def whole(self) -> "Workspace":
        """The workspace itself, for one that is `apart`."""
        return self

    @property
    def is_apart(self) -> bool:
        """Whether it is one made by `apart`."""
        return self.whole is not self

    def apart(self) -> "Workspace":
        """The same workspace for those who work by other definitions: what depends on these (kinds that are `by_plans`)
        is its own, everything else is shared."""
        return _Apart(self)

    def resource(self, kind: type[T], build: Callable[["Workspace"], T]) -> T:
        """The workspace's one object of an upper room's `kind` (a plan cache, a file store), built at first use."""
        if (found := self._resources.get(kind)) is None:
            with self._lock:
                if (found := self._resources.get(kind)) is None:
                    found = self._resources[kind] = build(self)
        return cast(T, found)

    def _follow_clock(self, offset_s: int) -> None:
        if isinstance(self.clock, SandboxClock):
            self.clock.offset = timedelta(seconds=offset_s)


class _Apart(Workspace):
    def __init__(self, whole: Workspace) -> None:
        self.__dict__.update(whole.__dict__)
        self._whole = whole
        self._resources = {}
        self._lock = threading.Lock()

    @property
    def whole(self) -> Workspace:
        return self._whole

    def resource(self, kind: type[T], build: Callable[[Workspace], T]) -> T:
        shared = not getattr(kind, "by_plans", False)
        return self._whole.resource(kind, build) if shared else super().resource(kind, build)
