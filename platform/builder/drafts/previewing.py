"""An app as it would be if its drafts were published now, for looking at only.

What the drafts make of the app is worked out once for a state of them (`_Prospects`); each request then reads the data
that is there by those plans. A draft that is wrong is left aside: its document stays as it is published.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from ...runtime.context import Actor, Context
from ...runtime.definitions import PlanCache, Plans, plan_cache
from ...runtime.errors import Forbidden, NotFound, Problems
from ...runtime.forms import FormPlan, form_plan, stand_ins
from ...runtime.people import ADMINISTRATOR, FormAccess, access_to, has_right, person_actor
from ...runtime.storage import Workspace
from ...runtime.storage.preview import previewed
from ..kinds import definition_kinds
from .judging import after_publishing, judged, with_drafts
from .tables import draft

# Whoever looks with other eyes than his own might see what he may not.
_OTHER_EYES = "people.manage"
_KEPT = 8


@dataclass(frozen=True, slots=True)
class Eyes:
    """With whose eyes one looks: with those of a person (an id), or one's own with no role but this ("app.role"); with
    neither, one's own."""

    role: str | None = None
    person: str | None = None


def form_preview(context: Context, app: str, form: str, role: str | None) -> tuple[FormPlan, FormAccess]:
    """The form of the drafts, and what somebody with `role` ("app.role") alone may do with it; without one, all.
    Raises NotFound, and Problems with what is wrong with the form."""
    plans = _after(context, app, form)
    if plans.find("form", app, form) is None or (role is not None and plans.find("role", app, role) is None):
        raise NotFound
    actor = replace(context.actor, roles=frozenset({role or ADMINISTRATOR}))
    return form_plan(plans, app, form), access_to(replace(context, actor=actor), plans, app, form)


@contextmanager
def preview(context: Context, app: str, eyes: Eyes) -> Iterator[Context]:
    """Surroundings in which the app's drafts hold and nothing can be written. Raises NotFound, and Forbidden where the
    actor may not build apps, or not look with other eyes."""
    before = plan_cache(context.workspace).since(context.revision)
    own = eyes == Eyes()
    if not has_right(context, before, "apps.build") or not (own or has_right(context, before, _OTHER_EYES)):
        raise Forbidden
    if app not in before.apps:
        raise NotFound
    prospects = context.workspace.resource(_Prospects, _Prospects)
    # Who may not give rights does not get any by a draft either.
    found = prospects.of(before, app, _withheld(context, before))
    with previewed(context.workspace, found.stand_ins) as workspace:
        workspace.resource(PlanCache, lambda _: _Fixed(workspace, found.plans))
        yield replace(context, workspace=workspace, actor=_seen_as(context, found.plans, eyes), revision=None)


def drafted(context: Context, app: str) -> list[dict[str, Any]]:
    """The app's documents that are sound in drafts and differ from what is published: what a dry run may go by. Forms
    are left out, since their tables are as they are published. Raises NotFound, and Forbidden for who may not build."""
    before = plan_cache(context.workspace).latest()
    if not has_right(context, before, "apps.build"):
        raise Forbidden
    if app not in before.apps:
        raise NotFound
    prospects = context.workspace.resource(_Prospects, _Prospects)
    after = prospects.of(before, app, _withheld(context, before)).plans
    documents = [one for kind in after.kinds() if kind != "form" for one in after.documents(kind, app)]
    known = {(one.kind, one.key): before.find(one.kind, app, one.key) for one in documents}
    return [
        dict(one.document) for one in documents if (was := known[one.kind, one.key]) is None or was.hash != one.hash
    ]


def _seen_as(context: Context, plans: Plans, eyes: Eyes) -> Actor:
    if eyes.person is not None:
        return person_actor(context.workspace, eyes.person)
    if eyes.role is None:
        return context.actor
    app, _, key = eyes.role.partition(".")
    if plans.find("role", app, key) is None:
        raise NotFound
    return replace(context.actor, roles=frozenset({eyes.role}))


def _withheld(context: Context, plans: Plans) -> frozenset[str]:
    """The kinds of which the actor may publish no document."""
    rights = ((key, kind.right) for key, kind in definition_kinds.items())
    return frozenset(key for key, right in rights if right is not None and not has_right(context, plans, right))


class _Fixed(PlanCache):
    """The plans of a preview, whatever is published."""

    def __init__(self, workspace: Workspace, plans: Plans) -> None:
        super().__init__(workspace)
        self._fixed = plans

    def at(self, connection: sa.Connection) -> Plans:
        return self._fixed

    def latest(self) -> Plans:
        return self._fixed

    def since(self, revision: int | None) -> Plans:
        return self._fixed


@dataclass(frozen=True, slots=True)
class _Prospect:
    plans: Plans
    stand_ins: list[str]


class _Prospects:
    """What the last looked-at states of drafts make of their apps: compiling them takes longer than answering."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._made: dict[tuple[Any, ...], _Prospect] = {}
        self._lock = threading.Lock()

    def of(self, before: Plans, app: str, withheld: frozenset[str]) -> _Prospect:
        """The prospect of the app's present drafts, without those of the kinds `withheld`."""
        with self._workspace.database.read() as connection:
            t = draft
            # One that was thrown away and begun anew has the first version again, at another moment.
            state = sa.select(t.c.kind, t.c.key, t.c.version, t.c.changed_at)
            wanted = state.where(t.c.app == app, t.c.kind.not_in(withheld))
            versions = tuple(tuple(row) for row in connection.execute(wanted.order_by(t.c.kind, t.c.key)))
            name = (before.revision, app, versions)
            with self._lock:
                if name not in self._made:
                    self._made[name] = self._make(connection, before, app, withheld)
                    while len(self._made) > _KEPT:
                        del self._made[next(iter(self._made))]
                return self._made[name]

    def _make(self, connection: sa.Connection, before: Plans, app: str, withheld: frozenset[str]) -> _Prospect:
        wanted = sa.select(draft).where(draft.c.app == app, draft.c.kind.not_in(withheld))
        rows = {(row.kind, row.key): row for row in connection.execute(wanted)}
        # What only a wrong draft made possible is wrong without it.
        while rows and (wrong := {(one.kind, one.key) for one in judged(before, app, rows.values())}):
            sound = {name: row for name, row in rows.items() if name not in wrong}
            rows = sound if len(sound) < len(rows) else {}
        plans = after_publishing(before, app, rows.values())
        return _Prospect(plans, stand_ins(connection, before, plans))


def _after(context: Context, app: str, form: str) -> Plans:
    plans, rows = with_drafts(context, app)
    wrong = [one for one in judged(plans, app, rows) if (one.kind, one.key) == ("form", form)]
    if wrong:
        raise Problems([one.error for one in wrong])
    return after_publishing(plans, app, rows)
