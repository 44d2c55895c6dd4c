"""Which views of a form a reader gets, cut down to the fields he may read."""

from typing import Any

from ..context import Context
from ..definitions import plan_cache
from ..errors import NotFound
from ..localized import text
from ..people import FormAccess, access_to
from .plan import ViewPlan, view_plan


def views_of(context: Context, app: str, form: str) -> list[dict[str, Any]]:
    """[{"key", "title", "type", "columns", "parts", "options", "filter", "sort", "limit"}] in order.

    Raises NotFound for who reads nothing.

    A view that filters by a field hidden from the reader is absent, as is one of which he would see no column.
    """
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
    access = access_to(context, plans, app, form)
    if not access.may("read"):
        raise NotFound
    found = [view_plan(plans, one.app, one.key) for one in plans.documents("view")]
    of_form = [view for view in found if (view.form.app, view.form.key) == (app, form)]
    of_form.sort(key=lambda view: (view.position, view.app, view.key))
    return [shown for view in of_form if (shown := _shown(view, access, context.locale)) is not None]


def _shown(view: ViewPlan, access: FormAccess, locale: str) -> dict[str, Any] | None:
    columns = [key for key in view.look.columns if access.readable(key)]
    if not columns or not all(access.readable(key) for key in view.look.reads):
        return None
    fields = view.form.fields
    sort = [
        step for step in view.look.query.sort if (key := step.removeprefix("-")) not in fields or access.readable(key)
    ]
    return {
        "key": view.key if view.app == view.form.app else f"{view.app}.{view.key}",
        "title": text(view.title, locale),
        "type": view.type.key,
        "columns": columns,
        "parts": {part: key for part, key in view.look.parts.items() if access.readable(key)},
        "options": dict(view.look.options),
        "filter": view.look.query.filter,
        "sort": sort,
        "limit": view.look.query.limit,
    }
