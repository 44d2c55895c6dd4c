"""Numbers and dates as people write them: TEXT with a pattern, VALUE back, amounts in Chinese capitals."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from ..durations import DEFAULT_ZONE
from ..faults import fault
from ..operators import operator
from ..values import EXACT, Number, number_text, round_number
from .text_parts import half_width

# Words around one run of digits: ¥#,##0.00 or 0.0%.
_NUMBER = re.compile(r"([^#0.,%]*)([#0,]*0)(?:\.([0#]+))?(%?)([^#0.,%]*)")
# A whole number, a blank, and a fraction: "# ?/?", "0 ??/??", "?/8".
_FRACTION = re.compile(
    r"([^#0.,%?/]*?)(?:([#0]) )?(\?{1,3}|#{1,3})/(\?{1,3}|#{1,3}|[1-9]\d{0,2})([^#0.,%?/]*)", re.ASCII
)
_DATE_PARTS = re.compile(r"yyyy|yy|mm|m|dd|d|hh|h|ss|s|aaaa|aaa", re.IGNORECASE)
_WEEKDAYS = "一二三四五六日"
_DIGIT_PLACE = re.compile(r"[#0?]")
_MOST_SECTIONS = 3
_MOST_DECIMALS = 12
_LONGEST = 100


@operator("text", {"zh-CN": "转文字", "en": "As text"}, ["shown", "text"], "text", reads=("zone",))
def formatted(zone: str | None, value: Any, pattern: str) -> str | None:
    """A number by "#,##0.00", "0%", "# ?/?" and the like with words around, in up to three sections "above;below;zero";
    a date by "yyyy-mm-dd", "yyyy年m月d日 hh:mm", "aaaa" (星期一)."""
    if len(pattern) > _LONGEST:
        return fault("out_of_range")
    if isinstance(value, datetime):
        return _date_text(value.astimezone(ZoneInfo(zone or DEFAULT_ZONE)), pattern)
    if isinstance(value, date):
        return _date_text(datetime(value.year, value.month, value.day), pattern)  # noqa: DTZ001  # midnight on the wall
    return _number_text(value, pattern)


def _date_text(wall: datetime, pattern: str) -> str:
    written, after_hour = "", False
    place = 0
    for match in _DATE_PARTS.finditer(pattern):
        part = match[0].lower()
        written += pattern[place : match.start()]
        # As in Excel: m after an hour are minutes.
        written += _date_part(wall, part, minutes=after_hour and part[0] == "m")
        after_hour = part[0] == "h" or (after_hour and part[0] not in "myd")
        place = match.end()
    return written + pattern[place:]


def _date_part(wall: datetime, part: str, *, minutes: bool) -> str:
    if part == "yyyy":
        return f"{wall.year:04}"
    if part[0] == "a":
        return ("星期" if part == "aaaa" else "") + _WEEKDAYS[wall.weekday()]
    number = {"y": wall.year % 100, "m": wall.month, "d": wall.day, "h": wall.hour, "s": wall.second}[part[0]]
    number = wall.minute if minutes else number
    return f"{number:02}" if len(part) == 2 else str(number)


def _number_text(value: Number, pattern: str) -> str | None:
    """Sections stand for numbers above zero, below it and zero; below it the section says what shows that."""
    sections = pattern.split(";")
    if len(sections) == 1:
        return _section(value, pattern)
    if len(sections) > _MOST_SECTIONS:
        return fault("type_mismatch")
    chosen = sections[1] if value < 0 else sections[2] if not value and len(sections) == _MOST_SECTIONS else sections[0]
    # One without a place for digits says it in words alone.
    return _section(Decimal(value).copy_abs(), chosen) if _DIGIT_PLACE.search(chosen) else chosen


def _section(value: Number, pattern: str) -> str | None:
    fraction = _FRACTION.fullmatch(pattern)
    return _fraction_text(value, fraction) if fraction else _decimal_text(value, pattern)


def _fraction_text(value: Number, match: re.Match[str]) -> str:
    """To the nearest fraction, of equally near ones that with the smallest denominator. One that is given stays as it
    is: "# ?/8" writes 1/2 as 4/8."""
    top, bottom = Decimal(value).copy_abs().as_integer_ratio()
    whole, rest = divmod(top, bottom) if match[2] else (0, top)
    given = match[4] if match[4].isdigit() else None
    over = int(given) if given else _nearest(rest, bottom, 10 ** len(match[4]))
    parts = (2 * rest * over + bottom) // (2 * bottom)
    if match[2] and parts == over:
        whole, parts = whole + 1, 0
    fraction = f"{parts}/{over}" if parts or not match[2] else ""
    shown = str(whole) if match[2] and (whole or match[2] == "0" or not fraction) else ""
    sign = "-" if value < 0 and (whole or parts) else ""
    return f"{sign}{match[1]}{shown}{' ' if shown and fraction else ''}{fraction}{match[5]}"


def _nearest(top: int, bottom: int, most: int) -> int:
    """The denominator below `most` of the fraction that is nearest to top / bottom."""
    best, best_off = 1, None
    for over in range(1, most):
        off = abs(top * over - (2 * top * over + bottom) // (2 * bottom) * bottom)
        if best_off is None or off * best < best_off * over:
            best, best_off = over, off
    return best


def _decimal_text(value: Number, pattern: str) -> str | None:
    match = _NUMBER.fullmatch(pattern)
    if match is None or len(match[3] or "") > _MOST_DECIMALS:
        return fault("type_mismatch")
    before, whole, decimals, percent, after = match[1], match[2], match[3] or "", match[4], match[5]
    number = EXACT.multiply(Decimal(value), Decimal(100)) if percent else Decimal(value)
    rounded = Decimal(round_number(number, len(decimals)))
    digits, _, fraction = format(rounded.copy_abs(), "f").partition(".")
    digits = digits.zfill(whole.count("0"))
    if "," in whole:
        digits = f"{int(digits):,}".rjust(len(digits), "0") if whole.count("0") <= 1 else _grouped(digits)
    least = decimals.rfind("0") + 1
    fraction = fraction.rstrip("0").ljust(least, "0")
    sign = "-" if rounded < 0 else ""
    return f"{sign}{before}{digits}{'.' if fraction else ''}{fraction}{percent}{after}"


def _grouped(digits: str) -> str:
    first = len(digits) % 3
    groups = [digits[:first]] if first else []
    return ",".join([*groups, *(digits[place : place + 3] for place in range(first, len(digits), 3))])


_VALUE = re.compile(
    r"([+-]?)[¥￥$]?([+-]?)(\d{1,20}(?:,\d{3}){0,8}|\d{1,40})(\.\d{1,20})?(%|万元?|亿元?|元)?", re.ASCII
)
_UNITS = {"万": 10_000, "亿": 100_000_000}


@operator("value", {"zh-CN": "转数字", "en": "As number"}, ["text"], "decimal")
def number_of(text: str) -> Number | None:
    """Reads "1,234.50", "¥600", "12.5%", "62万", full width too; empty with a code for anything else."""
    match = _VALUE.fullmatch(half_width(text).replace(" ", ""))
    if match is None or (match[1] and match[2]):
        return fault("type_mismatch")
    number = Decimal(match[3].replace(",", "") + (match[4] or ""))
    unit = match[5] or ""
    if unit == "%":
        number = EXACT.scaleb(number, -2)
    number = EXACT.multiply(number, Decimal(_UNITS.get(unit[:1], 1)))
    signed = EXACT.minus(number) if "-" in (match[1], match[2]) else number
    return Decimal(number_text(signed))


_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")
_LARGEST = 10**16


@operator("amount_in_words", {"zh-CN": "大写金额", "en": "Amount in Chinese capitals"}, ["number"], "text",
          names=("RMB_CAPITALS", "AMOUNT_IN_WORDS"))  # fmt: skip
def amount_in_words(amount: Number) -> str | None:
    """壹佰贰拾叁元肆角伍分, as cheques and contracts want it; rounded to the fen, below ten thousand billion."""
    fen_total = int(EXACT.scaleb(Decimal(round_number(amount, 2)), 2))
    yuan, fen = divmod(abs(fen_total), 100)
    if yuan >= _LARGEST:
        return fault("out_of_range")
    if not fen_total:
        return "零元整"
    words = ("负" if fen_total < 0 else "") + (f"{_yuan(yuan)}元" if yuan else "")
    jiao, rest = divmod(fen, 10)
    if not fen:
        return f"{words}整"
    words += f"{_DIGITS[jiao]}角" if jiao else ("零" if yuan else "")
    return f"{words}{_DIGITS[rest]}分" if rest else f"{words}整"


def _yuan(number: int) -> str:
    """A whole number in capitals: a gap of zeros is one 零."""
    written, gap = "", False
    groups = [(number // 10_000**place % 10_000, place) for place in range(3, -1, -1)]
    for value, place in groups:
        if not value:
            gap = bool(written)
            continue
        if written and (gap or value < 1_000):
            written += "零"
        written += _group(value) + _group_name(place, groups)
        gap = False
    return written


def _group_name(place: int, groups: list[tuple[int, int]]) -> str:
    # 万亿 is said in full only when no 亿 follows.
    return "万" if place == 3 and groups[1][0] else _GROUPS[place]


def _group(value: int) -> str:
    written, gap = "", False
    for place in range(3, -1, -1):
        digit = value // 10**place % 10
        if digit:
            written += ("零" if gap and written else "") + _DIGITS[digit] + _PLACES[place]
            gap = False
        else:
            gap = True
    return written
