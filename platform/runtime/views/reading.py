"""Which views of a form a reader gets, those of its app and those that persons saved, cut down to the fields he may
read."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from ..context import Context
from ..definitions import Plans, plan_cache
from ..errors import InvalidDefinition, NotFound
from ..forms import FormPlan, form_plan
from ..localized import text
from ..people import FormAccess, access_to, organisation_of
from .plan import view_plan
from .saved import first_of, look_of_saved, saved_for
from .view import Look, view_types


def views_of(context: Context, app: str, form: str) -> list[dict[str, Any]]:
    """[{"key", "title", "type", "columns", "parts", "options", "filter", "sort", "limit", "layout", "saved", "problem",
    "first"}] in order.

    Raises NotFound for who reads nothing.

    A view that filters by a field hidden from the reader is absent, as is one of which he would see no column. `saved`
    tells of a person's view whose it is and with whom it is shared; one's own that does not fit the form any more has
    no columns and says why in "problem". `first`: whether the reader begins with it.
    """
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
        access = access_to(context, plans, app, form)
        if not access.may("read"):
            raise NotFound
        views = [*_declared(context, plans, access, app, form), *_saved(context, connection, plans, access, app, form)]
        first = first_of(context, connection, app, form)
    return [view | {"first": view["key"] == first} for view in views]


def _declared(context: Context, plans: Plans, access: FormAccess, app: str, form: str) -> Iterator[dict[str, Any]]:
    found = [view_plan(plans, one.app, one.key) for one in plans.documents("view")]
    of_form = [view for view in found if (view.form.app, view.form.key) == (app, form)]
    of_form.sort(key=lambda view: (view.position, view.app, view.key))
    for view in of_form:
        key = view.key if view.app == view.form.app else f"{view.app}.{view.key}"
        named = {"key": key, "title": text(view.title, context.locale), "type": view.type.key}
        if (shown := _shown(view.form, view.look, access, context.locale)) is not None:
            yield named | shown | {"saved": None, "problem": None}


def _saved(
    context: Context, connection: sa.Connection, plans: Plans, access: FormAccess, app: str, form: str
) -> Iterator[dict[str, Any]]:
    rows = saved_for(context, connection, app, form)
    if not rows:
        return
    plan, people = form_plan(plans, app, form), organisation_of(context.workspace, connection)
    for row in rows:
        mine = row.person_id == context.actor.person_id
        whose = {"mine": mine, "owner": people.name(row.person_id) or "", "shared": row.shared}
        named = {"key": row.id, "title": row.title, "type": row.type, "saved": whose}
        problem: InvalidDefinition | None = None
        shown: dict[str, Any] | None = None
        if row.type in view_types:
            try:
                shown = _shown(plan, look_of_saved(plan, row.type, row.settings), access, context.locale)
            except InvalidDefinition as error:
                problem = error
        if shown is not None:
            yield named | shown | {"problem": None}
        elif mine:
            reason = "" if problem is None else problem.sentence(context.locale)
            yield named | _NOTHING | {"problem": reason}


_NOTHING: dict[str, Any] = {
    "columns": [],
    "parts": {},
    "options": {},
    "filter": None,
    "sort": [],
    "limit": 1,
    "layout": {},
}


def may_see(look: Look, access: FormAccess) -> bool:
    """Whether the reader gets the view at all."""
    some = any(access.readable(key) for key in look.columns)
    return some and all(access.readable(key) for key in look.reads)


def _shown(form: FormPlan, look: Look, access: FormAccess, locale: str) -> dict[str, Any] | None:
    columns = [key for key in look.columns if access.readable(key)]
    if not may_see(look, access):
        return None
    sort = [
        step for step in look.query.sort if (key := step.removeprefix("-")) not in form.fields or access.readable(key)
    ]
    return {
        "columns": columns,
        "parts": {part: key for part, key in look.parts.items() if access.readable(key)},
        "options": dict(look.options),
        "filter": look.query.filter,
        "sort": sort,
        "limit": look.query.limit,
        "layout": {} if look.dress is None else look.dress.shown_to(access, locale),
    }
