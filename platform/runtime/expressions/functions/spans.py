"""Lengths of time: between two moments, and durations made of numbers and numbers of durations."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from ..durations import parse_duration
from ..faults import fault
from ..operators import operator
from ..sql_terms import Builder, Element, Term
from ..types import Type
from ..values import Number, divide
from .arithmetic import quotient_sql

_MICROSECOND = timedelta(microseconds=1)
_UNITS = {
    "Y": "P{}Y", "M": "P{}M", "W": "P{}W", "D": "P{}D", "H": "PT{}H", "MIN": "PT{}M", "S": "PT{}S",
    "年": "P{}Y", "月": "P{}M", "周": "P{}W", "天": "P{}D", "小时": "PT{}H", "分钟": "PT{}M", "秒": "PT{}S",
}  # fmt: skip


def _between(seconds: int) -> Any:
    def build_between(build: Builder, terms: Sequence[Term]) -> Element:
        start, end = (build.moment(term) for term in terms)
        elapsed = sa.extract("epoch", end - start)
        return quotient_sql(build, [Term(Type.DECIMAL, element=elapsed), Term(Type.INTEGER, value=seconds)])

    return build_between


def _elapsed(start: datetime, end: datetime, seconds: int) -> Number:
    return divide((end - start) // _MICROSECOND, seconds * 1_000_000)


@operator("hours_between", {"zh-CN": "相隔小时", "en": "Hours between"}, ["datetime", "datetime"], "decimal",
          sql=_between(3600))  # fmt: skip
def hours_between(start: datetime, end: datetime) -> Number:
    """With fractions, to 12 decimals; negative when `end` is earlier."""
    return _elapsed(start, end, 3600)


@operator("minutes_between", {"zh-CN": "相隔分钟", "en": "Minutes between"}, ["datetime", "datetime"], "decimal",
          sql=_between(60))  # fmt: skip
def minutes_between(start: datetime, end: datetime) -> Number:
    return _elapsed(start, end, 60)


@operator("duration", {"zh-CN": "时长", "en": "Duration"}, ["integer", "text"], "duration")
def duration(count: int, unit: str) -> str | None:
    """`count` of "Y", "M", "W", "D", "H", "MIN" or "S" (年月周天小时分钟秒)."""
    pattern = _UNITS.get(unit.upper())
    if pattern is None:
        return fault("type_mismatch")
    made = ("-" if count < 0 else "") + pattern.format(abs(count))
    return made if parse_duration(made) else fault("out_of_range")


@operator("in_hours", {"zh-CN": "折合小时", "en": "In hours"}, ["duration"], "decimal")
def in_hours(text: str) -> Number | None:
    """A day counts 24 hours; years and months have no fixed length."""
    parsed = parse_duration(text)
    if parsed is None or parsed.months:
        return fault("type_mismatch")
    return divide(parsed.days * 86_400 + parsed.seconds, 3600)
