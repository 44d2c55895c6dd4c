"""Which pilots hold for a person: those of the departments he belongs to, and of those above them."""

from ..context import Context
from ..definitions import pilots_of, plan_cache, where_pilots_hold
from .organisation import organisation_of


def in_his_pilots(context: Context) -> Context:
    """The surroundings in which the pilots of the actor's departments hold; the same where there is none."""
    person = context.actor.person_id
    if person is None or not plan_cache(context.workspace).since(context.revision).pilots:
        return context
    within = organisation_of(context.workspace).within(person, context.now())
    return where_pilots_hold(context, pilots_of(context, within))
