"""Any two figures or lists side by side: metrics, views, a form's list under a filter, an export that was made.

A side is named "metric:app.key", "view:app.key", "list:app.form" or "export:id".
"""

from dataclasses import dataclass
from typing import Any

from ...runtime.calendars import local_day
from ...runtime.calendars.periods import Period, read_period
from ...runtime.context import Context
from ...runtime.definitions import Plans, plan_cache
from ...runtime.errors import InvalidValue, NotFound
from ...runtime.exports import queried
from ...runtime.expressions import Type
from ...runtime.forms import FormPlan, form_plan
from ...runtime.localized import LOCALES, Localized, text
from ...runtime.metrics import difference, listed, metric_plan, readable_metric
from ...runtime.metrics.asking import asked
from ...runtime.metrics.differing import Side, figure_side
from ...runtime.metrics.dimensions import title_of
from ...runtime.people import access_to
from ...runtime.records.querying.catalogue import find
from ...runtime.views import view_plan, views_of

_CREATED = "created_at"


@dataclass(frozen=True, slots=True)
class Asked:
    """One side as it is asked for. period: for a list, with the moment that places a record in it; filter: what is
    asked of a list beside the filter of its own."""

    name: str
    period: str | None = None
    moment: str | None = None
    filter: Any = None


def compare(context: Context, left: Asked, right: Asked) -> dict[str, Any]:
    """See `difference`. Raises NotFound, InvalidValue, MetricNotPermitted, UnknownField."""
    return difference(context, _side(context, left, "left"), _side(context, right, "right"))


def comparables(context: Context, app: str, form: str) -> dict[str, Any]:
    """{"items", "moments"}: what of a form can be compared, and the fields that may place a record in a period."""
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
    access = access_to(context, plans, app, form)
    if not access.may("read"):
        raise NotFound
    plan = form_plan(plans, app, form)
    items = [_item("list", plan.name, _all_of(plan), plan, False, context.locale)]
    for view in views_of(context, app, form):
        name = view["key"] if "." in view["key"] else f"{app}.{view['key']}"
        items.append(_item("view", name, view["title"], plan, False, context.locale))
    for other in plans.apps:
        for one in listed(context, other):
            metric = metric_plan(plans, other, one["key"])
            if one["permitted"] and metric.aggregate is not None and metric.form.name == plan.name:
                items.append(_item("metric", metric.name, one["title"], plan, one["by_period"], context.locale))
    moments = [key for key in (*plan.fields, _CREATED) if _is_moment(plan, key)]
    return {
        "items": items,
        "moments": [
            {"key": key, "title": text(title_of(plan, key), context.locale)}
            for key in moments
            if key == _CREATED or access.readable(key)
        ],
    }


def _item(kind: str, name: str, title: Localized, plan: FormPlan, by_period: bool, locale: str) -> dict[str, Any]:
    return {
        "key": f"{kind}:{name}",
        "kind": kind,
        "title": text(title, locale),
        "form": plan.name,
        "by_period": by_period,
    }


def _side(context: Context, asked_for: Asked, pointer: str) -> Side:
    kind, _, name = asked_for.name.partition(":")
    app, _, key = name.partition(".")
    if kind == "metric" and key:
        metric = readable_metric(context, app, key)
        try:
            periods = asked(context, metric, period=asked_for.period or "month").periods
        except InvalidValue as error:
            error.pointer = f"/{pointer}_period"
            raise
        return figure_side(metric, periods[0] if periods else None)
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
    if kind == "view" and key:
        return _view(context, plans, asked_for, app, key, pointer)
    if kind == "list" and key:
        form = _readable(context, plans, app, key)
        return _list(context, asked_for, form, _all_of(form), pointer)
    if kind == "export":
        return _export(context, plans, asked_for, name, pointer)
    expected = {
        "zh-CN": "metric:应用.指标、view:应用.视图、list:应用.表单 或 export:编号",
        "en": "metric:app.key, view:app.key, list:app.form or export:id",
    }
    raise InvalidValue(pointer=f"/{pointer}", expected=expected)


def _view(context: Context, plans: Plans, asked_for: Asked, app: str, key: str, pointer: str) -> Side:
    view = view_plan(plans, app, key)
    form = _readable(context, plans, view.form.app, view.form.key)
    # A view that its reader does not get is not there to be compared.
    if not any(one["key"] in (key, f"{app}.{key}") for one in views_of(context, form.app, form.key)):
        raise NotFound
    return _list(context, asked_for, form, view.title, pointer, view.look.query.filter)


def _export(context: Context, plans: Plans, asked_for: Asked, id: str, pointer: str) -> Side:
    run = queried(context, id)
    form = _readable(context, plans, run["app"], run["form"])
    title = {"zh-CN": f"导出 {run['file_name']}", "en": f"Export {run['file_name']}"}
    return _list(
        context, asked_for, form, title, pointer, run["query"]["filter"], run["query"]["search"] or "", run["total"]
    )


def _list(
    context: Context,
    asked_for: Asked,
    form: FormPlan,
    title: Localized,
    pointer: str,
    own: Any = None,
    search: str = "",
    told: int | None = None,
) -> Side:
    filters = [one for one in (own, asked_for.filter) if one is not None]
    where = {"all": filters} if len(filters) > 1 else filters[0] if filters else None
    moment = asked_for.moment or (_CREATED if asked_for.period else None)
    if moment is not None and not _is_moment(form, moment):
        expected = {"zh-CN": "日期或日期时间字段", "en": "a field with a day or moment"}
        raise InvalidValue(pointer=f"/{pointer}_moment", expected=expected)
    period = _period(context, asked_for.period, f"/{pointer}_period")
    kind = asked_for.name.partition(":")[0]
    return Side(asked_for.name, kind, title, form, where, moment if period else None, period, search, told=told)


def _period(context: Context, named: str | None, pointer: str) -> Period | None:
    if not named:
        return None
    try:
        return read_period(named, local_day(context.now(), context.workspace.zone))
    except InvalidValue as error:
        error.pointer = pointer
        raise


def _readable(context: Context, plans: Plans, app: str, form: str) -> FormPlan:
    if not access_to(context, plans, app, form).may("read"):
        raise NotFound
    return form_plan(plans, app, form)


def _is_moment(form: FormPlan, key: str) -> bool:
    found = find(form, key)
    if found is None or (key in form.fields and form.fields[key].derived):
        return False
    return found.type.expression_type(found.settings) in (Type.DATE, Type.DATETIME)


def _all_of(form: FormPlan) -> dict[str, str]:
    titles = {locale: text(form.title, locale) for locale in LOCALES}
    return {"zh-CN": f"全部{titles['zh-CN']}", "en": f"All: {titles['en']}"}
