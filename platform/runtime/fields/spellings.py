"""How people spell numbers, and words that say there is none: "约60万", "¥3,080,000.00", "140-210万", "待定"."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import Any

from .cleanings import Read
from .numerals import read_numerals

_NOTHING_WORDS = r"""
待定 未定 无 暂无 没有 未知 不详 不清楚 待确认 待补充 未填 空 / \ - -- — —— ? ??
n/a na nil none null tbd unknown
"""
_NOTHING = frozenset(_NOTHING_WORDS.split())
_ABOUT = re.compile(r"^(?:大约|大概|差不多|约|近|~|≈|about|approx\.?|ca\.?)\s*|\s*(?:左右|上下)$", re.IGNORECASE)
_SIGN = re.compile(r"^(?:人民币|rmb|cny|¥)\s*|\s*(?:人民币|rmb|cny|元整|元|圆|块钱|块)$", re.IGNORECASE)
_UNITS = {
    "亿": Decimal(10**8),
    "千万": Decimal(10**7),
    "百万": Decimal(10**6),
    "万": Decimal(10**4),
    "w": Decimal(10**4),
    "千": Decimal(1000),
    "k": Decimal(1000),
    "": Decimal(1),
}
_NUMBER = r"(-?\d{1,18}(?:\.\d{1,12})?|-?\d{1,3}(?:[, ]\d{3}){1,5}(?:\.\d{1,12})?)\s*(亿|千万|百万|万|w|千|k|)"
_ONE = re.compile(_NUMBER, re.ASCII | re.IGNORECASE)
_RANGE = re.compile(rf"{_NUMBER}\s*(?:元)?\s*(?:-|–|—|~|至|到)\s*{_NUMBER}", re.ASCII | re.IGNORECASE)
_BEFORE = (
    "不低于|不少于|不超过|不高于|至少|最少|最多|至多|大于|小于|超过|多于|少于|高于|低于|[<>≤≥]=?"
    "|at least |up to |over |under "
)
_AFTER = r"及?以上|及?以下|以内|之内|起|\+|or more|or less"
_BOUND = re.compile(rf"^(?:{_BEFORE})\s*|\s*(?:{_AFTER})$", re.IGNORECASE)
_PLAIN = re.compile(r"-?\d{1,18}(\.\d{1,12})?", re.ASCII)
_LONGEST = 60


def says_nothing(text: str) -> bool:
    """Whether the text is a word for "there is none (yet)"."""
    return text.casefold() in _NOTHING


def narrowed(cell: str) -> tuple[str, tuple[str, ...]]:
    """The text with plain characters and without blanks at its ends, and which cleanings that took."""
    text = cell.strip()
    done: tuple[str, ...] = ("trimmed",) if text != cell else ()
    if text.isascii():
        return text, done
    plain = unicodedata.normalize("NFKC", text)
    # A full-width sign of money is what people type; it is no cleaning worth telling.
    return plain.strip(), (*done, "width") if plain != text and plain != text.replace("\uffe5", "\xa5") else done


def read_number(cell: Any) -> Read:
    """The number in a cell as decimal text; what is no number comes back as it is, to be refused by its field."""
    if isinstance(cell, bool):
        return Read(str(cell))
    if isinstance(cell, (int, float)):
        return Read(_cell_number(cell))
    if not isinstance(cell, str):
        return Read(None if cell is None else str(cell))
    if _PLAIN.fullmatch(cell):
        return Read(cell)
    text, done = narrowed(cell)
    if not text:
        return Read(None, done)
    if len(text) > _LONGEST:
        return Read(text, done)
    if says_nothing(text):
        return Read(None, (*done, "nothing"))
    return _spelled(text, done)


def _spelled(text: str, done: tuple[str, ...]) -> Read:
    bare = _ABOUT.sub("", text)
    done = (*done, "about") if bare != text else done
    plain = _SIGN.sub("", bare)
    done = (*done, "sign") if plain != bare else done
    if one := _ONE.fullmatch(plain):
        return Read(_text(_worth(one[1], one[2])), done + _how(one[1], one[2]))
    if (number := read_numerals(plain)) is not None:
        return Read(_text(number), (*done, "numerals"))
    if (two := _RANGE.fullmatch(plain)) and (ends := _ends(two)):
        low, high = ends
        choices = {"low": _text(low), "middle": _text((low + high) / 2), "high": _text(high)}
        return Read(text, (*done, "range"), "range", choices)
    return _bounded(text, done)


def _bounded(text: str, done: tuple[str, ...]) -> Read:
    """100万以上 says one number and means any from there: somebody decides whether it will do."""
    bare = _BOUND.sub("", text)
    if bare != text:
        number = _spelled(bare, done)
        if (number.asks is None and number.value != bare) or _PLAIN.fullmatch(bare):
            return Read(text, (*number.done, "bound"), "bound", {"number": number.value})
    return Read(text)


def _ends(two: re.Match[str]) -> tuple[Decimal, Decimal] | None:
    """140-210万 means both in 万; 1万-2万 each its own."""
    low, high = _worth(two[1], two[2] or two[4]), _worth(two[3], two[4])
    return (low, high) if low < high else None


def _how(digits: str, unit: str) -> tuple[str, ...]:
    separated = ("thousands",) if "," in digits or " " in digits else ()
    return (*separated, "unit") if unit else separated


def _worth(digits: str, unit: str) -> Decimal:
    return Decimal(digits.replace(",", "").replace(" ", "")) * _UNITS[unit.lower()]


def _cell_number(cell: float) -> str:
    """As the spreadsheet shows it: fifteen digits, so that 0.1 + 0.2 is 0.3."""
    try:
        return _text(Decimal(format(cell, ".15g") if isinstance(cell, float) else cell))
    except InvalidOperation:
        return str(cell)


def _text(number: Decimal) -> str:
    """Without an exponent, and without zeros that nobody wrote."""
    if not number.is_finite():
        return str(number)
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
