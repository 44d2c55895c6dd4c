"""Person ID: the number of a Chinese identity card (GB 11643), with birthday and check digit.

Stored and JSON: 17 digits and a digit or X; null when empty. People read it masked unless the settings say otherwise.
"""

import re
import unicodedata
from datetime import date
from typing import Any

from marshmallow import Schema, fields
from sqlalchemy.types import TypeEngine

from ..errors import InvalidValue
from ..storage.types import key_text
from .base import FieldType, Prepared, Reader, field_type
from .guessing import Guess

_NUMBER = re.compile(r"[1-9]\d{5}(\d{4})(\d\d)(\d\d)\d{3}[\dX]", re.ASCII)
_SECONDS = {1: "12345", 2: "123", 3: "1234567", 4: "123456", 5: "01234", 6: "12345", 7: "1", 8: "123"}
# The first two digits name a province, region or, for residents from elsewhere, where they hail from.
_REGIONS = frozenset(f"{first}{second}" for first, seconds in _SECONDS.items() for second in seconds)
_CHECKS = "10X98765432"


@field_type("person_id")
class PersonId(FieldType):
    """An identity card's number, shown with its middle hidden."""

    label = {"zh-CN": "身份证号", "en": "Person ID"}
    guess = Guess(21)
    filters = ("equal", "not_equal", "one_of", "empty", "not_empty")
    examples = {"11010519491231002X": "11010519491231002X", "330102199001011234": "330102199001011234", None: None}
    rejects = (
        "110105194912310021",
        "11010519491331002X",
        "1101051949123100",
        110105194912310029,
        "一一〇",
        "99" + "0" * 16,
    )

    class Settings(Schema):
        masked = fields.Boolean(load_default=True)

    def column(self, settings: Prepared) -> TypeEngine[Any]:
        return key_text(18)

    def load(self, raw: Any, settings: Prepared) -> str | None:
        """Blanks, a small x and full-width digits are read away."""
        if raw is None or raw == "":
            return None
        if isinstance(raw, str) and len(raw) <= 60:
            number = "".join(unicodedata.normalize("NFKC", raw).split()).upper()
            if _is_valid(number):
                return number
        raise InvalidValue(
            expected={"zh-CN": "18 位身份证号，最后一位为校验位", "en": "an identity card's number of 18 places"}
        )

    def text(self, stored: Any, settings: Prepared, reader: Reader) -> str:
        if stored is None:
            return ""
        return f"{stored[:3]}{'*' * 11}{stored[-4:]}" if settings["masked"] else str(stored)


def check_digit(body: str) -> str:
    """The 18th place for the first 17 digits."""
    total = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(body))
    return _CHECKS[total % 11]


def _is_valid(number: str) -> bool:
    found = _NUMBER.fullmatch(number)
    if not found or number[:2] not in _REGIONS:
        return False
    try:
        date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return False
    return check_digit(number[:17]) == number[17]
