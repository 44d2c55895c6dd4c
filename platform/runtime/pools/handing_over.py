"""Who holds how much, those who have left or are members no more first, and giving all of it to somebody else."""

from typing import Any

import sqlalchemy as sa

from ..context import Context
from ..definitions import plan_cache
from ..errors import Forbidden, PlatformError
from ..people import organisation_of
from .access import is_manager
from .moving import Wish, act
from .plan import PoolPlan, pools_on
from .standing import cared_for

_AT_ONCE = 200
_MOST = 5000


def holdings(context: Context, pool: PoolPlan) -> list[dict[str, Any]]:
    """[{"person", "held", "active", "member"}] for managers. Raises Forbidden."""
    if not is_manager(context.actor, pool):
        raise Forbidden
    plans, table = plan_cache(context.workspace).since(context.revision), pool.form.table
    holder = table.c[pool.holder]
    with context.workspace.database.read() as connection:
        cared = cared_for(pools_on(plans, pool.form.app, pool.form.key), pool, connection.dialect.name)
        counted = sa.select(holder, sa.func.count()).where(cared, holder.is_not(None)).group_by(holder)
        found = connection.execute(counted).all()
        organisation = organisation_of(context.workspace, connection)
    made = []
    for id, held in found:
        person = organisation.person(id)
        made.append(
            {
                "person": {"id": id, "name": organisation.name(id) or id},
                "held": held,
                "active": person is not None and person.active,
                "member": not pool.members.isdisjoint(organisation.roles(id, context.now())),
            }
        )
    return sorted(made, key=lambda one: (one["active"] and one["member"], -one["held"], one["person"]["name"]))


def hand_over(
    context: Context, pool: PoolPlan, person: str, to: str | None, comment: str | None
) -> list[tuple[str, PlatformError | None]]:
    """Give what a person holds to somebody else, or (None) back into the pool; each record by itself, at most 5,000 at
    a time. Raises Forbidden."""
    if not is_manager(context.actor, pool):
        raise Forbidden
    plans, table = plan_cache(context.workspace).since(context.revision), pool.form.table
    with context.workspace.database.read() as connection:
        cared = cared_for(pools_on(plans, pool.form.app, pool.form.key), pool, connection.dialect.name)
        wanted = sa.select(table.c.id).where(cared, table.c[pool.holder] == person).order_by(table.c.id)
        ids = list(connection.execute(wanted.limit(_MOST)).scalars())
    name = "put_in" if to is None else "transfer"
    done: list[tuple[str, PlatformError | None]] = []
    for begin in range(0, len(ids), _AT_ONCE):
        wish = Wish(person=to, comment=comment)
        done += act(context, pool.app, pool.key, name, ids[begin : begin + _AT_ONCE], wish)
    return done
