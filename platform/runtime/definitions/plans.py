"""The plan cache: all published documents of a workspace in memory, and the plans compiled from them.

A `Plans` is immutable and belongs to one definition revision. Publishing raises the workspace's revision; the next
reader builds a fresh `Plans`, while requests under way finish on the one they began with.
"""

import threading
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import sqlalchemy as sa

from ..errors import NotFound
from ..storage import Transaction, Workspace
from . import tables

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Definition:
    """One revision of one document. `hash` is the SHA-256 of its canonical JSON."""

    app: str
    kind: str
    key: str
    revision: int
    hash: str
    document: dict[str, Any]

    @property
    def name(self) -> str:
        """The name by which other apps refer to it: "app.key"."""
        return f"{self.app}.{self.key}"


@dataclass(frozen=True, slots=True)
class InstalledApp:
    """An installed package."""

    key: str
    version: str
    manifest: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Pilot:
    """What holds of an app for the people of some departments (ids) and of those below. `documents`: None for one that
    does not hold for them."""

    app: str
    departments: frozenset[str]
    documents: Mapping[tuple[str, str], Definition | None]

    def began(self, kind: str, key: str, hash: str) -> bool:
        """Whether this revision of a document is one of the pilot's."""
        known = self.documents.get((kind, key))
        return known is not None and known.hash == hash


class Plans:
    """Everything published in a workspace at one definition revision."""

    def __init__(
        self,
        revision: int,
        apps: Iterable[InstalledApp],
        definitions: Iterable[Definition],
        parameters: dict[tuple[str, str], Any],
        pilots: Iterable[Pilot] = (),
    ) -> None:
        self.revision = revision
        self.pilots = {pilot.app: pilot for pilot in pilots}
        # The apps of those that hold here.
        self.on_pilot: frozenset[str] = frozenset()
        self.apps = {app.key: app for app in apps}
        self._by_name = {(d.kind, d.app, d.key): d for d in definitions}
        self._parameters = self._defaults() | parameters
        self._plans: dict[Hashable, Any] = {}
        self._lock = threading.RLock()

    def piloted(self, apps: frozenset[str]) -> "Plans":
        """Everything as it is where the pilots of these apps hold."""
        return self.once(("piloted", apps), lambda: self._piloted(apps)) if apps else self

    def _piloted(self, apps: frozenset[str]) -> "Plans":
        held = dict(self._by_name)
        for app in apps:
            for (kind, key), one in self.pilots[app].documents.items():
                if one is None:
                    held.pop((kind, app, key), None)
                else:
                    held[kind, app, key] = one
        made = Plans(self.revision, self.apps.values(), held.values(), self._parameters, self.pilots.values())
        made.on_pilot = apps
        return made

    def documents(self, kind: str, app: str | None = None) -> list[Definition]:
        """All current documents of a kind, of one app or of all, by app and key."""
        return [d for name, d in sorted(self._by_name.items()) if name[0] == kind and app in (None, name[1])]

    def kinds(self) -> list[str]:
        """The kinds of which there are documents."""
        return sorted({kind for kind, _, _ in self._by_name})

    def find(self, kind: str, app: str, key: str) -> Definition | None:
        """The current document, or None. A key of the form "other_app.key" leaves `app` aside."""
        if "." in key:
            app, key = key.split(".", 1)
        return self._by_name.get((kind, app, key))

    def get(self, kind: str, app: str, key: str) -> Definition:
        """As `find`. Raises NotFound."""
        if (found := self.find(kind, app, key)) is None:
            raise NotFound
        return found

    def parameters(self, app: str) -> dict[str, Any]:
        """The app's parameters: those set here, else the package's defaults (JSON values)."""
        return {key: value for (owner, key), value in self._parameters.items() if owner == app}

    def once(self, name: Hashable, build: Callable[[], T]) -> T:
        """The plan called `name`, built at first use. A build that raises is not remembered."""
        try:
            return cast(T, self._plans[name])
        except KeyError:
            with self._lock:
                if name not in self._plans:
                    self._plans[name] = build()
                return cast(T, self._plans[name])

    def _defaults(self) -> dict[tuple[str, str], Any]:
        return {
            (app.key, parameter["key"]): parameter.get("default")
            for app in self.apps.values()
            for parameter in app.manifest.get("parameters", [])
        }


class PlanCache:
    """The workspace's newest `Plans`, and old revisions of documents for instances pinned to them."""

    # One for each state of the definitions that people work by: see `Workspace.apart`.
    by_plans = True

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._plans: Plans | None = None
        self._pinned: dict[tuple[str, str, str, str], Definition] = {}
        self._lock = threading.Lock()

    def at(self, connection: sa.Connection) -> Plans:
        """The plans as this connection's transaction sees them; read anew only when something was published."""
        revision = self._workspace.state(connection).definition_revision
        plans = self._plans
        if plans is None or plans.revision != revision:
            with self._lock:
                plans = self._plans
                if plans is None or plans.revision != revision:
                    self._plans = plans = load_plans(connection, revision)
        return plans

    def latest(self) -> Plans:
        """The plans last read, without asking the database: for writers, whose change header checks the revision."""
        if self._plans is None:
            with self._workspace.database.read() as connection:
                return self.at(connection)
        return self._plans

    def since(self, revision: int | None) -> Plans:
        """The plans of that revision or a later one; None: of this moment. For readers without a transaction."""
        wanted = self._workspace.present().definition_revision if revision is None else revision
        plans = self._plans
        if plans is None or plans.revision < wanted:
            with self._workspace.database.read() as connection:
                return self.at(connection)
        return plans

    def adopt(self, plans: Plans) -> None:
        """Begin with what the cache of the same data elsewhere has read and compiled."""
        self._plans = plans

    def forget(self) -> None:
        """Read anew at the next use."""
        self._plans = None

    def pinned(self, connection: sa.Connection, kind: str, app: str, key: str, hash: str) -> Definition:
        """The revision of a document that an instance was started on. Raises NotFound."""
        name = (kind, app, key, hash)
        if name not in self._pinned:
            t = tables.definition
            query = sa.select(t).where(t.c.kind == kind, t.c.app == app, t.c.key == key, t.c.hash == hash)
            row = connection.execute(query.limit(1)).one_or_none()
            if row is None:
                raise NotFound
            self._pinned[name] = _definition(row)
        return self._pinned[name]


def plan_cache(workspace: Workspace) -> PlanCache:
    """The workspace's plan cache."""
    return workspace.resource(PlanCache, PlanCache)


def load_plans(connection: sa.Connection, revision: int) -> Plans:
    """Read everything published; `revision` is the state it belongs to."""
    apps = connection.execute(sa.select(tables.app))
    current = connection.execute(sa.select(tables.definition).where(tables.definition.c.current))
    parameters = connection.execute(sa.select(tables.parameter))
    pilots = connection.execute(sa.select(tables.pilot))
    return Plans(
        revision,
        [InstalledApp(row.key, row.version, row.manifest) for row in apps],
        [_definition(row) for row in current],
        {(row.app, row.key): row.value for row in parameters},
        [_pilot(row) for row in pilots],
    )


def _definition(row: Any) -> Definition:
    return Definition(row.app, row.kind, row.key, row.revision, row.hash, row.document)


def _pilot(row: Any) -> Pilot:
    def definition(one: Mapping[str, Any]) -> Definition | None:
        if not one["document"]:
            return None
        return Definition(row.app, one["kind"], one["key"], one["revision"], one["hash"], one["document"])

    documents = {(one["kind"], one["key"]): definition(one) for one in row.documents}
    return Pilot(row.app, frozenset(row.departments), documents)


def plans_in(workspace: Workspace, tx: Transaction) -> Plans:
    """The plans a transaction works with: those it has published itself, else the latest."""
    own: Plans | None = tx.extras.get("plans")
    return own or plan_cache(workspace).latest()
