"""Drafts that hold for the people of some departments alone, until they are published for everybody or taken back.

A pilot is a copy of the drafts: whoever works on them goes on, and begins it anew to let what he changed hold. It adds
no columns, tables or unique indexes, since everybody's records stand in the same tables.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from ...runtime import changes
from ...runtime.context import Context
from ...runtime.definitions import Plans, begin_pilot, end_pilot, plan_cache, plans_in
from ...runtime.definitions.tables import pilot
from ...runtime.errors import NotFound, Problems
from ...runtime.forms import FormPlan, form_plan, form_plans, stand_ins_by_form
from ...runtime.localized import LOCALES, text
from ...runtime.people import organisation_of
from ...runtime.storage import Transaction
from .errors import NeedsTables, NoDepartment, NoPilot
from .judging import after_publishing, judged
from .publishing import Seen, check_seen
from .rights import check_right
from .tables import draft


@dataclass(frozen=True, slots=True)
class Piloted:
    """`departments`: (id, name). `behind`: how many documents differ from the drafts of now."""

    departments: list[tuple[str, str]]
    began_at: datetime
    began_by: str
    documents: int
    behind: int


def start_pilot(context: Context, app: str, seen: Seen, departments: Sequence[str]) -> int:
    """Let the drafts hold that were `seen`, by kind and key with their versions, for the people of these departments
    (ids) and of those below. Returns how many. Raises what `publish` raises, NoDepartment, and Problems with forms that
    need columns, tables or unique values."""

    def unit(tx: Transaction) -> int:
        plans = plans_in(context.workspace, tx)
        if app not in plans.apps:
            raise NotFound
        known = organisation_of(context.workspace, tx.connection).departments
        if not departments or not known.keys() >= set(departments):
            raise NoDepartment
        rows = tx.execute(sa.select(draft).where(draft.c.app == app).with_for_update()).all()
        check_seen(context, plans, rows, seen)
        if found := [fault.error for fault in judged(plans, app, rows)]:
            raise Problems(found)
        after = after_publishing(plans, app, rows)
        if needing := list(_needing(tx.connection, plans, after)):
            raise Problems(needing)
        documents = {(row.kind, row.key): row.document for row in rows}
        begin_pilot(tx, context, app, documents, departments)
        _record(tx, app, [], sorted(departments))
        return len(rows)

    return changes.run(context, unit)


def stop_pilot(context: Context, app: str) -> None:
    """What holds for everybody holds for all again. The drafts stay. Raises NoPilot, Forbidden."""

    def unit(tx: Transaction) -> None:
        running = plans_in(context.workspace, tx).pilots.get(app)
        if running is None:
            raise NoPilot
        for kind, _ in running.documents:
            check_right(context, plans_in(context.workspace, tx), kind)
        end_pilot(tx, context, app)
        _record(tx, app, sorted(running.departments), [])

    changes.run(context, unit)


def piloted(context: Context, app: str) -> Piloted | None:
    """The app's pilot; None where there is none. Raises NotFound."""
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
        if app not in plans.apps:
            raise NotFound
        row = connection.execute(sa.select(pilot).where(pilot.c.app == app)).one_or_none()
        if row is None:
            return None
        rows = connection.execute(sa.select(draft.c.kind, draft.c.key, draft.c.document).where(draft.c.app == app))
        drafts = {(one.kind, one.key): one.document for one in rows}
        organisation = organisation_of(context.workspace, connection)
    held = {(one["kind"], one["key"]): one["document"] for one in row.documents}
    behind = sum(1 for place in drafts.keys() | held.keys() if drafts.get(place) != held.get(place))
    return Piloted(
        departments=[(id, organisation.departments.get(id, id)) for id in row.departments],
        began_at=row.began_at,
        began_by=organisation.name(row.began_by),
        documents=len(held),
        behind=behind,
    )


def _needing(connection: sa.Connection, before: Plans, after: Plans) -> Iterator[NeedsTables]:
    """The forms of which a pilot cannot be."""
    lacking = stand_ins_by_form(connection, before, after)
    for plan in form_plans(after):
        known = before.find("form", plan.app, plan.key)
        uniquely = known is not None and _unique(form_plan(before, plan.app, plan.key)) != _unique(plan)
        if plan.name in lacking or uniquely:
            yield NeedsTables(form={locale: str(text(plan.title, locale)) for locale in LOCALES})


def _unique(plan: FormPlan) -> set[tuple[str, ...]]:
    return {(field.key,) for field in plan.unique} | {tuple(together.fields) for together in plan.unique_together}


def _record(tx: Transaction, app: str, before: list[str], after: list[str]) -> None:
    """For whom, in the change record."""
    action = "create" if after else "delete"
    patch: list[dict[str, Any]] = [{"op": "set", "path": ["departments"], "before": before, "after": after}]
    changes.change_of(tx).entry("pilot", app, app, action, patch)
