"""Homes: the pages on which a person begins, by his roles, and the one of them that he has chosen."""

from typing import Any

import sqlalchemy as sa

from ..context import Context
from ..definitions import Plans, plan_cache
from ..errors import NotFound
from ..localized import text
from .plan import PagePlan
from .reading import pages_for
from .tables import home_choice


def homes(context: Context) -> dict[str, Any]:
    """{"items": [{"app", "app_title", "key", "title"}], "chosen": "app.key" or None}; the first is where he begins who
    has chosen none."""
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
        mine = sa.select(home_choice.c.page).where(home_choice.c.person_id == (context.actor.person_id or ""))
        chosen = connection.execute(mine).scalar_one_or_none()
    found = _homes(context, plans)
    return {
        "items": [
            {
                "app": page.app,
                "app_title": text(plans.apps[page.app].manifest.get("title", page.app), context.locale),
                "key": page.key,
                "title": text(page.title, context.locale),
            }
            for page in found
        ],
        "chosen": chosen if any(page.name == chosen for page in found) else None,
    }


def choose_home(context: Context, page: str) -> None:
    """Begin on that page, "app.key", from now on. Raises NotFound unless it is one of his homes."""
    person = context.actor.person_id
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
    if person is None or all(one.name != page for one in _homes(context, plans)):
        raise NotFound
    t = home_choice
    # A habit of his is no change of business data: no entry in the change record.
    with context.workspace.database.write() as tx:
        if tx.execute(sa.update(t).where(t.c.person_id == person).values(page=page)).rowcount == 0:
            tx.execute(sa.insert(t).values(person_id=person, page=page))


def _homes(context: Context, plans: Plans) -> list[PagePlan]:
    mine = context.actor.roles
    return [page for app in plans.apps for page in pages_for(context, plans, app) if page.home_of & mine]
