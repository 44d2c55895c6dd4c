"""Cleanings: what reading a spreadsheet's cell may do to what a person wrote there.

Each has a name, so that an import can show it, count it and have it switched off; a switched-off cleaning leaves the
cell as it is. One that has `choices` is never done unasked: somebody says which is meant, or the cell is refused.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ..localized import Localized

REFUSE = "refuse"
# How a text is kept from being taken for a formula; exports write it so (see `exports/cells.py`).
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


@dataclass(frozen=True, slots=True)
class Cleaning:
    """`title` says what is done; `question` what is unclear, where `choices` (key → title) decide it."""

    key: str
    title: Localized
    choices: Mapping[str, Localized] = field(default_factory=dict)
    question: Localized = ""


class Read(NamedTuple):
    """What reading a cell gave: a JSON value and the cleanings done. Where `asks` names one, `choices` holds the JSON
    value for each of its answers, and `value` is none of them."""

    value: Any
    done: tuple[str, ...] = ()
    asks: str | None = None
    choices: Mapping[str, Any] = {}


def unguarded(cell: Any) -> Any:
    """The cell without the apostrophe that keeps it from being a formula."""
    return cell[1:] if isinstance(cell, str) and cell[:1] == "'" and _GUARDED.match(cell) else cell


def as_read(got: Any) -> Read:
    """What a type's `read_cell` gave, as a `Read`: a plain value is one to which nothing was done."""
    return got if isinstance(got, Read) else Read(got)


def _told(key: str, chinese: str, english: str) -> Cleaning:
    return Cleaning(key, {"zh-CN": chinese, "en": english})


_RANGE = Cleaning(
    "range",
    {"zh-CN": "范围取一个值", "en": "One value of a range"},
    {
        "low": {"zh-CN": "取低值", "en": "The lower"},
        "middle": {"zh-CN": "取中值", "en": "The middle"},
        "high": {"zh-CN": "取高值", "en": "The higher"},
    },
    {
        "zh-CN": "这是一个范围，要先选定取低值、中值还是高值",
        "en": "This is a range; choose which end or the middle to take",
    },
)
_BOUND = Cleaning(
    "bound",
    {"zh-CN": "「以上」「不超过」等取所写的数", "en": "“Or more”, “up to”: the number written"},
    {"number": {"zh-CN": "取这个数", "en": "Take the number"}},
    {
        "zh-CN": "这里只写了上限或下限，要先选定是否就取这个数",
        "en": "Only a limit is written here; choose whether to take it",
    },
)
_SHORT_YEAR = Cleaning(
    "short_year",
    {"zh-CN": "两位数的年份", "en": "Years of two digits"},
    {
        "year_first": {"zh-CN": "年在前", "en": "Year first"},
        "day_first": {"zh-CN": "日在前，年在后", "en": "Day first, year last"},
        "month_first": {"zh-CN": "月在前，年在后", "en": "Month first, year last"},
    },
    {
        "zh-CN": "年份只有两位，要先选定年、月、日的先后",
        "en": "The year has two digits; choose the order of year, month and day",
    },
)
_DAY_ORDER = Cleaning(
    "day_order",
    {"zh-CN": "日月先后", "en": "Order of day and month"},
    {
        "day_first": {"zh-CN": "日在前", "en": "Day first"},
        "month_first": {"zh-CN": "月在前", "en": "Month first"},
    },
    {"zh-CN": "看不出哪个是月、哪个是日，要先选定先后", "en": "Which is the day and which the month? Choose the order"},
)

# A type that needs one of its own adds it with `declare`.
cleanings: dict[str, Cleaning] = {
    made.key: made
    for made in (
        _told("trimmed", "去掉首尾空格", "Blanks at the ends removed"),
        _told("width", "全角转半角", "Full-width characters made plain"),
        _told("nothing", "「待定」「无」等视为空", "Words for nothing taken as empty"),
        _told("about", "去掉「约」「左右」", "“About” left out"),
        _told("sign", "去掉货币符号和单位", "Currency sign left out"),
        _told("thousands", "去掉千位分隔符", "Separators of thousands removed"),
        _told("unit", "「万」「亿」「k」换算为数字", "万, 亿 and k worked out"),
        _told("numerals", "中文数字换算为数字", "Chinese numerals worked out"),
        _RANGE,
        _BOUND,
        _told("date_form", "日期换成统一写法", "Dates written alike"),
        _told("serial", "日期序号换成日期", "Serial numbers made dates"),
        _told("midnight", "没有时刻，记为 00:00", "No time of day: taken as 00:00"),
        _told("time_dropped", "去掉时刻", "Time of day left out"),
        _DAY_ORDER,
        _SHORT_YEAR,
        _told("century", "两位年份补成四位", "Years of two digits written out"),
        _told("separators", "去掉空格、横线和括号", "Blanks, dashes and brackets removed"),
        _told("country_code", "去掉 +86", "+86 left out"),
        _told("spelling", "写法不同的选项", "Options spelled otherwise"),
        _told("alias", "按别名找到", "Found by another name"),
        _told("apostrophe", "去掉防公式的单引号", "Apostrophe against formulas removed"),
    )
}


def declare(made: Cleaning) -> str:
    """Add a cleaning of one's own; returns its key."""
    if cleanings.setdefault(made.key, made) != made:
        raise ValueError(f"there are two cleanings named {made.key}")
    return made.key
