"""Views that a person saved: his own, or shared with everybody or with roles. What another may not read stays hidden
from him as in any view; a shared view that filters by a field he does not see is absent for him."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from ..context import Context
from ..definitions import Plans, plan_cache
from ..errors import Forbidden, InvalidValue, LimitExceeded, NotFound
from ..forms import FormPlan, form_plan
from ..identifiers import new_id
from ..people import ADMINISTRATOR, access_to, has_right
from ..storage import Transaction
from .dressing import Dress
from .plan import look_of
from .tables import first_view, saved_view
from .view import Look, view_types

SHARE = "views.share"
_MOST_OWN = 60
_LONGEST_TITLE = 60


def save_view(context: Context, app: str, form: str, title: str, type: str, settings: Mapping[str, Any]) -> str:
    """Save a view of one's own; returns its id. Raises NotFound, InvalidValue, InvalidDefinition, LimitExceeded."""
    plans = plan_cache(context.workspace).since(context.revision)
    _check(context, plans, app, form, type, settings)
    id, person = new_id(), _person(context)
    values: dict[str, Any] = {"id": id, "app": app, "form": form, "person_id": person, "type": type, "shared": None}
    values |= {"title": _title(title), "settings": dict(settings), "changed_at": context.now()}
    t = saved_view
    # How one looks at records is no change of business data: no entry in the change record.
    with context.workspace.database.write() as tx:
        own = sa.select(sa.func.count()).select_from(t).where(t.c.person_id == person, t.c.app == app, t.c.form == form)
        if tx.execute(own).scalar_one() >= _MOST_OWN:
            raise LimitExceeded(what={"zh-CN": "一个表单的个人视图数", "en": "own views of a form"}, limit=_MOST_OWN)
        tx.execute(sa.insert(t).values(**values))
    return id


def change_view(context: Context, app: str, form: str, id: str, changes: Mapping[str, Any]) -> None:
    """Rename a view of one's own, set it anew or share it. `changes`: of "title", "settings", "shared" those that
    change. Raises NotFound for another's, Forbidden without the right to share, and as `save_view`."""
    plans = plan_cache(context.workspace).since(context.revision)
    values: dict[str, Any] = {"changed_at": context.now()}
    if "title" in changes:
        values["title"] = _title(changes["title"])
    if "shared" in changes:
        if changes["shared"] is not None and not has_right(context, plans, SHARE):
            raise Forbidden
        values["shared"] = _shared(changes["shared"], plans)
    with context.workspace.database.write() as tx:
        row = _own(context, tx, app, form, id)
        if "settings" in changes:
            _check(context, plans, app, form, row.type, changes["settings"])
            values["settings"] = dict(changes["settings"])
        tx.execute(sa.update(saved_view).where(saved_view.c.id == id).values(**values))


def remove_view(context: Context, app: str, form: str, id: str) -> None:
    """Remove a view of one's own. Raises NotFound."""
    with context.workspace.database.write() as tx:
        _own(context, tx, app, form, id)
        tx.execute(sa.delete(saved_view).where(saved_view.c.id == id))
        tx.execute(sa.delete(first_view).where(first_view.c.view == id))


def begin_with(context: Context, app: str, form: str, view: str | None) -> None:
    """The view with which the acting person begins at a form; None: with the first."""
    t, person = first_view, _person(context)
    place = {"person_id": person, "app": app, "form": form}
    with context.workspace.database.write() as tx:
        tx.execute(sa.delete(t).where(*(t.c[name] == value for name, value in place.items())))
        if view is not None:
            tx.execute(sa.insert(t).values(**place, view=view))


def saved_for(context: Context, connection: sa.Connection, app: str, form: str) -> list[Any]:
    """The rows that are for the acting person, the oldest first: his own and those shared with him."""
    t, actor = saved_view, context.actor
    if actor.person_id is None:
        return []
    mine = t.c.person_id == actor.person_id
    found = connection.execute(
        sa.select(t).where(t.c.app == app, t.c.form == form, sa.or_(mine, t.c.shared.is_not(None))).order_by(t.c.id)
    )
    return [row for row in found if row.person_id == actor.person_id or _is_for(row.shared, actor.roles)]


def first_of(context: Context, connection: sa.Connection, app: str, form: str) -> str | None:
    """The view with which the acting person begins, if he chose one."""
    t = first_view
    mine = sa.select(t.c.view).where(t.c.person_id == context.actor.person_id, t.c.app == app, t.c.form == form)
    return connection.execute(mine).scalar_one_or_none()


def look_of_saved(form: FormPlan, type: str, settings: Mapping[str, Any]) -> Look:
    """What a saved view looks at. Raises InvalidDefinition where the form has changed since."""
    return look_of(view_types.get(type), settings, form)


def _is_for(shared: Any, roles: frozenset[str]) -> bool:
    if not isinstance(shared, dict):
        return False
    return shared.get("all") is True or ADMINISTRATOR in roles or bool(roles & set(shared.get("roles", ())))


def _own(context: Context, tx: Transaction, app: str, form: str, id: str) -> Any:
    t = saved_view
    mine = (t.c.id == id, t.c.app == app, t.c.form == form, t.c.person_id == context.actor.person_id)
    row = tx.execute(sa.select(t).where(*mine)).one_or_none()
    if row is None:
        raise NotFound
    return row


def _check(context: Context, plans: Plans, app: str, form: str, type: str, settings: Mapping[str, Any]) -> None:
    """One's own view names what one may read."""
    access = access_to(context, plans, app, form)
    if not access.may("read"):
        raise NotFound
    if type not in view_types:
        raise InvalidValue(pointer="/type", expected={"zh-CN": "一种视图类型", "en": "a type of views"})
    look = look_of_saved(form_plan(plans, app, form), type, settings)
    named = {*look.columns, *look.reads, *look.parts.values(), *_dressed(look.dress)}
    if hidden := sorted(key for key in named if not access.readable(key)):
        expected = {"zh-CN": "你能看到的字段", "en": "fields that you may see"}
        raise InvalidValue(pointer=f"/settings/{hidden[0]}", expected=expected)


def _dressed(dress: Dress | None) -> set[str]:
    return set() if dress is None else {*dress.group, *(key for one in dress.colors for key in one.reads)}


def _shared(wish: Any, plans: Plans) -> dict[str, Any] | None:
    if wish is None:
        return None
    if wish == {"all": True}:
        return {"all": True}
    roles = wish.get("roles") if isinstance(wish, dict) and set(wish) == {"roles"} else None
    known = {ADMINISTRATOR, *(f"{role.app}.{role.key}" for role in plans.documents("role"))}
    if not isinstance(roles, list) or not roles or not all(isinstance(one, str) and one in known for one in roles):
        expected = {"zh-CN": "所有人，或至少一个角色", "en": "everybody, or at least one role"}
        raise InvalidValue(pointer="/shared", expected=expected)
    return {"roles": sorted(set(roles))}


def _title(title: str) -> str:
    name = title.strip()
    if not 0 < len(name) <= _LONGEST_TITLE:
        expected = {"zh-CN": f"1–{_LONGEST_TITLE} 个字的名称", "en": f"a name of 1 to {_LONGEST_TITLE} characters"}
        raise InvalidValue(pointer="/title", expected=expected)
    return name


def _person(context: Context) -> str:
    if context.actor.person_id is None:
        raise Forbidden
    return context.actor.person_id
