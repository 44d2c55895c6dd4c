"""The types of expression values, and the words for them.

Python values: None, bool, int, Decimal, str, date, aware datetime, list. A duration is its ISO 8601 text. Never float.
"""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any


class Type(StrEnum):
    """ANY is not known before the run; NULL is the type of the empty literal."""

    ANY = "any"
    NULL = "null"
    BOOLEAN = "boolean"
    INTEGER = "integer"
    DECIMAL = "decimal"
    TEXT = "text"
    DATE = "date"
    DATETIME = "datetime"
    DURATION = "duration"
    LIST = "list"


NUMBERS = frozenset({Type.INTEGER, Type.DECIMAL})
UNKNOWN = frozenset({Type.ANY, Type.NULL})

# Kinds of argument positions that are not a type of their own.
_ACCEPTS: dict[str, frozenset[Type]] = {
    "number": NUMBERS,
    "decimal": NUMBERS,
    "day": frozenset({Type.DATE, Type.DATETIME}),
    "when": frozenset({Type.DATE, Type.DATETIME}),
    "ordered": NUMBERS | {Type.TEXT, Type.DATE, Type.DATETIME},
    "words": NUMBERS | {Type.TEXT, Type.DATE},
    "many": frozenset({Type.LIST, Type.TEXT}),
    "duration": frozenset({Type.DURATION, Type.TEXT}),
    "text": frozenset({Type.TEXT, Type.DURATION}),
    "same": frozenset(Type),
    "any": frozenset(Type),
    "other": frozenset(Type),
    "numbers": NUMBERS | {Type.LIST},
    "measured": NUMBERS | {Type.TEXT, Type.DATE, Type.DATETIME, Type.LIST},
    "shown": NUMBERS | {Type.DATE, Type.DATETIME},
    "single": frozenset(Type) - {Type.LIST},
    "document": frozenset({Type.ANY}),
}

_PYTHON: dict[Type, frozenset[type]] = {
    Type.BOOLEAN: frozenset({bool}),
    Type.INTEGER: frozenset({int, Decimal}),
    Type.DECIMAL: frozenset({int, Decimal}),
    Type.TEXT: frozenset({str}),
    Type.DATE: frozenset({date}),
    Type.DATETIME: frozenset({datetime}),
    Type.DURATION: frozenset({str}),
    Type.LIST: frozenset({list}),
}

_WORDS: dict[str, dict[str, str]] = {
    "any": {"zh-CN": "任意值", "en": "any value"},
    "same": {"zh-CN": "与其他参数同类的值", "en": "a value of the same sort as the others"},
    "null": {"zh-CN": "空值", "en": "empty"},
    "boolean": {"zh-CN": "是或否", "en": "yes or no"},
    "integer": {"zh-CN": "整数", "en": "a whole number"},
    "decimal": {"zh-CN": "数字", "en": "a number"},
    "number": {"zh-CN": "数字", "en": "a number"},
    "text": {"zh-CN": "文字", "en": "a text"},
    "date": {"zh-CN": "日期", "en": "a date"},
    "datetime": {"zh-CN": "日期时间", "en": "a date with time"},
    "day": {"zh-CN": "日期", "en": "a date"},
    "when": {"zh-CN": "日期或日期时间", "en": "a date, with or without time"},
    "duration": {"zh-CN": "时长，如 PT15M", "en": "a duration, such as PT15M"},
    "list": {"zh-CN": "列表", "en": "a list"},
    "many": {"zh-CN": "列表或文字", "en": "a list or a text"},
    "ordered": {"zh-CN": "数字、文字或日期", "en": "a number, a text or a date"},
    "other": {"zh-CN": "与其他结果同类的值", "en": "a value of the same sort as the other results"},
    "numbers": {"zh-CN": "数字或数字列表", "en": "a number or a list of numbers"},
    "measured": {"zh-CN": "数字、文字、日期或列表", "en": "a number, a text, a date or a list"},
    "shown": {"zh-CN": "数字或日期", "en": "a number or a date"},
    "document": {"zh-CN": "地址或矩阵字段", "en": "a field of an address or a survey matrix"},
    "single": {"zh-CN": "单个值", "en": "a single value"},
    "words": {"zh-CN": "文字、数字或日期", "en": "a text, a number or a date"},
}


def accepts(kind: str) -> frozenset[Type]:
    """The types that an argument position of `kind` takes."""
    return _ACCEPTS.get(kind) or frozenset({Type(kind)})


def python_types(kind: str) -> frozenset[type]:
    """The Python types that may arrive at a position of `kind` during a run."""
    return frozenset().union(*(_PYTHON.get(type_, frozenset()) for type_ in accepts(kind)))


def words(kind: str) -> dict[str, str]:
    """What people call `kind`, per language."""
    return _WORDS[kind]


def family(type_: Type) -> Type:
    """Types that compare with each other share a family."""
    if type_ in NUMBERS:
        return Type.DECIMAL
    return Type.TEXT if type_ is Type.DURATION else type_


_OF_PYTHON = {
    type(None): Type.NULL,
    bool: Type.BOOLEAN,
    int: Type.INTEGER,
    Decimal: Type.DECIMAL,
    str: Type.TEXT,
    date: Type.DATE,
    datetime: Type.DATETIME,
    list: Type.LIST,
}


def type_of(value: Any) -> Type:
    """The type of a value; ANY for what an expression cannot hold."""
    return _OF_PYTHON.get(type(value), Type.ANY)
