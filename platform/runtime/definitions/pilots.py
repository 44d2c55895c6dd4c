"""Where a pilot holds: for the people of its departments, and in workflows that began by its documents."""

import threading
from collections.abc import Iterable
from dataclasses import replace

import sqlalchemy as sa

from ..context import Context
from ..storage import Workspace
from .plans import Definition, PlanCache, Plans, plan_cache


def pilots_of(context: Context, departments: Iterable[str]) -> frozenset[str]:
    """The apps whose pilots hold for somebody who belongs to these departments; those above them are among them."""
    pilots = plan_cache(context.workspace).since(context.revision).pilots
    if not pilots:
        return frozenset()
    within = frozenset(departments)
    return frozenset(app for app, pilot in pilots.items() if pilot.departments & within)


def where_pilots_hold(context: Context, apps: frozenset[str]) -> Context:
    """The same surroundings with the pilots of these apps."""
    if not apps:
        return context
    return replace(context, workspace=context.workspace.whole.resource(_Variants, _Variants).of(apps))


def as_it_began(context: Context, app: str, kind: str, key: str, hash: str) -> Context:
    """The surroundings in which this revision of a document holds: the pilot's for what it began."""
    pilot = plan_cache(context.workspace.whole).latest().pilots.get(app)
    if pilot is None or not pilot.began(kind, key, hash):
        return replace(context, workspace=context.workspace.whole) if context.workspace.is_apart else context
    return where_pilots_hold(context, frozenset({app}))


class _Variants:
    """The workspace as it is for those in the same pilots."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._made: dict[frozenset[str], Workspace] = {}
        self._lock = threading.Lock()

    def of(self, apps: frozenset[str]) -> Workspace:
        with self._lock:
            if apps not in self._made:
                made = self._workspace.apart()
                made.resource(PlanCache, lambda _: _PilotCache(self._workspace, apps))
                self._made[apps] = made
            return self._made[apps]


class _PilotCache(PlanCache):
    """What the workspace's own cache holds, with the pilots of some apps."""

    def __init__(self, workspace: Workspace, apps: frozenset[str]) -> None:
        super().__init__(workspace)
        self._own = plan_cache(workspace)
        self._apps = apps

    def at(self, connection: sa.Connection) -> Plans:
        return self._with(self._own.at(connection))

    def latest(self) -> Plans:
        return self._with(self._own.latest())

    def since(self, revision: int | None) -> Plans:
        return self._with(self._own.since(revision))

    def forget(self) -> None:
        self._own.forget()

    def pinned(self, connection: sa.Connection, kind: str, app: str, key: str, hash: str) -> Definition:
        return self._own.pinned(connection, kind, app, key, hash)

    def _with(self, plans: Plans) -> Plans:
        # One that has ended meanwhile holds for nobody.
        return plans.piloted(frozenset(plans.pilots) & self._apps)
