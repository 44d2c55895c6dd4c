"""How people spell days and moments: "2026年1月5日", "20.01.2026", "2026/03/13 15:30", 46027."""

import datetime as dt
import re
from contextlib import suppress
from typing import Any, NamedTuple

from .cleanings import Read
from .spellings import narrowed, says_nothing

_TIME = r"(?:[ T]*(\d{1,2})(?::|时|点)(\d{2})分?(?::?(\d{2})(\.\d{1,6})?秒?)?\s*(Z|[+-]\d\d:?\d\d)?)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})(?:-|/|\.|年)(\d{{1,2}})(?:-|/|\.|月)(\d{{1,2}})(?:日|号)?{_TIME}", re.ASCII)
_YEAR_LAST = re.compile(rf"(\d{{1,2}})(-|/|\.)(\d{{1,2}})\2(\d{{4}}){_TIME}", re.ASCII)
_SHORT_NAMED = re.compile(rf"(\d{{2}})年(\d{{1,2}})月(\d{{1,2}})(?:日|号){_TIME}", re.ASCII)
_SHORT = re.compile(rf"(\d{{1,2}})(-|/|\.)(\d{{1,2}})\2(\d{{1,2}}){_TIME}", re.ASCII)
_COMPACT = re.compile(r"(?:19|20)\d{6}", re.ASCII)
_SERIAL = re.compile(r"[2-7]\d{4}(?:\.\d{1,12})?", re.ASCII)
_NAMED = re.compile(
    rf"(?:(\d{{1,2}}) ([a-z]{{3}})[a-z]*|([a-z]{{3}})[a-z]* (\d{{1,2}})),? (\d{{4}}){_TIME}", re.IGNORECASE | re.ASCII
)
_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d.*)?", re.ASCII)
# A spreadsheet knows no zones.
_FIRST_SERIAL = dt.datetime(1899, 12, 30)  # noqa: DTZ001
_LONGEST = 40
_TURN = 50


class Spelled(NamedTuple):
    """A day, its time when one was written, and the offset from UTC when that was."""

    day: dt.date
    time: dt.time | None = None


def read_day(cell: Any) -> Read:
    """The day in a cell as a `Spelled` value, or the cell itself, to be refused by its field."""
    if isinstance(cell, dt.datetime):
        return Read(Spelled(cell.date(), cell.timetz()))
    if isinstance(cell, dt.date):
        return Read(Spelled(cell))
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _from_number(cell)
    if not isinstance(cell, str):
        return Read(cell)
    text, done = narrowed(cell)
    if not text or len(text) > _LONGEST:
        return Read(text or None, done)
    if says_nothing(text):
        return Read(None, (*done, "nothing"))
    try:
        return _from_text(text, done)
    except ValueError:
        return Read(text)


def _from_text(text: str, done: tuple[str, ...]) -> Read:
    """Raises ValueError for a day that no calendar has."""
    formed = done if _ISO.fullmatch(text) else (*done, "date_form")
    if found := _YEAR_FIRST.fullmatch(text):
        return Read(_spelled(found[1], found[2], found[3], found.groups()[3:]), formed)
    if found := _YEAR_LAST.fullmatch(text):
        return _year_last(found, formed, text)
    if found := _NAMED.fullmatch(text):
        month = _MONTHS.get((found[2] or found[3]).lower(), 0)
        return Read(_spelled(found[5], month, found[1] or found[4], found.groups()[5:]), formed)
    if found := _SHORT_NAMED.fullmatch(text):
        return Read(_spelled(_century(found[1]), found[2], found[3], found.groups()[3:]), (*formed, "century"))
    if found := _SHORT.fullmatch(text):
        return _short_year(found, formed, text)
    if _COMPACT.fullmatch(text):
        return Read(_spelled(text[:4], text[4:6], text[6:], ()), formed)
    if _SERIAL.fullmatch(text):
        return Read(_from_serial(float(text)), (*done, "serial"))
    return Read(text)


def _year_last(found: re.Match[str], done: tuple[str, ...], text: str) -> Read:
    """Dots put the day first, as does a second number above twelve the month; else somebody has to say."""
    first, second, year, rest = int(found[1]), int(found[3]), found[4], found.groups()[4:]
    if found[2] == "." or first > 12 or first == second:
        return Read(_spelled(year, second, first, rest), done)
    if second > 12:
        return Read(_spelled(year, first, second, rest), done)
    choices = {"day_first": _spelled(year, second, first, rest), "month_first": _spelled(year, first, second, rest)}
    return Read(text, (*done, "day_order"), "day_order", choices)


def _short_year(found: re.Match[str], done: tuple[str, ...], text: str) -> Read:
    """26/1/5 may be of 2026 or of 2005: somebody has to say, as far as a calendar has what he says."""
    first, second, third, rest = found[1], found[3], found[4], found.groups()[4:]
    orders = {
        "year_first": (first, second, third),
        "day_first": (third, second, first),
        "month_first": (third, first, second),
    }
    choices = {}
    for order, (year, month, day) in orders.items():
        if len(year) == len("26"):
            with suppress(ValueError):
                choices[order] = _spelled(_century(year), month, day, rest)
    return Read(text, (*done, "short_year"), "short_year", choices) if choices else Read(text)


def _century(year: str) -> int:
    """00 to 49 are of this century, the others of the last."""
    return int(year) + (2000 if int(year) < _TURN else 1900)


def _from_number(cell: float) -> Read:
    text = format(cell, ".15g")
    try:
        if _COMPACT.fullmatch(text):
            return Read(_spelled(text[:4], text[4:6], text[6:], ()), ("date_form",))
        if _SERIAL.fullmatch(text):
            return Read(_from_serial(cell), ("serial",))
    except ValueError:
        pass
    return Read(text)


def _from_serial(number: float) -> Spelled:
    moment = _FIRST_SERIAL + dt.timedelta(seconds=round(number * 86400))
    return Spelled(moment.date(), moment.time() if number % 1 else None)


def _spelled(year: Any, month: Any, day: Any, time: tuple[str | None, ...]) -> Spelled:
    when = dt.date(int(year), int(month), int(day))
    if not time or time[0] is None:
        return Spelled(when)
    hour, minute, second, fraction, offset = time
    micro = round(float(fraction or 0) * 1_000_000)
    zone = None
    if offset is not None:
        zone = dt.UTC if offset == "Z" else dt.datetime.strptime(offset.replace(":", ""), "%z").tzinfo
    return Spelled(when, dt.time(int(hour or 0), int(minute or 0), int(second or 0), micro, tzinfo=zone))
