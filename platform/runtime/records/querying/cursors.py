"""Cursors: where a page ended, as opaque text. A cursor belongs to one form and one order."""

import base64
import binascii
import hashlib
from collections.abc import Sequence
from typing import Any

import orjson

from ...errors import PlatformError
from ...expressions import Type
from ..errors import BadQuery
from .codec import decode, encode

_LONGEST = 8_000


def pack(identity: str, values: Sequence[Any]) -> str:
    """The cursor for the last row's sort values (id at the end)."""
    shown = [_mark(identity), *(encode(value) for value in values)]
    return base64.urlsafe_b64encode(orjson.dumps(shown)).decode().rstrip("=")


def unpack(identity: str, cursor: str, types: Sequence[Type]) -> list[Any]:
    """The values `pack` put in. Raises BadQuery for a cursor of another query or one that was altered."""
    try:
        if len(cursor) > _LONGEST:
            raise ValueError
        mark, *values = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if mark != _mark(identity) or len(values) != len(types):
            raise ValueError
        return [decode(value, type_) for value, type_ in zip(values, types, strict=True)]
    except (ValueError, TypeError, ArithmeticError, binascii.Error):
        raise bad_cursor() from None


def bad_cursor() -> PlatformError:
    """The error for a cursor that does not fit."""
    reason = {"zh-CN": "翻页位置已失效，从第一页重新开始", "en": "this cursor is void; start at the first page"}
    return BadQuery(pointer="/cursor", reason=reason)


def _mark(identity: str) -> str:
    return hashlib.sha256(identity.encode()).hexdigest()[:12]
