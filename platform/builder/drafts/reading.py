"""What an app consists of for those who build it: published documents, and the drafts of what they are to become."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from ...runtime.context import Context
from ...runtime.definitions import Definition, plan_cache
from ...runtime.definitions.tables import definition
from ...runtime.errors import NotFound
from .commenting import open_comments
from .holding import holder_of
from .rows import Place
from .tables import draft, draft_step


@dataclass(frozen=True, slots=True)
class Draft:
    """`document` is {} where it is to be withdrawn; `base` the published revision the draft was begun on (0: none);
    `holder` who works on it now; `undo`, `redo`: how many steps there are either way."""

    document: dict[str, Any]
    base: int
    version: int
    undo: int
    redo: int
    changed_at: datetime
    changed_by: str
    holder: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """`published` and its `revision` (0 where there is none), and the draft, if there is one. `open_comments`: how many
    comments nobody has settled; told in lists."""

    kind: str
    key: str
    revision: int
    published: dict[str, Any] | None
    draft: Draft | None
    open_comments: int = 0

    @property
    def latest(self) -> Mapping[str, Any]:
        """As it will be; as it is where it is to be withdrawn."""
        return (self.draft.document if self.draft else None) or self.published or {}


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision of a document as it was published."""

    number: int
    at: datetime
    by: str
    current: bool


def documents(context: Context, app: str) -> list[Document]:
    """Everything that belongs to an app, by kind and key. Raises NotFound."""
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
        if app not in plans.apps:
            raise NotFound
        published = {(kind, one.key): one for kind in plans.kinds() for one in plans.documents(kind, app)}
        steps = _last_steps(connection, draft_step.c.app == app)
        rows = {(row.kind, row.key): row for row in connection.execute(sa.select(draft).where(draft.c.app == app))}
        counts = open_comments(connection, app)
    found = (
        _document(context, name, published.get(name), rows.get(name), steps.get(name, 0))
        for name in sorted({*published, *rows})
    )
    return [replace(one, open_comments=counts.get((one.kind, one.key), 0)) for one in found]


def contents(context: Context, app: str, kinds: Collection[str]) -> list[Document]:
    """The documents of these kinds as they are to become, without those that are to be withdrawn: what other documents
    may name. Raises NotFound."""
    return [one for one in documents(context, app) if one.kind in kinds and (one.draft is None or one.draft.document)]


def document(context: Context, place: Place) -> Document:
    """One document of an app. Raises NotFound."""
    with context.workspace.database.read() as connection:
        published = plan_cache(context.workspace).at(connection).find(place.kind, place.app, place.key)
        row = connection.execute(sa.select(draft).where(place.of(draft))).one_or_none()
        steps = _last_steps(connection, place.of(draft_step))
    if published is None and row is None:
        raise NotFound
    name = place.kind, place.key
    return _document(context, name, published, row, steps.get(name, 0))


def revisions(context: Context, place: Place) -> list[Revision]:
    """All that were ever published, the newest first. Raises NotFound."""
    t = definition
    wanted = sa.select(t.c.revision, t.c.published_at, t.c.published_by, t.c.current).where(place.of(t))
    with context.workspace.database.read() as connection:
        rows = connection.execute(wanted.order_by(t.c.revision.desc())).all()
    if not rows:
        raise NotFound
    return [Revision(row.revision, row.published_at, row.published_by, row.current) for row in rows]


def _last_steps(connection: sa.Connection, which: sa.ColumnElement[bool]) -> dict[tuple[str, str], int]:
    t = draft_step
    wanted = sa.select(t.c.kind, t.c.key, sa.func.max(t.c.number)).where(which).group_by(t.c.kind, t.c.key)
    return {(kind, key): number for kind, key, number in connection.execute(wanted)}


def _document(context: Context, name: tuple[str, str], published: Definition | None, row: Any, steps: int) -> Document:
    kind, key = name
    found = None
    if row is not None:
        found = Draft(
            document=row.document,
            base=row.base,
            version=row.version,
            undo=row.done,
            redo=max(0, steps - row.done),
            changed_at=row.changed_at,
            changed_by=row.changed_by,
            holder=holder_of(context, row),
        )
    return Document(kind, key, published.revision if published else 0, published.document if published else None, found)
