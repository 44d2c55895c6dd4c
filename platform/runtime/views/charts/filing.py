"""The figures of a chart as a workbook: the first axis down, the others and the measures across, numbers as numbers."""

from collections.abc import Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from ...context import Context
from ...definitions import Plans, plan_cache
from ...exports import Cell as SheetCell
from ...exports import Share, take_along, workbook_of
from ...forms import FormPlan, form_plan
from ...forms.settings_loading import load_settings
from ...localized import text
from ...metrics import metric_plan
from .chart import chart_types
from .drawing import draw
from .figures import Axis, Figures, Item

_NOW = {"zh-CN": "现在", "en": "Now"}
_HIDDEN = {"zh-CN": "不可见", "en": "Not for you to see"}
_AS_OF = {"zh-CN": "数据截至", "en": "As of"}
_MEASURE = "measure"
_SHARES = ("share", "points")


def workbook(context: Context, app: str, chart: str, settings: Mapping[str, Any], title: str) -> bytes:
    """The xlsx file of a chart, worked out under the rights of the context's reader; the trail says that he took it.

    Raises Forbidden for who may not export the forms it is about, and as `draw`.
    """
    figures = draw(context, app, chart, settings)
    plans = plan_cache(context.workspace).latest()
    forms = _forms(plans, app, chart, settings)
    take_along(context, plans, forms, f"{app}.{chart}", {"chart": chart, "title": title, "settings": dict(settings)})
    down, *across = figures.axes
    heads, rows = _table(figures, down, across[0] if across else None, context.locale)
    moment = context.now().astimezone(ZoneInfo(context.workspace.zone)).replace(tzinfo=None)
    foot: list[list[SheetCell]] = [[], [text(_AS_OF, context.locale), moment]]
    return workbook_of(heads, [*rows, *foot])


def _forms(plans: Plans, app: str, chart: str, settings: Mapping[str, Any]) -> list[FormPlan]:
    """The forms whose records the figures are made of."""
    type_ = chart_types.get(chart)
    found: dict[tuple[str, str], FormPlan] = {}
    for ask in type_.asks(load_settings(type_.Settings(), dict(settings))):
        if ask.metric is None:
            plan = form_plan(plans, app, str(ask.form))
            found[plan.app, plan.key] = plan
            continue
        for part in metric_plan(plans, app, ask.metric).parts:
            found[part.form.app, part.form.key] = part.form
    return list(found.values())


def _table(
    figures: Figures, down: Axis, across: Axis | None, locale: str
) -> tuple[list[str], Iterator[list[SheetCell]]]:
    cells = {(cell.at, cell.measure): cell for cell in figures.cells}
    own = _MEASURE in (down.key, across.key if across is not None else None)
    measures = [None] if own else list(range(len(figures.measures)))
    columns = [
        (at, item, measure) for at, item in enumerate(across.items if across else [None]) for measure in measures
    ]

    def head(item: Item | None, measure: int | None) -> str:
        words = [] if item is None else [_name(item, locale)]
        if measure is not None and (item is None or len(figures.measures) > 1):
            one = figures.measures[measure]
            unit = "" if one.unit is None else f"({text(one.unit, locale)})"
            words.append(f"{text(one.title, locale)}{unit}")
        return " · ".join(words)

    def rows() -> Iterator[list[SheetCell]]:
        for row, item in enumerate(down.items):
            made: list[SheetCell] = ["\u3000" * item.level + _name(item, locale)]
            for column, _, measure in columns:
                at = (row,) if across is None else (row, column)
                which = measure if measure is not None else row if down.key == _MEASURE else column
                cell = cells.get((at, min(which, len(figures.measures) - 1)))
                value = None if cell is None else cell.value
                shown = figures.measures[cell.measure].shown if cell is not None else ""
                made.append(Share(value) if value is not None and shown in _SHARES else value)
            yield made

    return [text(down.title, locale), *(head(item, measure) for _, item, measure in columns)], rows()


def _name(item: Item, locale: str) -> str:
    if item.period is not None:
        return str(item.period["key"])
    return text(item.label or (_NOW if item.kind == "period" else _HIDDEN), locale)
