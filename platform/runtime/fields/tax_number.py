"""Company tax number: the unified social credit code (GB 32100), whose last place checks the others.

Stored and JSON: 18 digits and capital letters; null when empty. Small letters, full-width signs and blanks are read.
"""

import unicodedata
from typing import Any

from sqlalchemy.types import TypeEngine

from ..errors import InvalidValue
from ..storage.types import key_text
from .base import FieldType, Prepared, field_type
from .operators import WORDS

_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUES = {sign: value for value, sign in enumerate(_SIGNS)}


@field_type("tax_number")
class TaxNumber(FieldType):
    """A company's unified social credit code, as it stands on invoices."""

    label = {"zh-CN": "税号", "en": "Tax number"}
    filters = WORDS
    examples = {"91350100M000100Y43": "91350100M000100Y43", "911100000000000061": "911100000000000061", None: None}
    rejects = (
        "91350100M000100Y44",
        "91350100M000100Y4",
        "91350100I000100Y43",
        "330102199001011234",
        5,
        "税号",
        "0" * 19,
    )
    searchable = True

    def column(self, settings: Prepared) -> TypeEngine[Any]:
        return key_text(18)

    def load(self, raw: Any, settings: Prepared) -> str | None:
        if raw is None or raw == "":
            return None
        if isinstance(raw, str) and len(raw) <= 60:
            code = "".join(unicodedata.normalize("NFKC", raw).split()).upper()
            if len(code) == 18 and check_sign(code[:17]) == code[17]:
                return code
        raise InvalidValue(
            expected={
                "zh-CN": "18 位统一社会信用代码，最后一位为校验位",
                "en": "a unified social credit code of 18 places, the last of which checks the others",
            }
        )


def check_sign(body: str) -> str | None:
    """The 18th place for the first 17; None where one of them is no sign of the code."""
    if any(sign not in _VALUES for sign in body) or len(body) != 17:
        return None
    total = sum(_VALUES[sign] * pow(3, place, 31) for place, sign in enumerate(body))
    return _SIGNS[-total % 31]
