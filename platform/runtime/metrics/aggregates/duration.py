"""Duration: how long it takes from one end to another, on the clock on the wall or in working time (see ends.py).

A record in which an end is missing, or that ends before it begins, does not count. A working day is one day, however
long people work on it; the calendar is the company's, or that of the department in which the person of the field
`calendar_of` was at the beginning.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from marshmallow import Schema, fields, validate

from ...expressions import Type
from ...expressions.values import divide
from ...forms import FormPlan
from ...forms.locating import wrong
from ...records.querying.declared import field_named
from ...storage.seconds_sql import seconds_since_epoch
from .aggregate import Aggregate, Element, Given, Source, Telling, Words, aggregate, aggregates, exact
from .ends import check_end, has, in_order, moment_of, reads, told
from .percentile import At

_SECONDS = {"minute": 60, "hour": 3600, "day": 86_400}
_UNITS = {
    "minute": {"zh-CN": "分钟", "en": "minutes"},
    "hour": {"zh-CN": "小时", "en": "hours"},
    "day": {"zh-CN": "天", "en": "days"},
}
_CLOCKS = {
    "wall": {"zh-CN": "自然时间", "en": "the time on the clock"},
    "working": {"zh-CN": "工作时间", "en": "the working time"},
}
_ENDS = ("from", "to")


@aggregate("duration")
class Duration(Aggregate):
    """How long something takes, such as from the order to the delivery: the mean, the median or a percentile."""

    label = {"zh-CN": "时长", "en": "Duration"}
    example_settings = {"from": "created_at", "to": {"field": "status", "entered": "won"}, "unit": "hour"}
    shown = "duration"

    class Settings(Schema):
        statistic = fields.String(
            load_default="mean", validate=validate.OneOf(["mean", "median", "percentile", "min", "max", "sum"])
        )
        at = At(load_default=None, allow_none=True)
        unit = fields.String(load_default="day", validate=validate.OneOf(list(_SECONDS)))
        clock = fields.String(load_default="wall", validate=validate.OneOf(list(_CLOCKS)))
        calendar_of = fields.String(load_default=None, allow_none=True, metadata={"field": True})

        class Meta:
            include = {
                "from": fields.Raw(required=True, metadata={"moment": True}),
                "to": fields.Raw(required=True, metadata={"moment": True}),
            }

    def check(self, settings: Given, form: FormPlan) -> frozenset[str]:
        if (settings["at"] is not None) != (settings["statistic"] == "percentile"):
            raise wrong("/at", "百分位数需要 at，其他统计不需要", "a percentile takes at, and nothing else does")
        kinds = {end: check_end(settings[end], form, f"/{end}") for end in _ENDS}
        if kinds["from"] is not kinds["to"]:
            raise wrong(
                "/to",
                "起止两端要么都是日期，要么都是日期时间",
                "both ends must be days, or both must be moments",
            )
        return reads(settings["from"], form) | reads(settings["to"], form) | _check_calendar(settings, form)

    def values(self, source: Source, settings: Given) -> list[Element]:
        moments = [moment_of(source, settings[end]) for end in _ENDS]
        begun, done = (seconds_since_epoch(moment) for moment in moments)
        if settings["clock"] == "wall":
            return [sa.type_coerce(sa.case((done >= begun, done - begun)), sa.BigInteger)]
        counted = sa.type_coerce(sa.case((done >= begun, begun)), sa.BigInteger)
        return [counted, done, source.calendar(settings["calendar_of"], moments[0])]

    def measured(self, rows: sa.Subquery, source: Source, settings: Given) -> sa.Subquery:
        if settings["clock"] == "wall":
            return rows
        days = check_end(settings["from"], source.plan, "/from") is Type.DATE
        return source.on_working_time(rows, settings["unit"], days)

    def ordered(self, settings: Given) -> bool:
        return aggregates.get(settings["statistic"]).ordered(settings)

    def costly(self, settings: Given) -> bool:
        return any(isinstance(settings[end], Mapping) for end in _ENDS)

    def folds(self, settings: Given) -> Sequence[str] | None:
        return aggregates.get(settings["statistic"]).folds(settings)

    def totals(self, values: Sequence[Element], place: Element, size: Element, settings: Given) -> list[Element]:
        return aggregates.get(settings["statistic"]).totals(values, place, size, settings)

    def figure(self, totals: Sequence[Any], settings: Given) -> Decimal | None:
        seconds = aggregates.get(settings["statistic"]).figure(totals, settings)
        return None if seconds is None else exact(divide(seconds, _SECONDS[settings["unit"]]))

    def counts(self, settings: Given) -> list[Any]:
        return [*(has(settings[end]) for end in _ENDS), *in_order(settings["from"], settings["to"])]

    def words(self, settings: Given, telling: Telling) -> Words:
        begun, done = (told(settings[end], telling) for end in _ENDS)
        how, unit, clock = (
            aggregates.get(settings["statistic"]).label,
            _UNITS[settings["unit"]],
            _CLOCKS[settings["clock"]],
        )
        at = "" if settings["at"] is None else f" {(settings['at'] * 100).normalize():f}"
        return {
            "zh-CN": f"从{begun['zh-CN']}到{done['zh-CN']}所用{clock['zh-CN']}的{how['zh-CN']}{at}（{unit['zh-CN']}）",
            "en": f"{clock['en']} from {begun['en']} to {done['en']}: {how['en'].lower()}{at}, in {unit['en']}",
        }

    def calendar_words(self, settings: Given, telling: Telling) -> Words | None:
        if settings["clock"] == "wall":
            return None
        if settings["calendar_of"] is None:
            return {"zh-CN": "公司日历", "en": "the calendar of the company"}
        title = telling.field(settings["calendar_of"])
        return {
            "zh-CN": f"开始时「{title['zh-CN']}」所在部门的日历",
            "en": f"the calendar of the department in which {title['en']} was at the beginning",
        }


def _check_calendar(settings: Given, form: FormPlan) -> frozenset[str]:
    key = settings["calendar_of"]
    if key is None:
        return frozenset()
    if settings["clock"] != "working":
        raise wrong(
            "/calendar_of",
            '只有按工作时间计时才用日历，请加上 "clock": "working" 或删掉这一项',
            'only working time goes by a calendar; say "clock": "working" or remove this',
        )
    found = field_named(form, key, "/calendar_of")
    if found.type.links not in ("person", "department"):
        raise wrong(
            "/calendar_of",
            f"「{key}」不是人员或部门字段，没有对应的工作日历",
            f"{key} holds neither a person nor a department, so it has no calendar",
        )
    return frozenset({key} & form.fields.keys())
