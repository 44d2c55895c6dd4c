"""Who sees which account of a ledger: readers and managers all, everybody his own, or that of a record he sees."""

import sqlalchemy as sa

from ..context import Context
from ..definitions import Plans
from ..errors import Forbidden, NotFound
from ..people import has_right, organisation_of
from ..records.querying.compiler import Reading
from ..records.rights import rights_on
from .plan import LedgerPlan, ledger_plan

# Who manages all records manages all ledgers.
_RIGHT = "records.all"


def is_manager(context: Context, plans: Plans, plan: LedgerPlan) -> bool:
    """Whether the actor posts and reverses by hand, and closes periods."""
    return not plan.managers.isdisjoint(context.actor.roles) or has_right(context, plans, _RIGHT)


def sees_all(context: Context, plans: Plans, plan: LedgerPlan) -> bool:
    """Whether the actor sees the accounts of all persons."""
    return not plan.readers.isdisjoint(context.actor.roles) or is_manager(context, plans, plan)


def ledgers_for(context: Context, plans: Plans, app: str) -> list[LedgerPlan]:
    """The ledgers of an app in which the actor sees an account at all."""
    found = [ledger_plan(plans, app, one.key) for one in plans.documents("ledger", app)]
    return [plan for plan in found if _sees_any(context, plans, plan)]


def ledger_for(context: Context, plans: Plans, app: str, key: str) -> LedgerPlan:
    """A ledger in which the actor sees an account. Raises NotFound."""
    plan = ledger_plan(plans, app, key)
    if not _sees_any(context, plans, plan):
        raise NotFound
    return plan


def managed(context: Context, plans: Plans, app: str, key: str) -> LedgerPlan:
    """A ledger that the actor manages. Raises NotFound, Forbidden."""
    plan = ledger_for(context, plans, app, key)
    if not is_manager(context, plans, plan):
        raise Forbidden
    return plan


def check_account(
    context: Context, connection: sa.Connection, plans: Plans, plan: LedgerPlan, account: str | None
) -> str:
    """The account, if the actor may see it. Raises NotFound for one that is not there or not for these eyes."""
    if account is None:
        raise NotFound
    if plan.form is not None:
        return Reading(context, connection, plans, plan.form).one(account).id
    person = organisation_of(context.workspace, connection).person(account)
    if person is None or not (account == context.actor.person_id or sees_all(context, plans, plan)):
        raise NotFound
    return account


def _sees_any(context: Context, plans: Plans, plan: LedgerPlan) -> bool:
    """Of persons' accounts everybody with a role of the app sees his own."""
    if plan.form is not None:
        return bool(rights_on(context, plans, plan.form).grants)
    own = {f"{one.app}.{one.key}" for one in plans.documents("role", plan.app)}
    return sees_all(context, plans, plan) or not own.isdisjoint(context.actor.roles)
