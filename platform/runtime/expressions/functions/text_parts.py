"""Parts of texts, as in Excel: the first character is 1. Counted by code point."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from ..errors import NotInLists
from ..faults import fault
from ..operators import operator
from ..sql_terms import Builder, Element, Term

# No text that a formula makes grows beyond this: what is nested must not multiply.
LONGEST = 32_767

_HALF = "".join(chr(code) for code in range(0x21, 0x7F)) + " "
_FULL = "".join(chr(code) for code in range(0xFF01, 0xFF5F)) + "\u3000"
_TO_HALF, _TO_FULL = str.maketrans(_FULL, _HALF), str.maketrans(_HALF, _FULL)


def bounded(text: str) -> str | None:
    """The text; empty with a code when it is too long."""
    return text if len(text) <= LONGEST else fault("out_of_range")


def _count(terms: Sequence[Term], position: int) -> int:
    return max(-1, min(2**31 - 1, int(terms[position].value))) if len(terms) > position else 1


def _end_sql(name: str) -> Any:
    def build_end(build: Builder, terms: Sequence[Term]) -> Element:
        count = _count(terms, 1)
        return getattr(sa.func, name)(build.text(terms[0]), count) if count >= 0 else sa.null()

    return build_end


@operator("left", {"zh-CN": "左取", "en": "Left part"}, ["text", "integer"], "text",
          least=1, sql=_end_sql("left"), sql_columns=1)  # fmt: skip
def left(text: str, count: int = 1) -> str | None:
    return text[:count] if count >= 0 else fault("out_of_range")


@operator("right", {"zh-CN": "右取", "en": "Right part"}, ["text", "integer"], "text",
          least=1, sql=_end_sql("right"), sql_columns=1)  # fmt: skip
def right(text: str, count: int = 1) -> str | None:
    if count < 0:
        return fault("out_of_range")
    return text[max(0, len(text) - count) :]


def _mid_sql(build: Builder, terms: Sequence[Term]) -> Element:
    start, count = _count(terms, 1), _count(terms, 2)
    return sa.func.left(sa.func.substr(build.text(terms[0]), start), count) if start >= 1 and count >= 0 else sa.null()


@operator("mid", {"zh-CN": "中间取", "en": "Middle part"}, ["text", "integer", "integer"], "text",
          sql=_mid_sql, sql_columns=1)  # fmt: skip
def middle(text: str, start: int, count: int) -> str | None:
    """`count` characters from place `start`, where 1 is the first."""
    return text[start - 1 : start - 1 + count] if start >= 1 and count >= 0 else fault("out_of_range")


def _find_sql(build: Builder, terms: Sequence[Term]) -> Element:
    if len(terms) > 2:
        raise NotInLists(name="find")
    part, text = (build.text(term) for term in terms)
    return sa.func.nullif(sa.func.strpos(text, part), 0)


@operator("find", {"zh-CN": "查找文字", "en": "Find a text"}, ["text", "text", "integer"], "integer",
          least=2, sql=_find_sql)  # fmt: skip
def find_text(part: str, text: str, start: int = 1) -> int | None:
    """The place of `part` in `text`, from `start` on; empty when it is not there."""
    if start < 1:
        return fault("out_of_range")
    found = text.find(part, start - 1)
    return found + 1 if found >= 0 else None


def _substitute_sql(build: Builder, terms: Sequence[Term]) -> Element:
    """Only where the text cannot grow by it, and where every occurrence is meant."""
    old, new = terms[1].value, terms[2].value
    if len(terms) > 3 or len(new) > len(old):
        raise NotInLists(name="substitute")
    return sa.func.replace(build.text(terms[0]), build.text(terms[1]), build.text(terms[2]))


@operator("substitute", {"zh-CN": "替换", "en": "Substitute"}, ["text", "text", "text", "integer"], "text",
          least=3, sql=_substitute_sql, sql_columns=1)  # fmt: skip
def substitute(text: str, old: str, new: str, which: int | None = None) -> str | None:
    """Every `old` becomes `new`, or only the occurrence `which` (1 is the first)."""
    if not old:
        return text
    if which is None:
        grown = len(text) + text.count(old) * (len(new) - len(old))
        return text.replace(old, new) if grown <= LONGEST else fault("out_of_range")
    if which < 1:
        return fault("out_of_range")
    place = -len(old)
    for _ in range(min(which, len(text) + 1)):
        place = text.find(old, place + len(old))
        if place < 0:
            return text
    return bounded(text[:place] + new + text[place + len(old) :])


@operator("repeat", {"zh-CN": "重复", "en": "Repeat"}, ["text", "integer"], "text", names=("REPT", "REPEAT"))
def repeat(text: str, times: int) -> str | None:
    if times < 0 or len(text) * times > LONGEST:
        return fault("out_of_range")
    return text * times


def _ends_with_sql(build: Builder, terms: Sequence[Term]) -> sa.ColumnElement[bool]:
    text, part = (build.text(term) for term in terms)
    return (sa.func.right(text, sa.func.char_length(part)) == part).is_(sa.true())


@operator("ends_with", {"zh-CN": "结尾是", "en": "Ends with"}, ["text", "text"], "boolean",
          nulls="no", sql=_ends_with_sql)  # fmt: skip
def ends_with(text: str, part: str) -> bool:
    return text.endswith(part)


def _translated(letters: str, others: str) -> Any:
    def build_translated(build: Builder, terms: Sequence[Term]) -> Element:
        return sa.func.translate(build.text(terms[0]), letters, others)

    return build_translated


@operator("half_width", {"zh-CN": "转半角", "en": "Half width"}, ["text"], "text",
          sql=_translated(_FULL, _HALF), names=("ASC", "HALF_WIDTH"))  # fmt: skip
def half_width(text: str) -> str:
    """Full-width letters, digits and signs become narrow ones."""
    return text.translate(_TO_HALF)


@operator("full_width", {"zh-CN": "转全角", "en": "Full width"}, ["text"], "text",
          sql=_translated(_HALF, _FULL), names=("WIDECHAR", "FULL_WIDTH"))  # fmt: skip
def full_width(text: str) -> str:
    """Narrow letters, digits and signs become full-width ones."""
    return text.translate(_TO_FULL)
