"""Ranges of days, such as "2026-01-05/2026-01-09", both ends included: taken apart, compared, put together."""

import re
from datetime import date

from ..faults import fault
from ..operators import operator

_RANGE = re.compile(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)", re.ASCII)
_Days = tuple[date, date]


def _days(text: str) -> _Days | None:
    """Its ends; None with a code for a text that is no range."""
    match = _RANGE.fullmatch(text)
    try:
        first, last = (date.fromisoformat(part) for part in match.groups()) if match else (None, None)
    except ValueError:
        first = last = None
    return fault("type_mismatch") if first is None or last is None or last < first else (first, last)


@operator("range_start", {"zh-CN": "区间开始", "en": "First day of a range"}, ["text"], "date")
def range_start(text: str) -> date | None:
    """The first day of a field of a date range."""
    found = _days(text)
    return found and found[0]


@operator("range_end", {"zh-CN": "区间结束", "en": "Last day of a range"}, ["text"], "date")
def range_end(text: str) -> date | None:
    found = _days(text)
    return found and found[1]


@operator("range_days", {"zh-CN": "区间天数", "en": "Days of a range"}, ["text"], "integer")
def range_days(text: str) -> int | None:
    """Both ends count."""
    found = _days(text)
    return found and (found[1] - found[0]).days + 1


@operator("overlap_days", {"zh-CN": "重叠天数", "en": "Days two ranges share"}, ["text", "text"], "integer")
def overlap_days(text: str, other_text: str) -> int | None:
    """0 where they do not meet."""
    one, other = _days(text), _days(other_text)
    if one is None or other is None:
        return None
    return max((min(one[1], other[1]) - max(one[0], other[0])).days + 1, 0)


@operator("ranges_overlap", {"zh-CN": "区间重叠", "en": "Ranges overlap"}, ["text", "text"], "boolean", nulls="no")
def ranges_overlap(text: str, other_text: str) -> bool:
    """Whether two ranges share a day."""
    return bool(overlap_days(text, other_text))


@operator("in_range", {"zh-CN": "在区间内", "en": "A day lies in a range"}, ["text", "day"], "boolean", nulls="no")
def in_range(text: str, day: date) -> bool:
    found = _days(text)
    return found is not None and found[0] <= day <= found[1]


@operator("date_range", {"zh-CN": "日期区间", "en": "Range of days"}, ["day", "day"], "text")
def date_range(first: date, last: date) -> str | None:
    """From one day to another, as fields of date ranges hold it."""
    return f"{first.isoformat()}/{last.isoformat()}" if first <= last else fault("out_of_range")
