"""Who sees which page, and how one is described to him before any of its figures is there."""

from typing import Any

import sqlalchemy as sa

from ..context import Context
from ..definitions import Plans, plan_cache
from ..errors import NotFound
from ..localized import text
from ..people import access_to
from .plan import FilterPlan, PagePlan, page_plan


def listed(context: Context, app: str) -> list[dict[str, Any]]:
    """[{"key", "title", "home"}] of the app's pages that the reader sees, in order; home: it is that of his role."""
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
    return [
        {"key": page.key, "title": text(page.title, context.locale), "home": bool(page.home_of & context.actor.roles)}
        for page in pages_for(context, plans, app)
    ]


def pages_for(context: Context, plans: Plans, app: str) -> list[PagePlan]:
    """The app's pages that the reader sees, in order."""
    found = [page_plan(plans, one.app, one.key) for one in plans.documents("page", app)]
    found = [page for page in found if _shows(context, plans, page)]
    return sorted(found, key=lambda page: (page.position, page.key))


def readable_page(context: Context, app: str, key: str) -> PagePlan:
    """The page. Raises NotFound when it is absent or not for these eyes."""
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
    page = page_plan(plans, app, key)
    if not _shows(context, plans, page):
        raise NotFound
    return page


def described(context: Context, page: PagePlan) -> dict[str, Any]:
    """Filters with what may be chosen, and blocks with their places: all that a page needs to be drawn empty."""

    def said(words: Any) -> str | None:
        return None if words is None else text(words, context.locale)

    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
        options = {key: _options(context, connection, plans, page, one) for key, one in page.filters.items()}
    shown = {key: one for key, one in page.filters.items() if options[key] is not None}
    return {
        "app": page.app,
        "key": page.key,
        "title": said(page.title),
        "description": said(page.description),
        "filters": [
            {
                "key": key,
                "title": said(one.title),
                "control": one.type.control,
                "value": one.type.default(context, one.default),
                "options": options[key],
            }
            for key, one in shown.items()
        ],
        "blocks": [
            {
                "key": block.key,
                "type": block.type.key,
                "title": said(block.title),
                "width": block.width,
                "rows": block.rows,
                "follows": [key for key in shown if key in block.follows],
                # What has nothing to narrow is not said to stand aside.
                "narrows": bool(block.content.metrics) or block.content.form is not None,
            }
            for block in page.blocks
        ],
    }


def _options(
    context: Context, connection: sa.Connection, plans: Plans, page: PagePlan, filter: FilterPlan
) -> list[dict[str, str]] | None:
    return filter.type.options(context, connection, plans, page.app, filter.settings)


def _shows(context: Context, plans: Plans, page: PagePlan) -> bool:
    if page.shown_to is not None:
        return context.actor.kind == "system" or bool(page.shown_to & context.actor.roles)
    return any(access_to(context, plans, one.app, one.key).grants for one in plans.documents("form", page.app))
