"""The rows of drafts: read under the writer's lock, written with their version raised."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from ...runtime.context import Context
from ...runtime.storage import Transaction
from .tables import draft, draft_step


@dataclass(frozen=True, slots=True)
class Place:
    """Which document of which app."""

    app: str
    kind: str
    key: str

    def of(self, table: sa.Table) -> sa.ColumnElement[bool]:
        """The rows of the table that belong to it."""
        return sa.and_(table.c.app == self.app, table.c.kind == self.kind, table.c.key == self.key)


def draft_row(tx: Transaction, place: Place) -> Any:
    """The draft's row for writing, or None."""
    return tx.execute(sa.select(draft).where(place.of(draft)).with_for_update()).one_or_none()


def put_draft(tx: Transaction, context: Context, place: Place, row: Any, values: Mapping[str, Any]) -> int:
    """Write the draft. `row` is what was there, or None. Returns the draft's new version."""
    moment = context.now()
    now = {"changed_at": moment, "changed_by": context.actor.identity, "held_at": moment}
    now |= {"holder": context.actor.identity}
    if row is None:
        tx.execute(
            sa.insert(draft).values(app=place.app, kind=place.kind, key=place.key, version=1, **{**now, **values})
        )
        return 1
    tx.execute(sa.update(draft).where(place.of(draft)).values(version=row.version + 1, **{**now, **values}))
    return int(row.version) + 1


def add_step(tx: Transaction, context: Context, place: Place, number: int, patch: list[dict[str, Any]]) -> None:
    """A step in place of those that were undone."""
    tx.execute(sa.delete(draft_step).where(place.of(draft_step), draft_step.c.number >= number))
    tx.execute(
        sa.insert(draft_step).values(
            app=place.app,
            kind=place.kind,
            key=place.key,
            number=number,
            patch=patch,
            at=context.now(),
            by=context.actor.identity,
        )
    )


def step_patch(tx: Transaction, place: Place, number: int) -> list[dict[str, Any]] | None:
    """What a step did; None where there is no such step."""
    found = tx.execute(sa.select(draft_step.c.patch).where(place.of(draft_step), draft_step.c.number == number))
    patch: list[dict[str, Any]] | None = found.scalar_one_or_none()
    return patch


def drop_draft(tx: Transaction, place: Place) -> None:
    """The draft and its steps are gone."""
    tx.execute(sa.delete(draft_step).where(place.of(draft_step)))
    tx.execute(sa.delete(draft).where(place.of(draft)))
