"""Phone: a number as people in China write it, kept as bare digits.

Stored: digits ("13800000000", "057487654321"), foreign ones with "+" before. JSON: the same; blanks, dashes, brackets,
full-width digits and +86 are read away; null when empty.
"""

import re
import unicodedata
from typing import Any

from sqlalchemy.types import TypeEngine

from ..errors import InvalidValue
from ..storage.types import key_text
from .base import FieldType, Prepared, cell_text, field_type
from .cleanings import Read
from .guessing import Column, Guess
from .operators import WORDS
from .spellings import narrowed, says_nothing

_FILLING = re.compile(r"[\s\-‐-―()·.]+")
_CHINESE = re.compile(r"(?:\+86|0086|86)?(1[3-9]\d{9}|0\d{9,11}|[48]00\d{7})", re.ASCII)
_MOBILE = re.compile(r"1[3-9]\d{5,14}", re.ASCII)
_MOBILE_ONLY = re.compile(r"(?:\+?86)?1[3-9]\d{9}", re.ASCII)
_FOREIGN = re.compile(r"\+(?!86)[1-9]\d{6,14}", re.ASCII)


def _guessed(column: Column) -> dict[str, Any] | None:
    """Mobile numbers, or what is called a phone: other long numbers may be anything."""
    named = column.called("电话", "手机", "座机", "phone", "mobile", "tel")
    return {} if named or all(_MOBILE_ONLY.fullmatch(_FILLING.sub("", text)) for text in column.texts) else None


@field_type("phone")
class Phone(FieldType):
    """A mobile or landline number."""

    label = {"zh-CN": "电话", "en": "Phone"}
    guess = Guess(22, _guessed)
    filters = WORDS
    examples = {
        "13800000000": "13800000000",
        "057487654321": "057487654321",
        "+442071234567": "+442071234567",
        None: None,
    }
    rejects = ("1386004804", "138000000001", "12345678901", "none", 13800000000, "+861", True)
    searchable = True

    def column(self, settings: Prepared) -> TypeEngine[Any]:
        return key_text(20)

    def load(self, raw: Any, settings: Prepared) -> str | None:
        if raw is None or raw == "":
            return None
        if isinstance(raw, str) and len(raw) <= 60:
            digits = _FILLING.sub("", unicodedata.normalize("NFKC", raw))
            if found := _CHINESE.fullmatch(digits):
                return found[1]
            if _FOREIGN.fullmatch(digits):
                return digits
            if _MOBILE.fullmatch(digits):
                raise InvalidValue(expected=_short(len(digits)))
        raise InvalidValue(
            expected={
                "zh-CN": "手机号（11 位）或带区号的座机号，例如 13800000000",
                "en": "a phone number with its area code, such as 13800000000",
            }
        )

    def read_cell(self, cell: Any, settings: Prepared) -> Any:
        text, done = narrowed(cell if isinstance(cell, str) else cell_text(cell))
        if text.isdigit():
            return Read(text, done)
        if says_nothing(text) or not text:
            return Read(None, (*done, "nothing") if text else done)
        digits = _FILLING.sub("", text)
        done = (*done, "separators") if digits != text else done
        if (found := _CHINESE.fullmatch(digits)) and found[1] != digits:
            return Read(found[1], (*done, "country_code"))
        return Read(digits, done)


def _short(count: int) -> dict[str, str]:
    return {
        "zh-CN": f"手机号 11 位，这里有 {count} 位",
        "en": f"a mobile number of 11 digits; this one has {count}",
    }
