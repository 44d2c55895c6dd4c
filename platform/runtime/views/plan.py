"""A view compiled: its form, its type, and what it looks at."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..definitions import Definition, Plans
from ..errors import InvalidDefinition, LimitExceeded, NotFound
from ..forms import FormPlan, form_plan
from ..forms.locating import located, wrong
from ..forms.settings_loading import load_settings
from ..localized import LOCALES, Localized, text
from ..records.querying.question import check_budget
from .view import Look, ViewType, view_types

_LAST = 1000


@dataclass(frozen=True, slots=True, eq=False)
class ViewPlan:
    """Immutable, shared by all requests of one published state. `position` orders the views of a form, least
    first; `beyond` is what its type looks at in other forms."""

    app: str
    key: str
    title: Localized
    position: int
    form: FormPlan
    type: ViewType
    look: Look
    beyond: Any


def view_plan(plans: Plans, app: str, key: str) -> ViewPlan:
    """The compiled view. Raises NotFound, InvalidDefinition."""
    return plans.once(("view", app, key), lambda: _compile(plans, plans.get("view", app, key)))


def _compile(plans: Plans, definition: Definition) -> ViewPlan:
    document = definition.document
    with located("", _named(document)):
        form = _form(plans, definition.app, document["form"])
        with located("/type"):
            type_ = view_types.get(document["type"])
        with located("/settings"):
            settings = document.get("settings", {})
            look = look_of(type_, settings, form)
            beyond = type_.beyond(load_settings(type_.Settings(), settings), form, plans)
    return ViewPlan(
        app=definition.app,
        key=definition.key,
        title=document["title"],
        position=document.get("position", _LAST),
        form=form,
        type=type_,
        look=look,
        beyond=beyond,
    )


def look_of(type_: ViewType, settings: Any, form: FormPlan) -> Look:
    """What a view of that type with these settings looks at. Raises InvalidDefinition with a pointer into them."""
    look = type_.look(load_settings(type_.Settings(), settings), form)
    _check_cost(look)
    return look


def _form(plans: Plans, app: str, key: str) -> FormPlan:
    try:
        return form_plan(plans, app, key)
    except NotFound:
        raise wrong("/form", f"没有名为「{key}」的表单", f"there is no form named {key}") from None


def _check_cost(look: Look) -> None:
    """What a request could not ask, a view does not either."""
    try:
        check_budget(look.query)
    except LimitExceeded as error:
        reason = {locale: error.sentence(locale) for locale in LOCALES}
        raise InvalidDefinition(pointer="", reason=reason) from None


def _named(document: Mapping[str, Any]) -> Localized:
    title = document.get("title") or document.get("key", "")
    shown = {locale: text(title, locale) for locale in LOCALES}
    return {"zh-CN": f"视图「{shown['zh-CN']}」", "en": f"view {shown['en']}"}
