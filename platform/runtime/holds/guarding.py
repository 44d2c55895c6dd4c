"""Refuse writes of what is held: a follower looks in the very transaction, after the row was locked."""

from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa

from ..context import Context
from ..definitions import Plans
from ..forms import FormPlan
from ..localized import LOCALES, Localized, listed, text
from ..people import organisation_of
from ..records.followers import Follower, Written, follower
from ..storage import Transaction
from .errors import Held
from .standing import standing, touched, until_when, who_may
from .tables import record_hold as _t

_WHOLE = {"zh-CN": "这条记录", "en": "This record"}


@follower
def guard(plans: Plans, plan: FormPlan) -> Follower | None:
    """What the platform works out by itself, formulas and rollups, goes on being right while a record is held."""
    own = tuple(plan.writable)

    def refuse(context: Context, tx: Transaction, written: Written) -> None:
        before, row = written.before, written.row
        if before is None or written.event == "restore":
            return
        changed = {key: row[key] for key in own if before[key] != row[key]}
        if not changed and written.event != "delete":
            return
        for hold in _not_for(context, tx, row["id"]):
            if written.event == "delete" or touched(hold, changed):
                raise _held(context, tx, plan, hold, changed)

    return refuse


def is_held(context: Context, tx: Transaction, record: str, changed: Mapping[str, Any]) -> bool:
    """Whether a hold keeps the actor from changing these fields of a record: for what comes back later then."""
    return any(touched(hold, changed) for hold in _not_for(context, tx, record))


def _not_for(context: Context, tx: Transaction, record: str) -> Iterator[Any]:
    """The holds on a record that do not let the actor change it."""
    query = sa.select(_t).where(_t.c.record_id == record, standing(context.now())).order_by(_t.c.id)
    return (hold for hold in tx.execute(query) if not _may(context, hold))


def _may(context: Context, hold: Any) -> bool:
    """The persons named, and the app whose workflow placed it."""
    actor = context.actor
    if actor.kind == "app":
        return actor.app == hold.app
    return actor.kind == "person" and actor.person_id in hold.persons


def _held(context: Context, tx: Transaction, plan: FormPlan, hold: Any, changed: dict[str, Any]) -> Held:
    organisation = organisation_of(context.workspace, tx.connection)
    keys = touched(hold, changed)
    pointer = f"/values/{keys[0]}" if hold.fields and keys else None
    what = _titles(plan, keys) if hold.fields and keys else _WHOLE
    until = until_when(hold, context.workspace.zone)
    return Held(pointer=pointer, what=what, reason=hold.reason, who=who_may(organisation, hold), until=until)


def _titles(plan: FormPlan, keys: list[str]) -> Localized:
    titles = {locale: [text(plan.fields[key].title, locale) for key in keys] for locale in LOCALES}
    return {locale: listed(names, locale) for locale, names in titles.items()}
