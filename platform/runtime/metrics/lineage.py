"""Lineage: what a figure is, in words. Its source, filter, moment and aggregate, the fields it reads, and how many of
the records one may see were left out of it, and why."""

from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from ..calendars.periods import Period
from ..context import Context
from ..definitions import Plans, plan_cache
from ..errors import NotFound
from ..forms import FormPlan
from ..localized import LOCALES, listed, text
from ..people import KINDS, Naming, organisation_of
from ..records.derived.formulas import print_tree
from ..records.reading import open_reading, reader_of, reading_of, titles
from .calendars_in_use import calendars_in_use
from .dimensions import title_of
from .errors import MetricNotPermitted
from .limits import DAY
from .obligations import ObligationPlan
from .obligations.words import told
from .periods_sql import bounds_of
from .plan import MetricPlan
from .rows import Rows
from .words import Telling

_NOW = {"zh-CN": "现状，不分期间", "en": "as things stand now, not by period"}
_ALL = {"zh-CN": "不筛选，全部记录", "en": "none: all records"}
_DAY = {"zh-CN": "期末日期", "en": "the end of the period"}
_SUM = {
    "zh-CN": "记录数和去重计数为 0 时显示 0；没有可计算的记录或分母为 0 时显示「无数据」",
    "en": "Counts of nothing are 0; without records to work with, or with a denominator of 0, there is no data.",
}

_NOT_DUE = {
    "zh-CN": "还没到期的不计入；没有到期的事项时，占比显示「无数据」",
    "en": "What is not due yet does not count; where nothing is due, a share is no data.",
}
_DUTIES: dict[str, dict[str, str]] = {
    "due": {"zh-CN": "已到期的应做事项数", "en": "duties that are due"},
    "on_time": {"zh-CN": "按时完成的数量", "en": "duties done on time"},
    "late": {"zh-CN": "迟交的数量", "en": "duties done late"},
    "missing": {"zh-CN": "没有做的数量", "en": "duties not done"},
    "done": {"zh-CN": "已完成的数量（含迟交）", "en": "duties done, late or not"},
}


def telling(context: Context, connection: sa.Connection, plans: Plans, form: FormPlan) -> Telling:
    """Words about a form for the context's actor: what he may not know the name of is left as it is."""
    naming = Naming(context, connection, plans)

    def name(field: Any, value: Any) -> str | None:
        if field.type.links in KINDS:
            return naming.name(field.type.links, value)
        if field.type.links == "record":
            app, other = field.settings["target"]
            return titles(context, app, other, [value], connection=connection).get(value)
        return None

    return Telling(
        form,
        {locale: reader_of(replace(context, locale=locale)) for locale in LOCALES},
        name,
        lambda tree: print_tree(context, form.app, form.key, tree),
    )


def lineage(context: Context, metric: MetricPlan, period: Period | None) -> dict[str, Any]:
    """{"sentences", "fields", "parts", "left_out"}; of a quotient "parts" are the lineages of the two it divides.

    Raises NotFound, MetricNotPermitted.
    """
    if metric.of is not None and metric.over is not None:
        parts = [lineage(context, part, period) for part in (metric.of, metric.over)]
        words = {
            "zh-CN": f"「{_title(metric.of, 'zh-CN')}」除以「{_title(metric.over, 'zh-CN')}」",
            "en": f"{_title(metric.of, 'en')} divided by {_title(metric.over, 'en')}",
        }
        return {
            "metric": metric.key,
            "title": _title(metric, context.locale),
            "form": None,
            "sentences": _sentences(context, {"aggregate": words, "nothing": _SUM} | _limits(metric)),
            "fields": [],
            "left_out": None,
            "parts": parts,
        }
    if metric.obligation is not None:
        return _of_duties(context, metric, metric.obligation)
    assert metric.aggregate is not None
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
        told = telling(context, connection, plans, metric.form)
        left_out = _left_out(context, metric, period, connection)
        form = {locale: text(metric.form.title, locale) for locale in LOCALES}
        sentences = {
            "source": form,
            "filter": _ALL if metric.where is None else told.filter(metric.where),
            "moment": _NOW if metric.moment is None else told.field(metric.moment),
            "aggregate": metric.aggregate.words(metric.settings, told),
            "nothing": _SUM,
        }
        if (whose := metric.aggregate.calendar_words(metric.settings, told)) is not None:
            sentences["calendar"] = _calendars(context, plans, connection, metric, whose)
    return {
        "metric": metric.key,
        "title": _title(metric, context.locale),
        "form": {"app": metric.form.app, "key": metric.form.key, "title": text(metric.form.title, context.locale)},
        "sentences": _sentences(context, sentences | _limits(metric)),
        "fields": _fields(context, metric),
        "left_out": left_out,
        "parts": [],
    }


def _of_duties(context: Context, metric: MetricPlan, obligation: ObligationPlan) -> dict[str, Any]:
    """Of what is owed: the obligation in words, the filter and the day of the records that meet it."""
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
        if (reading := reading_of(context, connection, plans, metric.form, derives=False)) is None:
            raise NotFound
        if not metric.reads <= reading.readable:
            raise MetricNotPermitted
        words = telling(context, connection, plans, metric.form)
        sentences = {
            "source": told(context, plans, obligation),
            "filter": _ALL if obligation.where is None else words.filter(obligation.where),
            "moment": words.field(obligation.day),
            "aggregate": _DUTIES[metric.settings["count"]] if not metric.settings["share"] else _share_of(metric),
            "nothing": _NOT_DUE,
        }
    return {
        "metric": metric.key,
        "title": _title(metric, context.locale),
        "form": {"app": metric.form.app, "key": metric.form.key, "title": text(metric.form.title, context.locale)},
        "sentences": _sentences(context, sentences | _limits(metric)),
        "fields": _fields(context, metric),
        "left_out": None,
        "parts": [],
    }


def _share_of(metric: MetricPlan) -> dict[str, str]:
    counted = _DUTIES[metric.settings["count"]]
    return {"zh-CN": f"{counted['zh-CN']}，占已到期的比例", "en": f"the share of {counted['en']} among those due"}


def _limits(metric: MetricPlan) -> dict[str, dict[str, str]]:
    """By which table it is judged, and by what of a figure; nothing without one."""
    if metric.limits is None:
        return {}
    dimensions = [metric.dimensions[one].title for one in metric.limits.given if isinstance(one, str)]
    said = [*dimensions, _DAY] if DAY in metric.limits.given else dimensions
    table = metric.limits.table.title
    by = {locale: listed((one[locale] for one in said), locale) for locale in LOCALES}
    return {
        "limits": {
            "zh-CN": f"决策表「{text(table, 'zh-CN')}」，按{by['zh-CN']}；没有对应的行时用指标自己的红黄绿区间",
            "en": f"the decision table {text(table, 'en')}, by {by['en']}; where no row fits, the metric's own bands",
        }
    }


def _calendars(
    context: Context, plans: Plans, connection: sa.Connection, metric: MetricPlan, whose: dict[str, str]
) -> dict[str, str]:
    """By whose calendar working time counted, and what the calendars are called."""
    organisation = organisation_of(context.workspace, connection)
    known, _ = calendars_in_use(context, plans, organisation)
    used = known if metric.settings.get("calendar_of") else known[:1]
    titles = {locale: listed((str(text(one.title, locale)) for one in used), locale) for locale in LOCALES}
    return {
        "zh-CN": f"按{whose['zh-CN']}计工作时间：{titles['zh-CN']}",
        "en": f"working time goes by {whose['en']}: {titles['en']}",
    }


def _fields(context: Context, metric: MetricPlan) -> list[dict[str, str]]:
    return [{"key": key, "title": text(title_of(metric.form, key), context.locale)} for key in sorted(metric.reads)]


def _left_out(context: Context, metric: MetricPlan, period: Period | None, connection: sa.Connection) -> dict[str, int]:
    """How many records count, and how many do not because of which step: each is counted at the first that it fails."""
    assert metric.aggregate is not None
    with open_reading(context, metric.form.app, metric.form.key, connection) as reading:
        rows = Rows(reading, metric)
        value = metric.aggregate.values(rows, metric.settings)[0]
        steps = {"outside_filter": sa.not_(sa.func.coalesce(rows.holds(metric.where), sa.false()))}
        if (moment := rows.moment) is not None and period is not None:
            first, after = bounds_of(period, moment, context.workspace.zone)
            steps["moment_empty"] = moment.is_(None)
            steps["other_period"] = sa.not_(sa.and_(moment >= first, moment < after))
        steps["value_empty"] = value.is_(None)
        step = sa.case(*((condition, name) for name, condition in steps.items()), else_="counted").label("step")
        inner = rows.select(step, filtered=False).subquery()
        found = reading.rows(sa.select(inner.c.step, sa.func.count()).group_by(inner.c.step))
    return dict.fromkeys([*steps, "counted"], 0) | {name: int(count) for name, count in found}


def _sentences(context: Context, sentences: dict[str, dict[str, str]]) -> list[dict[str, str]]:
    return [{"about": about, "text": text(words, context.locale)} for about, words in sentences.items()]


def _title(metric: MetricPlan, locale: str) -> str:
    return str(text(metric.title, locale))
