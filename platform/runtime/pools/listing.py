"""What people see of pools: which there are, what lies in one and why, where a record stands, what happened.

Records come through the reader's own view of the form, so what members may not see before they claim is in no answer.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from ..context import Context
from ..definitions import Plans, plan_cache
from ..errors import NotFound
from ..fields.datetime import moment_text
from ..forms import form_plan
from ..localized import text
from ..people import organisation_of
from ..records import Page, Query, query
from ..records.reading import get, titles
from . import timing
from .access import is_manager, is_member
from .limits import quota
from .plan import PoolPlan, pool_plan, pools, pools_on
from .standing import Standing, lying_tree, standing
from .tables import pool_move, pool_place

_t = pool_move.c
Naming = Callable[[str | None], str]
_MOST = 200


def pools_for(context: Context, app: str | None = None) -> list[PoolPlan]:
    """The pools that the actor claims from or manages, of one app or of all."""
    plans = plan_cache(context.workspace).since(context.revision)
    actor = context.actor
    return [
        pool
        for pool in pools(plans)
        if (app is None or pool.app == app) and (is_member(actor, pool) or is_manager(actor, pool))
    ]


def readable_pool(context: Context, app: str, key: str) -> PoolPlan:
    """The pool. Raises NotFound for who has nothing to do with it."""
    pool = pool_plan(plan_cache(context.workspace).since(context.revision), app, key)
    if not is_member(context.actor, pool) and not is_manager(context.actor, pool):
        raise NotFound
    return pool


def described(context: Context, pool: PoolPlan) -> dict[str, Any]:
    """What the pool's page needs to know, with what the actor may still claim and how many lie there."""
    plans = plan_cache(context.workspace).since(context.revision)
    locale = context.locale
    lying = sa.select(sa.func.count()).where(pool_place.c.pool == pool.name, pool_place.c.state == "lying")
    with context.workspace.database.read() as connection:
        mine = quota(context, connection, plans, pool, str(context.actor.person_id))
        number = connection.execute(lying).scalar_one()
    return {
        "app": pool.app,
        "key": pool.key,
        "title": text(pool.title, locale),
        "description": text(pool.description, locale) if pool.description else None,
        "form": {"app": pool.form.app, "key": pool.form.key, "title": text(pool.form.title, locale)},
        "holder": pool.holder,
        "shows": list(pool.shows),
        "member": is_member(context.actor, pool),
        "manager": is_manager(context.actor, pool),
        "reasons": [{"key": key, "title": text(title, locale)} for key, title in pool.reasons.items()],
        "lying": number,
        "quota": mine.dump(),
        "collision": bool(pool.form.names and pool.form.names.collision),
    }


def lying(context: Context, pool: PoolPlan, wanted: Query) -> tuple[Page, dict[str, dict[str, Any]]]:
    """A page of what lies in the pool, as the actor sees it, and by record id since when and why it does."""
    plans = plan_cache(context.workspace).since(context.revision)
    form = pool.form
    tree = {"formula": lying_tree(pools_on(plans, form.app, form.key), pool)}
    both = tree if wanted.filter is None else {"all": [tree, wanted.filter]}
    asked = Query(
        filter=both,
        sort=wanted.sort or ("-updated_at",),
        limit=wanted.limit,
        cursor=wanted.cursor,
        fields=pool.shows,
        search=wanted.search,
        count=wanted.count,
    )
    page = query(context, form.app, form.key, asked)
    with context.workspace.database.read() as connection:
        rows = places(connection, [record.id for record in page.items])
        organisation = organisation_of(context.workspace, connection)
    return page, {id: _place(context, pool, row, organisation.name) for id, row in rows.items()}


def places(connection: sa.Connection, ids: Sequence[str]) -> dict[str, Mapping[str, Any]]:
    """What is kept of each of some records."""
    found = connection.execute(sa.select(pool_place).where(pool_place.c.record_id.in_(ids))).mappings()
    return {row["record_id"]: dict(row) for row in found}


def of_record(context: Context, app: str, form: str, id: str) -> dict[str, Any] | None:
    """Where a record stands, and what the actor may do with it there; None where it is in no pool, or one that is
    nothing to him. Raises NotFound for a record that is not for these eyes."""
    get(context, app, form, id)
    plans = plan_cache(context.workspace).since(context.revision)
    form_pools = pools_on(plans, app, form)
    if not form_pools:
        return None
    plan = form_pools[0].form
    with context.workspace.database.read() as connection:
        row = dict(connection.execute(sa.select(plan.table).where(plan.table.c.id == id)).mappings().one())
        found = standing(form_pools, row)
        if found is None:
            return None
        pool, me = found.pool, str(context.actor.person_id)
        member, manager = is_member(context.actor, pool), is_manager(context.actor, pool)
        if not (member or manager or found.holder == me):
            return None
        place = places(connection, [id]).get(id)
        organisation = organisation_of(context.workspace, connection)
        mine = quota(context, connection, plans, pool, me) if member else None
        due = _due(context, connection, plans, found, row, place) if place is not None else None
    acts = _acts(found.holder, me, member, manager, bool(place and place["protected_by"]))
    return {
        "pool": {"app": pool.app, "key": pool.key, "title": text(pool.title, context.locale)},
        "state": found.state,
        "holder": None if found.holder is None else {"id": found.holder, "name": organisation.name(found.holder)},
        "place": None if place is None else _place(context, pool, place, organisation.name),
        "due": None if due is None else moment_text(due),
        "acts": acts,
        "reasons": [{"key": key, "title": text(title, context.locale)} for key, title in pool.reasons.items()],
        "quota": None if mine is None else mine.dump(),
    }


def _due(
    context: Context,
    connection: sa.Connection,
    plans: Plans,
    found: Standing,
    row: Mapping[str, Any],
    place: Mapping[str, Any],
) -> datetime | None:
    """When a held record is taken back unless somebody follows it up."""
    if found.holder is None or place["protected_by"] is not None or not timing.watches(found.pool, row):
        return None
    last = timing.last_follow_up(context, connection, found.pool, row["id"], place)
    return timing.due_at(context, plans, found.pool, last)


def _acts(holder: str | None, me: str, member: bool, manager: bool, protected: bool) -> list[str]:
    if holder is None:
        return [*(["claim"] if member else []), *(["assign"] if manager else [])]
    mine = ["return"] if manager or holder == me else []
    if not manager:
        return mine
    return [*mine, "transfer", "unprotect" if protected else "protect"]


def moves(
    context: Context,
    pool: PoolPlan,
    *,
    record: str | None = None,
    person: str | None = None,
    act: str | None = None,
    limit: int = 50,
    before: str | None = None,
) -> dict[str, Any]:
    """What happened in the pool, newest first: all of it to managers, to others what happened to a record they see.
    Raises NotFound."""
    if not is_manager(context.actor, pool):
        if record is None:
            raise NotFound
        get(context, pool.form.app, pool.form.key, record)
    conditions = [_t.pool == pool.name]
    conditions += [_t.record_id == record] if record else []
    conditions += [sa.or_(_t.person == person, _t.from_person == person, _t.by == person)] if person else []
    conditions += [_t.act == act] if act else []
    conditions += [_t.id < before] if before else []
    limit = min(limit, _MOST)
    statement = sa.select(pool_move).where(*conditions).order_by(_t.id.desc()).limit(limit + 1)
    with context.workspace.database.read() as connection:
        rows = [dict(row) for row in connection.execute(statement).mappings()]
        named = organisation_of(context.workspace, connection).name
    shown = titles(context, pool.form.app, pool.form.key, {row["record_id"] for row in rows[:limit]})
    return {
        "items": [_move(context, pool, row, named, shown) for row in rows[:limit]],
        "next_cursor": rows[limit - 1]["id"] if len(rows) > limit else None,
    }


def _move(
    context: Context,
    pool: PoolPlan,
    row: Mapping[str, Any],
    named: Naming,
    shown: Mapping[str, str],
) -> dict[str, Any]:
    return {
        "id": row["id"],
        "record": {"id": row["record_id"], "title": shown.get(row["record_id"])},
        "at": moment_text(row["at"]),
        "act": row["act"],
        "by": named(row["by"]) or None,
        "person": named(row["person"]) or None,
        "from": named(row["from_person"]) or None,
        "cause": cause_of(context, pool, row),
        "comment": row["comment"],
    }


def _place(context: Context, pool: PoolPlan, row: Mapping[str, Any], named: Naming) -> dict[str, Any]:
    days = (context.now() - row["since"]).days
    return {
        "since": moment_text(row["since"]),
        "days": days,
        "act": row["act"],
        "cause": cause_of(context, pool, row),
        "from": named(row["from_person"]) or None,
        "warned_at": None if row["warned_at"] is None else moment_text(row["warned_at"]),
        "protected": None
        if row["protected_by"] is None
        else {
            "by": named(row["protected_by"]),
            "until": None if row["protected_until"] is None else moment_text(row["protected_until"]),
            "why": row["protected_why"],
        },
    }


def cause_of(context: Context, pool: PoolPlan, row: Mapping[str, Any]) -> str | None:
    """Why it came there: the reason as the pool calls it by now, else the words kept with the move."""
    title = pool.reasons.get(row["reason"] or "") or row["words"]
    return text(title, context.locale) if title else None


def where_is(context: Context, app: str, form: str, id: str) -> dict[str, Any] | None:
    """{"pool", "state", "act", "cause", "holder"} of a record, for who sees all, such as scenarios; `cause` is one text
    per language. None where it is in no pool."""
    plans = plan_cache(context.workspace).latest()
    with context.workspace.database.read() as connection:
        row = places(connection, [id]).get(id)
    if row is None or row["form"] != form_plan(plans, app, form).name:
        return None
    owner, _, key = row["pool"].partition(".")
    pool = pool_plan(plans, owner, key)
    return {
        "pool": key,
        "state": row["state"],
        "act": row["act"],
        "cause": pool.reasons.get(row["reason"] or "") or row["words"],
        "holder": row["holder"],
    }
