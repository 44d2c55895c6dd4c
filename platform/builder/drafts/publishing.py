"""Publish the drafts of an app: all of them together, or none."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from ...runtime import changes
from ...runtime.context import Context
from ...runtime.definitions import Plans, end_pilot, plans_in, withdraw
from ...runtime.definitions import publish as publish_documents
from ...runtime.errors import NotFound, Problems
from ...runtime.storage import Transaction
from ..patching import difference
from ..publishing import bring_up_to_date
from .errors import DraftChanged, NothingToPublish, PublishedMeanwhile
from .holding import check_holder
from .judging import judged
from .rights import check_right
from .rows import Place, drop_draft
from .tables import draft

Seen = Mapping[tuple[str, str], int]


def publish(context: Context, app: str, seen: Seen) -> int:
    """Make the drafts hold that were `seen`, by kind and key with their versions; returns how many. Workflows under way
    go on as they began. Raises Problems with what is wrong, DraftChanged, PublishedMeanwhile, HeldByAnother,
    NothingToPublish, Forbidden, NotFound."""

    def unit(tx: Transaction) -> int:
        plans = plans_in(context.workspace, tx)
        if app not in plans.apps:
            raise NotFound
        rows = tx.execute(sa.select(draft).where(draft.c.app == app).with_for_update()).all()
        check_seen(context, plans, rows, seen)
        if found := [fault.error for fault in judged(plans, app, rows)]:
            raise Problems(found)
        changed = [row for row in rows if row.document]
        for row in rows:
            _record(tx, plans, row)
            if not row.document:
                withdraw(tx, context, app, row.kind, row.key)
        publish_documents(tx, context, app, [row.document for row in changed])
        bring_up_to_date(tx, context, plans)
        for row in rows:
            drop_draft(tx, Place(app, row.kind, row.key))
        # What was tried holds for everybody now, or was given up.
        end_pilot(tx, context, app)
        return len(rows)

    return changes.run(context, unit)


def check_seen(context: Context, plans: Plans, rows: Sequence[Any], seen: Seen) -> None:
    """Raises where the drafts are not those that were seen, or not for the actor to publish: see `publish`."""
    if not rows:
        raise NothingToPublish
    for row in rows:
        check_right(context, plans, row.kind)
        check_holder(context, row)
        if seen.get((row.kind, row.key)) != row.version:
            raise DraftChanged(current=row.document, version=row.version)
        published = plans.find(row.kind, row.app, row.key)
        if (published.revision if published else 0) != row.base:
            title = published.document.get("title", row.key) if published else row.key
            raise PublishedMeanwhile(title=title)


def _record(tx: Transaction, plans: Plans, row: Any) -> None:
    """What was published, in the change record."""
    published = plans.find(row.kind, row.app, row.key)
    before = published.document if published else {}
    action = "change" if before and row.document else "delete" if before else "create"
    name = f"{row.app}.{row.key}"
    changes.change_of(tx).entry(row.kind, name, name, action, difference(before, row.document))
