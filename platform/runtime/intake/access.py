"""What who comes in by an intake may do: add records with the fields that it names, and nothing else at all."""

from dataclasses import replace

from ..context import Actor
from ..definitions import Plans
from ..people.access import FormAccess, access_rule
from ..people.grants import Grant
from .plan import ROLE, intake_plan


@access_rule
def may_add(actor: Actor, plans: Plans, access: FormAccess) -> FormAccess:
    """The rows stay hidden, those just added too."""
    if actor.kind != "public":
        return access
    grants = []
    for role in actor.roles:
        app, _, key = role.removeprefix(ROLE).partition(".")
        if not role.startswith(ROLE) or plans.find("intake", app, key) is None:
            continue
        plan = intake_plan(plans, app, key)
        if (plan.form.app, plan.form.key) == (access.app, access.form):
            grants.append(Grant(role, frozenset({"create"}), {}, dict.fromkeys(plan.writes, "write")))
    return replace(access, grants=tuple(grants))
