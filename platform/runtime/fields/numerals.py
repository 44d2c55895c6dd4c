"""Numbers in Chinese characters, as people write them on forms and cheques: 六十万, 两千五, 壹佰贰拾万."""

import re
from decimal import Decimal

_NAMES = ("零〇", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
_DIGITS = {character: value for value, names in enumerate(_NAMES) for character in names}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_DIGIT = f"[{''.join(_DIGITS)}]"
# Up to 9999: each unit at most once, from the largest down; a zero where some are left out.
_SECTION = re.compile(
    f"(?:({_DIGIT})[千仟])?[零〇]?(?:({_DIGIT})[百佰])?[零〇]?(?:({_DIGIT})?([十拾]))?[零〇]?({_DIGIT})?"
)
_LONGEST = 24


def read_numerals(text: str) -> Decimal | None:
    """The number; None for what is none, such as 三四 or 百."""
    if not text or len(text) > _LONGEST:
        return None
    total = 0
    rest = text
    for name, worth in (("亿", 10**8), ("万", 10**4)):
        before, found, after = rest.partition(name)
        if found:
            count = _section(before)
            if not count:
                return None
            total, rest = total + count * worth, after
            if len(after) == 1 and after in _DIGITS:
                # 三万五 is 35000: the last digit counts in the next unit down.
                return Decimal(total + _DIGITS[after] * worth // 10)
    last = _section(rest)
    return None if last is None else Decimal(total + last)


def _section(text: str) -> int | None:
    """0 for nothing at all."""
    found = _SECTION.fullmatch(text)
    if found is None:
        return None
    thousands, hundreds, tens, ten, ones = found.groups()
    value = sum(_DIGITS[digit] * worth for digit, worth in ((thousands, 1000), (hundreds, 100)) if digit)
    value += (_DIGITS[tens] if tens else 1) * 10 if ten else 0
    if not ones:
        return value
    if text[-2:-1] in ("千", "仟", "百", "佰"):
        return value + _DIGITS[ones] * _UNITS[text[-2]] // 10
    return value + _DIGITS[ones]
