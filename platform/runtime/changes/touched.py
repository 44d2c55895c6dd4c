"""What has been touched by committed changes since this process last looked: by it, answers that were worked out before
are known to hold still.

Whoever looks learns of every change that was committed before he began, and of none twice. Ids of changes cannot tell:
they are given before the commit, and who was first to get one may be last to commit. On PostgreSQL a change carries the
number of its transaction, and a snapshot says exactly which of those are visible; on SQLite, where one writes after the
other, rows are numbered in the order of their commits.
"""

import threading
from dataclasses import dataclass

import sqlalchemy as sa

from ..storage import Workspace
from ..storage.glance import Glance

# The name of whatever was touched: it tells that there was any change at all.
ANYTHING = ""

_POSTGRESQL = sa.text(
    """
    SELECT people_revision, CAST(pg_current_snapshot() AS text), (
        SELECT string_agg(DISTINCT coalesce(entry.object_kind || ' ' || entry.object_key, ''), ',')
        FROM change LEFT JOIN change_entry AS entry ON entry.change_id = change.id
        WHERE (change.xid >= :after OR change.xid = ANY(CAST(:open AS bigint[])))
        -- A restored database holds numbers of another server, which has yet to come to them.
        AND change.xid < CAST(CAST(pg_snapshot_xmax(pg_current_snapshot()) AS text) AS bigint)
    )
    FROM workspace_state
    """
).bindparams(sa.bindparam("after", type_=sa.BigInteger), sa.bindparam("open", type_=sa.Text))

_SQLITE = sa.text(
    """
    SELECT people_revision, (SELECT coalesce(max(rowid), 0) FROM change), (
        SELECT group_concat(DISTINCT coalesce(entry.object_kind || ' ' || entry.object_key, ''))
        FROM change LEFT JOIN change_entry AS entry ON entry.change_id = change.id
        WHERE change.rowid > :after
    )
    FROM workspace_state
    """
).bindparams(sa.bindparam("after", type_=sa.BigInteger))

_GLANCES = {"postgresql": Glance(_POSTGRESQL), "sqlite": Glance(_SQLITE)}
_NOBODY = "{}"


@dataclass(frozen=True, slots=True)
class Seen:
    """Where a look came to. count: how many looks found something new, so that equal counts mean equal data.
    people_revision: as in the workspace's state."""

    count: int
    people_revision: int


class Touched:
    """One workspace's touched objects, named "record app.form" or "kind key"; all of a kind by it alone: "instance".
    Thread-safe."""

    def __init__(self, workspace: Workspace) -> None:
        self._database = workspace.database
        self._glance = _GLANCES[self._database.dialect]
        self._lock = threading.Lock()
        # Of a change that is not seen yet: its number is from `after` on, or that of one that was `open`.
        self._after: int | None = None
        self._open = _NOBODY
        self._count = 0
        self._last: dict[str, int] = {}

    def look(self) -> Seen:
        """Notice all that was committed until now. One small question to the database."""
        with self._lock:
            # At the first look there is nothing from before that could be outdated.
            after = 2**62 if self._after is None else self._after
            row = self._glance.first(self._database, after=after, open=self._open)
            assert row is not None, "every workspace has its state"
            people_revision, place, touched = row
            if touched is not None:
                self._count += 1
                names = touched.split(",")
                kinds = (name.partition(" ")[0] for name in names)
                self._last |= dict.fromkeys((ANYTHING, *names, *kinds), self._count)
            self._after, self._open = _place(place)
            return Seen(self._count, people_revision)

    @property
    def count(self) -> int:
        """Where the last look came to."""
        return self._count

    def last(self, name: str) -> int:
        """At which count the object was last found touched; 0 for never."""
        return self._last.get(name, 0)


def touched_in(workspace: Workspace) -> Touched:
    """The workspace's touched objects."""
    return workspace.resource(Touched, Touched)


def _place(told: str | int) -> tuple[int, str]:
    """From which number on changes are new, and which before it were open; PostgreSQL tells "xmin:xmax:xip,…"."""
    if isinstance(told, int):
        return told, _NOBODY
    _, after, running = told.split(":")
    return int(after), f"{{{running}}}"
