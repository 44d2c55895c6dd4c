"""A form as a person would see it if all drafts of its app were published now. Nothing is written."""

from dataclasses import replace

import sqlalchemy as sa

from ...runtime.context import Context
from ...runtime.definitions import Plans, plan_cache
from ...runtime.errors import NotFound, Problems
from ...runtime.forms import FormPlan, form_plan
from ...runtime.people import ADMINISTRATOR, FormAccess, access_to
from .judging import judged, prospect
from .tables import draft


def form_preview(context: Context, app: str, form: str, role: str | None) -> tuple[FormPlan, FormAccess]:
    """The form of the drafts, and what somebody with `role` ("app.role") alone may do with it; without one, all.
    Raises NotFound, and Problems with what is wrong with the form."""
    plans = _after(context, app, form)
    if plans.find("form", app, form) is None or (role is not None and plans.find("role", app, role) is None):
        raise NotFound
    actor = replace(context.actor, roles=frozenset({role or ADMINISTRATOR}))
    return form_plan(plans, app, form), access_to(replace(context, actor=actor), plans, app, form)


def _after(context: Context, app: str, form: str) -> Plans:
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
        rows = connection.execute(sa.select(draft).where(draft.c.app == app)).all()
    if app not in plans.apps:
        raise NotFound
    wrong = [one for one in judged(plans, app, rows) if (one.kind, one.key) == ("form", form)]
    if wrong:
        raise Problems([one.error for one in wrong])
    return prospect(plans, app, {(row.kind, row.key): row.document for row in rows})
