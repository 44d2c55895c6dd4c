"""What who comes in by an intake may do: add records with the fields that it names, and nothing else at all."""

from dataclasses import replace

from ..context import Actor
from ..definitions import Plans
from ..people.access import FormAccess, access_rule
from ..people.grants import Grant, Verb
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
            # Who puts in files imports, which takes a right of its own and shows nothing.
            verbs: frozenset[Verb] = frozenset({"create", "import"} if plan.channel.takes_files else {"create"})
            grants.append(Grant(role, verbs, {}, dict.fromkeys(plan.writes, "write")))
    return replace(access, grants=tuple(grants))
