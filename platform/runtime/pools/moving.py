"""The acts: claim, assign and transfer, return, put in, protect. Each is one unit that locks the person's quota, then
the record, and writes the record with the rights of the pool's app, on behalf of who acts.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from .. import holds, records
from ..calendars import after
from ..changes import change_of, run
from ..context import Context
from ..definitions import Plans, plans_in
from ..errors import Forbidden, InvalidValue, LimitExceeded, NotFound, PlatformError, Required
from ..localized import listed_in_all
from ..people import organisation_of
from ..records.rows.statements import row_for_writing
from ..storage import Transaction
from . import timing
from .access import as_app, is_manager, is_member
from .errors import ClaimBarred, PoolElsewhere, PoolTaken, PoolUnfit
from .keeping import Act, acting, move
from .limits import check_quota, hold_quota, quota
from .notices import GIVEN, local_text, notify
from .plan import PoolPlan, pool_plan, pools_on
from .standing import Standing, standing
from .tables import pool_move, pool_place
from .words import PUT_IN, in_both

ACTS = ("claim", "assign", "return", "transfer", "put_in", "protect", "unprotect")
_MOST = 200
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Wish:
    """What comes with an act. person: who is to get it; reason: why it is returned; until: how long it is protected."""

    person: str | None = None
    reason: str | None = None
    comment: str | None = None
    until: datetime | None = None


def act(
    context: Context, app: str, key: str, name: str, ids: Sequence[str], wish: Wish
) -> list[tuple[str, PlatformError | None]]:
    """Do one act to each of some records, each by itself: (id, what it was refused for). Raises NotFound for who has
    nothing to do with the pool, LimitExceeded."""
    if len(ids) > _MOST:
        raise LimitExceeded(pointer="/records", what={"zh-CN": "一次的条数", "en": "records at once"}, limit=_MOST)
    return [(id, _one(context, app, key, name, id, wish)) for id in dict.fromkeys(ids)]


def _one(context: Context, app: str, key: str, name: str, id: str, wish: Wish) -> PlatformError | None:
    def unit(tx: Transaction) -> PlatformError | None:
        return _ACTS[name](_Unit(context, tx, app, key), id, wish)

    try:
        return run(context, unit)
    except PlatformError as refused:
        return refused


class _Unit:
    """One act in its transaction."""

    def __init__(self, context: Context, tx: Transaction, app: str, key: str) -> None:
        self.context = context
        self.tx = tx
        self.plans: Plans = plans_in(context.workspace, tx)
        self.pool: PoolPlan = pool_plan(self.plans, app, key)
        self.pools = pools_on(self.plans, self.pool.form.app, self.pool.form.key)
        self.manages = is_manager(context.actor, self.pool)
        if not self.manages and not is_member(context.actor, self.pool):
            raise NotFound
        self.me = str(context.actor.person_id)

    def need_manager(self) -> None:
        """Raises Forbidden."""
        if not self.manages:
            raise Forbidden

    def row(self, id: str) -> tuple[dict[str, Any], Standing]:
        """The record, locked, and where it stands in this pool. Raises NotFound, PoolElsewhere."""
        row = row_for_writing(self.tx, self.pool.form, id)
        if row is None:
            raise NotFound
        found = standing(self.pools, row)
        if found is None or found.pool is not self.pool:
            raise PoolElsewhere(reason={"zh-CN": "这条记录不在本公海", "en": "The record is not in this pool"})
        return row, found

    def give(self, row: Mapping[str, Any], person: str, act: Act) -> None:
        """Write who holds it. Raises what the form refuses."""
        write(self.context, self.tx, self.pool, row, {self.pool.holder: person, **self.pool.set_out}, act)

    def take(self, row: Mapping[str, Any], act: Act) -> None:
        """Write that nobody holds it. Raises PoolUnfit where it would not come to lie in the pool."""
        put_in(self.context, self.tx, self.plans, self.pool, row, act)


def is_kept(context: Context, tx: Transaction, pool: PoolPlan, row: Mapping[str, Any]) -> bool:
    """Whether somebody holds the record fast just now, so that it cannot be put in before it is released."""
    values = {pool.holder: None, **pool.set_in}
    return holds.is_held(as_app(context, pool), tx, row["id"], values)


def write(
    context: Context, tx: Transaction, pool: PoolPlan, row: Mapping[str, Any], values: Mapping[str, Any], act: Act
) -> None:
    """Change a locked record with the rights of the pool's app, as one act."""
    acting(tx, row["id"], act)
    source = {"pool": pool.name, "act": act.act}
    records.change(
        as_app(context, pool),
        pool.form.app,
        pool.form.key,
        row["id"],
        values,
        revision=row["revision"],
        tx=tx,
        gates=False,
        source=source,
    )


def put_in(context: Context, tx: Transaction, plans: Plans, pool: PoolPlan, row: Mapping[str, Any], act: Act) -> None:
    """Take a locked record from whoever holds it, into the pool. Raises PoolUnfit where it would not come to lie there,
    and what the form refuses."""
    write(context, tx, pool, row, {pool.holder: None, **pool.set_in}, act)
    written = row_for_writing(tx, pool.form, row["id"])
    found = standing(pools_on(plans, pool.form.app, pool.form.key), written)
    if found is None or found.pool is not pool or found.holder is not None:
        reason = {
            "zh-CN": "这条记录不符合本公海的条件，放不进来。",
            "en": "The record does not meet the conditions of this pool.",
        }
        raise PoolUnfit(reason=reason)


def _claim(unit: _Unit, id: str, wish: Wish) -> PlatformError | None:
    """Somebody came first: that is kept as a conflict, so nothing is rolled back."""
    context, tx, pool = unit.context, unit.tx, unit.pool
    hold_quota(tx, pool, unit.me)
    row, found = unit.row(id)
    if found.holder == unit.me:
        return None
    if found.holder is not None:
        move(context, tx, pool, id, Act("missed"), person=found.holder)
        change_of(tx).entry("pool", pool.name, id, "missed", [])
        return PoolTaken(who=organisation_of(context.workspace, tx.connection).name(found.holder))
    _check_barred(unit, id)
    check_quota(quota(context, tx.connection, unit.plans, pool, unit.me))
    unit.give(row, unit.me, Act("claimed"))
    return None


def _check_barred(unit: _Unit, id: str) -> None:
    pool, context, t = unit.pool, unit.context, pool_move.c
    duration = pool.value(unit.plans, pool.not_again_for)
    if duration is None:
        return
    lost = (t.record_id == id, t.pool == pool.name, t.from_person == unit.me, t.act.in_(("returned", "recycled")))
    at = unit.tx.execute(sa.select(sa.func.max(t.at)).where(*lost)).scalar()
    if at is not None and (until := after(at, str(duration), context.workspace.zone)) > context.now():
        raise ClaimBarred(until=local_text(context, until))


def _assign(unit: _Unit, id: str, wish: Wish) -> PlatformError | None:
    unit.need_manager()
    person = _receiver(unit, wish)
    hold_quota(unit.tx, unit.pool, person)
    row, found = unit.row(id)
    if found.holder is not None:
        raise PoolTaken(who=organisation_of(unit.context.workspace, unit.tx.connection).name(found.holder))
    unit.give(row, person, Act("assigned", comment=_comment(wish)))
    notify(unit.context, unit.tx, unit.pool, row, person, GIVEN)
    return None


def _transfer(unit: _Unit, id: str, wish: Wish) -> PlatformError | None:
    unit.need_manager()
    person = _receiver(unit, wish)
    hold_quota(unit.tx, unit.pool, person)
    row, found = unit.row(id)
    if found.holder is None:
        raise PoolElsewhere(
            reason={"zh-CN": "这条记录还在公海里，请用「分配」", "en": "It lies in the pool; assign it"}
        )
    if found.holder != person:
        unit.give(row, person, Act("transferred", comment=_comment(wish)))
        notify(unit.context, unit.tx, unit.pool, row, person, GIVEN)
    return None


def _receiver(unit: _Unit, wish: Wish) -> str:
    """Who is to get it: an active member. Raises Required, PoolUnfit."""
    if wish.person is None:
        raise Required(pointer="/person", title={"zh-CN": "给谁", "en": "To whom"})
    organisation = organisation_of(unit.context.workspace, unit.tx.connection)
    person = organisation.person(wish.person)
    roles = organisation.roles(wish.person, unit.context.now())
    if person is None or not person.active or unit.pool.members.isdisjoint(roles):
        name = organisation.name(wish.person) or "—"
        reason = {"zh-CN": f"{name} 不是本公海的成员，不能接手。", "en": f"{name} is no member of this pool."}
        raise PoolUnfit(pointer="/person", reason=reason)
    return person.id


def _return(unit: _Unit, id: str, wish: Wish) -> PlatformError | None:
    row, found = unit.row(id)
    if found.holder is None:
        return None
    if found.holder != unit.me:
        unit.need_manager()
    reasons = unit.pool.reasons
    if reasons and wish.reason is None:
        raise Required(pointer="/reason", title={"zh-CN": "退回原因", "en": "Reason"})
    if wish.reason is not None and wish.reason not in reasons:
        raise InvalidValue(pointer="/reason", expected=listed_in_all(reasons.values()))
    words = None if wish.reason is None else in_both(reasons[wish.reason])
    unit.take(row, Act("returned", reason=wish.reason, words=words, comment=_comment(wish)))
    return None


def _put_in(unit: _Unit, id: str, wish: Wish) -> PlatformError | None:
    """A record that nobody's pool holds yet may be put in too: what it gets there makes it fit."""
    unit.need_manager()
    row = row_for_writing(unit.tx, unit.pool.form, id)
    if row is None:
        raise NotFound
    comment = _comment(wish)
    unit.take(row, Act("put_in", words=in_both(comment) if comment else PUT_IN, comment=comment))
    return None


def _protect(unit: _Unit, id: str, wish: Wish) -> PlatformError | None:
    unit.need_manager()
    context, tx = unit.context, unit.tx
    if wish.until is not None and wish.until <= context.now():
        raise InvalidValue(pointer="/until", expected={"zh-CN": "以后的时间", "en": "a moment to come"})
    _, found = unit.row(id)
    comment = _comment(wish)
    _set_place(unit, id, protected_by=unit.me, protected_until=wish.until, protected_why=comment)
    move(context, tx, unit.pool, id, Act("protected", comment=comment), person=found.holder)
    change_of(tx).entry("pool", unit.pool.name, id, "protected", [])
    return None


def _unprotect(unit: _Unit, id: str, wish: Wish) -> PlatformError | None:
    """It is looked at anew from now on; a warning comes first."""
    unit.need_manager()
    context, tx, pool = unit.context, unit.tx, unit.pool
    row, found = unit.row(id)
    timing.forget(context, tx, id)
    watched = found.holder is not None and timing.watches(pool, row)
    timer = timing.watch(context, tx, unit.plans, pool, id, context.now()) if watched else None
    _set_place(unit, id, protected_by=None, protected_until=None, protected_why=None, timer=timer)
    move(context, tx, pool, id, Act("unprotected", comment=_comment(wish)), person=found.holder)
    change_of(tx).entry("pool", pool.name, id, "unprotected", [])
    return None


def _set_place(unit: _Unit, id: str, **values: Any) -> None:
    unit.tx.execute(sa.update(pool_place).where(pool_place.c.record_id == id).values(values))


def _comment(wish: Wish) -> str | None:
    return (wish.comment or "").strip()[:_LONGEST] or None


_ACTS: dict[str, Callable[[_Unit, str, Wish], PlatformError | None]] = {
    "claim": _claim,
    "assign": _assign,
    "return": _return,
    "transfer": _transfer,
    "put_in": _put_in,
    "protect": _protect,
    "unprotect": _unprotect,
}
