"""Duration: how long it takes from one moment to another, on the clock on the wall.

An end is a field with a day or moment, or {"field": a stage field, "entered": a stage}: the first time the change
record says so. A record in which an end is missing, or that ends before it begins, does not count.
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
from ...records.querying.stage_entries import entered
from ...storage.seconds_sql import seconds_since_epoch
from .aggregate import Aggregate, Element, Given, Source, Telling, Words, aggregate, aggregates, exact, filled
from .conversion import stage_of, was_at
from .percentile import At

_SECONDS = {"minute": 60, "hour": 3600, "day": 86_400}
_UNITS = {
    "minute": {"zh-CN": "分钟", "en": "minutes"},
    "hour": {"zh-CN": "小时", "en": "hours"},
    "day": {"zh-CN": "天", "en": "days"},
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

        class Meta:
            include = {
                "from": fields.Raw(required=True, metadata={"moment": True}),
                "to": fields.Raw(required=True, metadata={"moment": True}),
            }

    def check(self, settings: Given, form: FormPlan) -> frozenset[str]:
        if (settings["at"] is not None) != (settings["statistic"] == "percentile"):
            raise wrong("/at", "百分位数需要 at，其他统计不需要", "a percentile takes at, and nothing else does")
        kinds = {end: _check_end(settings[end], form, f"/{end}") for end in _ENDS}
        if kinds["from"] is not kinds["to"]:
            raise wrong(
                "/to",
                "起止两端要么都是日期，要么都是日期时间",
                "both ends must be days, or both must be moments",
            )
        return frozenset({_key(settings[end]) for end in _ENDS} & form.fields.keys())

    def values(self, source: Source, settings: Given) -> list[Element]:
        begun, done = (seconds_since_epoch(_moment(source, settings[end])) for end in _ENDS)
        return [sa.type_coerce(sa.case((done >= begun, done - begun)), sa.BigInteger)]

    def ordered(self, settings: Given) -> bool:
        return aggregates.get(settings["statistic"]).ordered(settings)

    def totals(self, values: Sequence[Element], place: Element, size: Element, settings: Given) -> list[Element]:
        return aggregates.get(settings["statistic"]).totals(values, place, size, settings)

    def figure(self, totals: Sequence[Any], settings: Given) -> Decimal | None:
        seconds = aggregates.get(settings["statistic"]).figure(totals, settings)
        return None if seconds is None else exact(divide(seconds, _SECONDS[settings["unit"]]))

    def counts(self, settings: Given) -> list[Any]:
        return [_has(settings[end]) for end in _ENDS]

    def words(self, settings: Given, telling: Telling) -> Words:
        begun, done = (_told(settings[end], telling) for end in _ENDS)
        how, unit = aggregates.get(settings["statistic"]).label, _UNITS[settings["unit"]]
        at = "" if settings["at"] is None else f" {(settings['at'] * 100).normalize():f}"
        return {
            "zh-CN": f"从{begun['zh-CN']}到{done['zh-CN']}所用自然时间的{how['zh-CN']}{at}（{unit['zh-CN']}）",
            "en": f"the time on the clock from {begun['en']} to {done['en']}: {how['en'].lower()}{at}, in {unit['en']}",
        }


def _key(end: Any) -> str:
    return str(end["field"] if isinstance(end, Mapping) else end)


def _check_end(end: Any, form: FormPlan, pointer: str) -> Type:
    if isinstance(end, Mapping):
        if set(end) != {"field", "entered"}:
            raise wrong(
                pointer, "阶段时点由 field 和 entered 组成", "the moment of a stage has the members field and entered"
            )
        stage_of(form, end["field"], end["entered"], (f"{pointer}/field", f"{pointer}/entered"))
        return Type.DATETIME
    if not isinstance(end, str):
        raise wrong(pointer, "这里需要日期字段的标识", "this takes the key of a field with a day or moment")
    found = field_named(form, end, pointer)
    type_ = found.type.expression_type(found.settings)
    if type_ not in (Type.DATE, Type.DATETIME):
        raise wrong(pointer, f"「{end}」不是日期或日期时间", f"{end} is neither a day nor a moment")
    return type_


def _moment(source: Source, end: Any) -> Element:
    if isinstance(end, Mapping):
        return entered(source.plan, end["field"], end["entered"])
    return source.column(end)


def _has(end: Any) -> dict[str, str]:
    return was_at(end["field"], end["entered"]) if isinstance(end, Mapping) else filled(end)


def _told(end: Any, telling: Telling) -> Words:
    if isinstance(end, Mapping):
        return telling.filter({"field": end["field"], "operator": "equal", "value": end["entered"]})
    title = telling.field(end)
    return {"zh-CN": f"「{title['zh-CN']}」", "en": title["en"]}
