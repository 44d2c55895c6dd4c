"""What pools make of the grants on their form: who may claim sees of what lies there the named fields and nothing else.

As it is part of the grants, it holds wherever records are read: lists, single records, search, counts, exports.
"""

from dataclasses import replace

from ..context import Actor, Context
from ..definitions import Plans
from ..people import FieldRight, FormAccess, Grant
from ..people.access import access_rule
from ..people.grants import every
from .plan import PoolPlan, pools_on
from .standing import lying_tree


def is_member(actor: Actor, pool: PoolPlan) -> bool:
    """Whether the actor may claim from the pool."""
    return actor.person_id is not None and not pool.members.isdisjoint(actor.roles)


def is_manager(actor: Actor, pool: PoolPlan) -> bool:
    """Whether the actor may assign what lies in it."""
    return actor.person_id is not None and not pool.managers.isdisjoint(actor.roles)


def as_app(context: Context, pool: PoolPlan) -> Context:
    """The surroundings of an act of the pool itself."""
    return context.acting_as(Actor(kind="app", app=pool.app, name=pool.app, on_behalf_of=context.actor.person_id))


@access_rule
def narrowed(actor: Actor, plans: Plans, access: FormAccess) -> FormAccess:
    """Members' other grants leave out what lies in the pool; managers keep theirs."""
    form_pools = pools_on(plans, access.app, access.form) if actor.kind == "person" else ()
    grants, added = access.grants, []
    for pool in form_pools:
        member, manager = is_member(actor, pool), is_manager(actor, pool)
        if not member and not manager:
            continue
        lying = lying_tree(form_pools, pool)
        if not manager:
            grants = tuple(_without(grant, lying) for grant in grants)
        shown: dict[str, FieldRight] = dict.fromkeys((*pool.shows, *pool.conditioned), "read")
        added.append(Grant(f"pool:{pool.name}", frozenset({"read"}), {"read": lying}, shown))
    return replace(access, grants=(*grants, *added)) if added else access


def _without(grant: Grant, lying: object) -> Grant:
    if "read" not in grant.verbs:
        return grant
    return replace(grant, row_trees=grant.row_trees | {"read": every([grant.rows("read"), {"!": lying}])})
