"""The names of one form in memory, shared by the threads of a process and kept up with every process that writes.

Each search first reads the entries written since the last one (usually none, a third of a millisecond). Names that
changed go into a small segment beside the large one, until there are enough of them to make that anew.
"""

import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from ..context import Context
from ..forms import FormPlan
from ..storage import Workspace
from .catching_up import outdated
from .entries import Entry, declaration, entry_of, identifiers_of, loaded, location_of, made_entry, own_names
from .following import mark
from .segment import Segment
from .tables import directory_entry

_t = directory_entry
_LEAST_RENEWAL = 2000


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """What one search works on: it never changes. `moved` are records whose names in `large` no longer count."""

    large: Segment
    small: Segment
    moved: frozenset[str]
    entries: Mapping[str, Entry]

    def segments(self) -> Iterator[tuple[Segment, frozenset[str]]]:
        """Each segment with the records that do not count in it."""
        yield self.large, self.moved
        yield self.small, frozenset()


class NameIndex:
    """Of one form under one declaration of names."""

    def __init__(self, plan: FormPlan) -> None:
        self._plan = plan
        self.declared = declaration(plan)
        self._lock = threading.Lock()
        self._mark: int | None = None
        self._snapshot = Snapshot(Segment(()), Segment(()), frozenset(), {})

    def snapshot(self, context: Context) -> Snapshot:
        """All committed names."""
        with self._lock, context.workspace.database.read() as connection:
            if self._mark is None:
                self._load(connection)
            else:
                self._follow(connection)
            return self._snapshot

    def _load(self, connection: sa.Connection) -> None:
        self._mark = mark(connection, self._plan.name)
        rows = connection.execute(sa.select(_t).where(_t.c.form == self._plan.name))
        current = {row.record_id: entry_of(row) for row in rows if row.declared == self.declared}
        self._renew(current | dict(self._computed(connection)))

    def _computed(self, connection: sa.Connection) -> Iterator[tuple[str, Entry]]:
        """Entries of rows older than the form's names, worked out here until a job has stored them."""
        names = self._plan.names
        assert names is not None
        for row, added in outdated(connection, self._plan, self.declared):
            id = row["id"]
            own = own_names(names, row)
            kept = loaded(id, added)
            yield id, made_entry(id, (*own, *kept), identifiers_of(self._plan, row), location_of(self._plan, row))

    def _follow(self, connection: sa.Connection) -> None:
        since = self._mark
        self._mark = mark(connection, self._plan.name)
        statement = sa.select(_t).where(_t.c.form == self._plan.name, _t.c.seq >= since)
        fresh = {row.record_id: entry_of(row) for row in connection.execute(statement)}
        known = self._snapshot.entries
        fresh = {id: entry for id, entry in fresh.items() if known.get(id) != entry}
        if not fresh:
            return
        entries = {**known, **fresh}
        moved = self._snapshot.moved | fresh.keys()
        if len(moved) > max(_LEAST_RENEWAL, len(entries) // 10):
            self._renew(entries)
        else:
            small = _segment(entries[id] for id in moved)
            self._snapshot = Snapshot(self._snapshot.large, small, moved, entries)

    def _renew(self, entries: Mapping[str, Entry]) -> None:
        self._snapshot = Snapshot(_segment(entries.values()), Segment(()), frozenset(), entries)


def name_index(workspace: Workspace, plan: FormPlan) -> NameIndex:
    """The workspace's index of the form, made anew when the form declares other names."""
    return workspace.resource(_Indexes, _Indexes).of(plan)


class _Indexes:
    """One per form; those of forms declared otherwise since are dropped."""

    by_plans = True

    def __init__(self, workspace: Workspace) -> None:
        self._by_form: dict[str, NameIndex] = {}
        self._lock = threading.Lock()

    def of(self, plan: FormPlan) -> NameIndex:
        with self._lock:
            found = self._by_form.get(plan.name)
            if found is None or found.declared != declaration(plan):
                found = self._by_form[plan.name] = NameIndex(plan)
            return found


def _segment(entries: Iterable[Entry]) -> Segment:
    listed = list(entries)
    names = (name for entry in listed for name in entry.names)
    identified = ((value, field, entry.record_id) for entry in listed for field, value in entry.identifiers.items())
    return Segment(names, identified)
