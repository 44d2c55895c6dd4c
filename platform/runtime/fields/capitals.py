"""Amounts in Chinese capitals (大写金额), as contracts and cheques have them: 1234.50 is 壹仟贰佰叁拾肆元伍角."""

from decimal import Decimal

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "兆")


def in_capitals(amount: Decimal) -> str:
    """The amount, of at most sixteen places before the point, to the fen."""
    cents = int(abs(amount).scaleb(2))
    whole, (jiao, fen) = cents // 100, divmod(cents % 100, 10)
    words = f"{_whole(whole)}元" if whole else ""
    if jiao or fen:
        # A nought is read where places are skipped between the yuan and the fen.
        words += f"{_DIGITS[jiao]}角" if jiao else ("零" if whole else "")
        words += f"{_DIGITS[fen]}分" if fen else "整"
    else:
        words = f"{words or '零元'}整"
    return f"负{words}" if amount < 0 else words


def _whole(number: int) -> str:
    """A whole number in groups of four places; skipped places are read as one nought."""
    words = ""
    skipped = False
    for group in range(3, -1, -1):
        part = number // 10_000**group % 10_000
        if part == 0:
            skipped = bool(words)
            continue
        if words and (skipped or part < 1000):
            words += "零"
        words += _four(part) + _GROUPS[group]
        skipped = False
    return words


def _four(part: int) -> str:
    words, skipped = "", False
    for place in range(3, -1, -1):
        digit = part // 10**place % 10
        if digit == 0:
            skipped = bool(words)
            continue
        words += ("零" if skipped else "") + _DIGITS[digit] + _PLACES[place]
        skipped = False
    return words
