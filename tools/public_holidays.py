"""Write mainland China's public holidays for expressions and for working calendars; to be run when a year is announced.

    python tools/public_holidays.py      in an environment that has chinesecalendar and holidays

Announced years come from chinesecalendar, which has the days off and the made-up working days of the State Council.
Later ones come from holidays, which knows the festivals' dates but no made-up days: they are provisional.
"""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import holidays
from chinese_calendar.constants import Holiday
from chinese_calendar.constants import holidays as off
from chinese_calendar.constants import workdays as on

_HOME = Path(__file__).parent.parent
_PROVISIONAL_YEARS = 4
_KNOWN_FROM = 2010
# The first year whose days get a name.
_NAMED_FROM = 2020
# A festival of one library by words of the other's names.
_WORDS = {
    "New Year's Day": "new_years_day",
    "Chinese New Year": "spring_festival",
    "Tomb-Sweeping": "tomb_sweeping_day",
    "Labor Day": "labour_day",
    "Dragon Boat": "dragon_boat_festival",
    "Mid-Autumn": "mid_autumn_festival",
    "National Day": "national_day",
}
_TITLES = {
    "new_years_day": {"zh-CN": "元旦", "en": "New Year's Day"},
    "spring_festival": {"zh-CN": "春节", "en": "Spring Festival"},
    "tomb_sweeping_day": {"zh-CN": "清明节", "en": "Tomb-sweeping Day"},
    "labour_day": {"zh-CN": "劳动节", "en": "Labour Day"},
    "dragon_boat_festival": {"zh-CN": "端午节", "en": "Dragon Boat Festival"},
    "mid_autumn_festival": {"zh-CN": "中秋节", "en": "Mid-autumn Festival"},
    "national_day": {"zh-CN": "国庆节", "en": "National Day"},
}


def main() -> None:
    """Write both files, and the browser's copy of the first."""
    announced = max(off).year
    days_off = {day: Holiday(name).name for day, name in off.items()}
    provisional = dict(_provisional(announced + 1, announced + _PROVISIONAL_YEARS))
    weekdays_off = sorted(day for day in days_off | provisional if day.year >= _KNOWN_FROM and day.weekday() < 5)
    weekends_on = sorted(day for day in on if day.year >= _KNOWN_FROM and day.weekday() >= 5)
    for place in ("platform/runtime/expressions", "frontend/src/expressions"):
        (_HOME / place / "china.json").write_text(_known(announced, weekdays_off, weekends_on), encoding="utf-8")
    made_up = {day: Holiday(name).name for day, name in on.items()}
    named = {day: name for day, name in (days_off | made_up | provisional).items() if day.year >= _NAMED_FROM}
    by_name = {name: sorted(day for day, other in named.items() if other == name) for name in _TITLES}
    (_HOME / "platform/runtime/calendars/festivals.json").write_text(_festivals(by_name), encoding="utf-8")


def _provisional(first: int, last: int) -> Iterator[tuple[date, str]]:
    for day, name in sorted(holidays.country_holidays("CN", years=range(first, last + 1)).items()):
        key = next(key for words, key in _WORDS.items() if words in name)
        yield day, key


def _known(announced: int, off_days: list[date], on_days: list[date]) -> str:
    head = f'{{\n  "announced_until": "{announced}-12-31",\n'
    return f'{head}  "off": [\n{_by_year(off_days)}\n  ],\n  "on": [\n{_by_year(on_days)}\n  ]\n}}\n'


def _festivals(days: dict[str, list[date]]) -> str:
    parts = [
        f'  {{"title": {json.dumps(title, ensure_ascii=False)}, "days": [\n{_by_year(days[name])}\n  ]}}'
        for name, title in _TITLES.items()
    ]
    return "[\n" + ",\n".join(parts) + "\n]\n"


def _by_year(days: list[date]) -> str:
    """One line a year, so that a new year shows as one line."""
    years = sorted({day.year for day in days})
    return ",\n".join("    " + ", ".join(f'"{day}"' for day in days if day.year == year) for year in years)


if __name__ == "__main__":
    main()
