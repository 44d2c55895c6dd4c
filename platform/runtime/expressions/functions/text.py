"""Texts, counted and compared by code point. Case follows one letter for one letter, alike everywhere."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from ..nodes import MANY
from ..operators import operator
from ..sql_comparison import within
from ..sql_terms import Builder, Element, Term
from ..values import number_text

SPACES = " \t\n\r\f\v\u00a0\u3000"


def _case_pairs() -> tuple[str, str]:
    """Letters whose other case is one letter and leads back: Latin, Greek, Cyrillic, full width. Databases differ on
    all others (ß, İ, final sigma), so those stay as they are."""
    ranges = (range(0x41, 0x250), range(0x370, 0x530), range(0xFF21, 0xFF5B))
    upper = [chr(code) for codes in ranges for code in codes if _leads_back(chr(code))]
    return "".join(upper), "".join(letter.lower() for letter in upper)


def _leads_back(letter: str) -> bool:
    other = letter.lower()
    return letter != other and len(other) == 1 and other.upper() == letter


UPPER, LOWER = _case_pairs()
_TO_LOWER = str.maketrans(UPPER, LOWER)
_TO_UPPER = str.maketrans(LOWER, UPPER)


def _concat_sql(build: Builder, terms: Sequence[Term]) -> Element:
    return sa.func.concat(*(build.words(term) for term in terms if term.element is not None or term.value is not None))


@operator(
    "cat",
    {"zh-CN": "连接文字", "en": "Join texts"},
    ["words"],
    "text",
    least=1,
    most=MANY,
    nulls="own",
    sql=_concat_sql,
    names=(
        "CONCAT",
        "CONCATENATE",
    ),
)
def join(*values: Any) -> str:
    """Empty arguments add nothing; numbers in plain notation, dates as 2026-01-05."""
    return "".join(words(value) for value in values)


def words(value: str | int | Decimal | date | None) -> str:
    """What a value reads like inside a text."""
    if value is None:
        return ""
    if isinstance(value, (int, Decimal)):
        return number_text(value)
    return value.isoformat() if isinstance(value, date) else value


def _length_sql(build: Builder, terms: Sequence[Term]) -> Element:
    return sa.func.char_length(build.text(terms[0]))


@operator(
    "length",
    {"zh-CN": "字数", "en": "Length"},
    ["text"],
    "integer",
    sql=_length_sql,
    names=(
        "LEN",
        "LENGTH",
    ),
)
def length(value: str) -> int:
    return len(value)


def _translate(letters: str, others: str) -> Any:
    def build_translate(build: Builder, terms: Sequence[Term]) -> Element:
        return sa.func.translate(build.text(terms[0]), letters, others)

    return build_translate


@operator("lower", {"zh-CN": "转小写", "en": "Lower case"}, ["text"], "text", sql=_translate(UPPER, LOWER))
def lower(value: str) -> str:
    return value.translate(_TO_LOWER)


@operator("upper", {"zh-CN": "转大写", "en": "Upper case"}, ["text"], "text", sql=_translate(LOWER, UPPER))
def upper(value: str) -> str:
    return value.translate(_TO_UPPER)


def _trim_sql(build: Builder, terms: Sequence[Term]) -> Element:
    return sa.func.btrim(build.text(terms[0]), SPACES)


@operator("trim", {"zh-CN": "去首尾空格", "en": "Trim"}, ["text"], "text", sql=_trim_sql)
def trim(value: str) -> str:
    """Spaces, tabs, line ends and the wide space, at both ends."""
    return value.strip(SPACES)


def _contains_sql(build: Builder, terms: Sequence[Term]) -> sa.ColumnElement[bool]:
    return within(build, terms[0], terms[1])


@operator("contains", {"zh-CN": "包含", "en": "Contains"}, ["text", "text"], "boolean",
          nulls="no", sql=_contains_sql, sql_everywhere=True)  # fmt: skip
def contains(value: str, part: str) -> bool:
    return part in value


def _starts_with_sql(build: Builder, terms: Sequence[Term]) -> sa.ColumnElement[bool]:
    return sa.func.starts_with(build.text(terms[0]), build.text(terms[1])).is_(sa.true())


@operator("starts_with", {"zh-CN": "开头是", "en": "Starts with"}, ["text", "text"], "boolean",
          nulls="no", sql=_starts_with_sql)  # fmt: skip
def starts_with(value: str, part: str) -> bool:
    return value.startswith(part)


def _substr_sql(build: Builder, terms: Sequence[Term]) -> Element:
    # right(s, -n) drops the first n, right(s, n) keeps the last n; left(s, -n) drops the last n.
    start = _clamped(terms[1].value)
    part = build.text(terms[0]) if start == 0 else sa.func.right(build.text(terms[0]), -start)
    return part if len(terms) == 2 else sa.func.left(part, _clamped(terms[2].value))


def _clamped(number: int) -> int:
    return max(-(2**31) + 1, min(2**31 - 1, int(number)))


@operator("substr", {"zh-CN": "截取文字", "en": "Part of a text"}, ["text", "integer", "integer"], "text",
          least=2, sql=_substr_sql, sql_columns=1)  # fmt: skip
def substr(value: str, start: int, count: int | None = None) -> str:
    """From `start` (0 is the first; negative counts from the end), `count` characters; a negative count leaves that
    many out at the end."""
    rest = value[start:]
    return rest if count is None else rest[:count]
