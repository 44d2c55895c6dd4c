"""Durations as people write them in a formula, 1小时30分 or 2d, made ISO 8601."""

import re

_UNIT = re.compile(r"(\d+)(年|个月|月|周|天|日|小时|时|分钟|分|秒|mo|min|[ywdhs])")
# Each unit's letter, and whether it belongs to the clock.
_LETTERS = {
    "年": "Y", "y": "Y", "个月": "M", "月": "M", "mo": "M", "周": "W", "w": "W", "天": "D", "日": "D", "d": "D",
    "小时": "TH", "时": "TH", "h": "TH", "分钟": "TM", "分": "TM", "min": "TM", "秒": "TS", "s": "TS",
}  # fmt: skip
_ORDER = ("Y", "M", "W", "D", "TH", "TM", "TS")


def iso_duration(written: str) -> str | None:
    """ "PT1H30M" for "1小时30分". None when a unit comes twice or out of order."""
    found = [(number, _LETTERS[unit]) for number, unit in _UNIT.findall(written)]
    places = [_ORDER.index(letter) for _, letter in found]
    if places != sorted(set(places)):
        return None
    days = "".join(number + letter for number, letter in found if letter[0] != "T")
    clock = "".join(number + letter[1] for number, letter in found if letter[0] == "T")
    return f"P{days}T{clock}" if clock else f"P{days}"
