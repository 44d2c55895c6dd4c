"""What a decision table decides for values, and which of its rows say so."""

from decimal import Decimal
from typing import Any

from ...runtime.context import Context
from ...runtime.decisions import decision_plan
from ...runtime.decisions.cells import read_value
from ...runtime.decisions.deciding import decide, matching
from ...runtime.definitions import Plans
from ...runtime.errors import InvalidValue
from ...runtime.expressions import noted
from ...runtime.expressions.values import number_text
from ...runtime.localized import text
from .trial import Given, Section

_RESULT = {"zh-CN": "结果", "en": "Result"}
_ROWS = {"zh-CN": "符合的行", "en": "Rows that fit"}
_ROW = {"zh-CN": "第几行", "en": "Row"}
_NONE = {"zh-CN": "没有一行符合", "en": "No row fits"}
_FAULT = {
    "zh-CN": "有几行同时符合，而只许一行",
    "en": "Several rows fit where only one may",
}
_EXPECTED = {
    "integer": {"zh-CN": "整数", "en": "a whole number"},
    "decimal": {"zh-CN": "数字", "en": "a number"},
    "date": {"zh-CN": "日期，如 2026-01-31", "en": "a day, such as 2026-01-31"},
    "datetime": {"zh-CN": "时刻，如 2026-01-31T09:00:00Z", "en": "a moment, such as 2026-01-31T09:00:00Z"},
    "boolean": {"zh-CN": "是或否", "en": "yes or no"},
}


def try_decision_table(context: Context, plans: Plans, app: str, key: str, given: Given) -> list[Section]:
    """Values by the key of an input, as JSON has them; one that is not given is empty. Raises InvalidValue."""
    plan, locale = decision_plan(plans, app, key), context.locale
    values = []
    for part in plan.inputs:
        raw = given.values.get(part.key)
        try:
            values.append(None if raw in (None, "") else read_value(raw, part.type))
        except ValueError:
            expected = _EXPECTED.get(part.type.value, {"zh-CN": "文字", "en": "a text"})
            raise InvalidValue(pointer=f"/values/{part.key}", expected=expected) from None
    with noted() as faults:
        found = decide(plan, values)
    places = {row.key: place for place, row in enumerate(plan.rows, 1)}
    rows = list(matching(plan, values, plan.tier))
    titles = [str(text(part.title, locale)) for part in plan.outputs]
    return [
        Section(
            text(_RESULT, locale),
            titles,
            [] if faults else [[_said(value, locale) for value in found]],
            text(_FAULT if faults else _NONE, locale),
            [] if faults else [0],
        ),
        Section(
            text(_ROWS, locale),
            [text(_ROW, locale), *titles],
            [[str(places[row.key]), *(_said(value, locale) for value in row.outputs)] for row in rows[:20]],
            text(_NONE, locale),
        ),
    ]


def _said(value: Any, locale: str) -> str:
    if value is None:
        return "—"
    if isinstance(value, bool):
        return {"zh-CN": "是" if value else "否", "en": "yes" if value else "no"}.get(locale, str(value))
    return number_text(value) if isinstance(value, Decimal) else str(value)
