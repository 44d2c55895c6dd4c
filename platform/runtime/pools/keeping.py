"""Keep in step with records since when, why and from whom each lies in its pool or is held: a follower writes it in the
transaction that writes the record, whoever writes and by whatever way.

An act of this room says beforehand what it is (`acting`); without that the change tells for itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from ..context import Context
from ..definitions import Plans
from ..forms import FormPlan
from ..identifiers import new_id
from ..records.followers import Follower, Written, follower
from ..storage import Transaction
from ..storage.inserting import insert_on
from ..storage.prepared import Prepared
from . import timing
from .plan import PoolPlan, pools_on
from .standing import Standing, standing
from .tables import pool_move, pool_place
from .words import CREATED, EMPTIED, RESTORED, SWITCHED

_ACTS = "pool_acts"
BLANK: dict[str, Any] = dict.fromkeys(pool_place.c.keys())
_NEW_PLACE = Prepared(sa.insert(pool_place), list(pool_place.c.keys()))
_NEW_MOVE = Prepared(sa.insert(pool_move), list(pool_move.c.keys()))


@dataclass(frozen=True, slots=True)
class Act:
    """Why a record moves. `words`: the cause, one text per language."""

    act: str
    reason: str | None = None
    words: Mapping[str, str] | None = None
    comment: str | None = None


def acting(tx: Transaction, record_id: str, act: Act) -> None:
    """What the next write of the record in this unit is about."""
    tx.extras.setdefault(_ACTS, {})[record_id] = act


@follower
def keeper(plans: Plans, plan: FormPlan) -> Follower | None:
    """Nothing for a form without pools."""
    pools = pools_on(plans, plan.app, plan.key)
    return _Keeper(plans, pools) if pools else None


class _Keeper:
    """Follows the records of one form."""

    def __init__(self, plans: Plans, pools: Sequence[PoolPlan]) -> None:
        self._plans = plans
        self._pools = pools

    def __call__(self, context: Context, tx: Transaction, written: Written) -> None:
        row = written.row
        act = tx.extras.get(_ACTS, {}).pop(row["id"], None)
        after = None if written.event == "delete" else standing(self._pools, row)
        if written.event == "create":
            if after is not None:
                self._begin(context, tx, row, after, act)
            return
        before = None if written.event == "restore" else standing(self._pools, written.before)
        if act is not None and before == after and after is not None and after.holder is None:
            self._explain(context, tx, row, after.pool, act)
        elif before != after:
            self._move(context, tx, row, before, after, act or _told(before, after, written.event))
        elif after is not None and after.holder and written.before is not None:
            self._follow(context, tx, row, after.pool, written.before)

    def _begin(
        self, context: Context, tx: Transaction, row: Mapping[str, Any], after: Standing, act: Act | None
    ) -> None:
        """A new record. Nothing is asked of the database, so that the unit may keep its statements together."""
        told = act or Act("put_in", words=CREATED)
        tx.later(_NEW_PLACE, self._placed(context, tx, row, after, None, told))
        if after.holder is None:
            tx.later(_NEW_MOVE, _moved(context, after.pool, row["id"], told))

    def _move(
        self,
        context: Context,
        tx: Transaction,
        row: Mapping[str, Any],
        before: Standing | None,
        after: Standing | None,
        act: Act,
    ) -> None:
        timing.forget(context, tx, row["id"])
        from_person = before.holder if before is not None else None
        if after is None:
            tx.execute(sa.delete(pool_place).where(pool_place.c.record_id == row["id"]))
            if before is not None:
                move(context, tx, before.pool, row["id"], act, from_person=from_person)
            return
        write_place(tx, self._placed(context, tx, row, after, from_person, act))
        # Who holds it holds it still, in the care of another pool.
        if before is None or after.holder is None or before.holder != after.holder:
            move(context, tx, after.pool, row["id"], act, person=after.holder, from_person=from_person)

    def _explain(self, context: Context, tx: Transaction, row: Mapping[str, Any], pool: PoolPlan, act: Act) -> None:
        """It lay there already, and now somebody says why."""
        said = {"act": act.act, "reason": act.reason, "words": act.words}
        tx.execute(sa.update(pool_place).where(pool_place.c.record_id == row["id"]).values(said))
        move(context, tx, pool, row["id"], act)

    def _follow(
        self, context: Context, tx: Transaction, row: Mapping[str, Any], pool: PoolPlan, before: Mapping[str, Any]
    ) -> None:
        """A held record was changed: that may be follow-up, or begin or end what keeps it from being taken back."""
        if pool.recycle is None:
            return
        changed: dict[str, Any] = {}
        if any(before[key] != row[key] for key in pool.recycle.fields):
            changed["active_at"] = context.now()
        if timing.watches(pool, row) and not timing.watches(pool, before):
            changed["timer"] = timing.watch(context, tx, self._plans, pool, row["id"])
        if changed:
            tx.execute(sa.update(pool_place).where(pool_place.c.record_id == row["id"]).values(changed))

    def _placed(
        self,
        context: Context,
        tx: Transaction,
        row: Mapping[str, Any],
        after: Standing,
        from_person: str | None,
        act: Act,
    ) -> dict[str, Any]:
        watched = after.holder is not None and timing.watches(after.pool, row)
        return BLANK | {
            "record_id": row["id"],
            "form": after.pool.form.name,
            "pool": after.pool.name,
            "state": after.state,
            "holder": after.holder,
            "since": context.now(),
            "act": act.act,
            "from_person": from_person,
            "reason": act.reason,
            "words": act.words if after.holder is None else None,
            "timer": timing.watch(context, tx, self._plans, after.pool, row["id"]) if watched else None,
        }


def _told(before: Standing | None, after: Standing | None, event: str) -> Act:
    """What a move is that nobody announced."""
    if after is None:
        return Act("left")
    if after.holder is None:
        switched = before is not None and before.holder is None
        return Act("put_in", words=RESTORED if event == "restore" else SWITCHED if switched else EMPTIED)
    return Act("transferred" if before is not None and before.holder else "assigned")


def write_place(tx: Transaction, values: dict[str, Any]) -> None:
    """Write where a record stands, in place of what was said of it before."""
    rest = {name: value for name, value in values.items() if name != "record_id"}
    statement = insert_on(tx.dialect.name, pool_place).values(values)
    tx.execute(statement.on_conflict_do_update(index_elements=["record_id"], set_=rest))


def move(
    context: Context,
    tx: Transaction,
    pool: PoolPlan,
    record_id: str,
    act: Act,
    *,
    person: str | None = None,
    from_person: str | None = None,
) -> None:
    """Keep a move."""
    tx.execute(sa.insert(pool_move).values(_moved(context, pool, record_id, act, person, from_person)))


def _moved(
    context: Context,
    pool: PoolPlan,
    record_id: str,
    act: Act,
    person: str | None = None,
    from_person: str | None = None,
) -> dict[str, Any]:
    return {
        "id": new_id(),
        "pool": pool.name,
        "form": pool.form.name,
        "record_id": record_id,
        "at": context.now(),
        "act": act.act,
        "by": context.actor.on_behalf_of or context.actor.identity,
        "person": person,
        "from_person": from_person,
        "reason": act.reason,
        "words": act.words,
        "comment": act.comment,
    }
