"""Email: one address.

Stored and JSON: the address, its host in small letters; null when empty.
"""

import re
import unicodedata
from typing import Any

from sqlalchemy.types import TypeEngine

from ..errors import InvalidValue
from ..storage.types import key_text
from .base import FieldType, Prepared, field_type
from .guessing import Guess
from .operators import WORDS

_LONGEST = 254
_ADDRESS = re.compile(
    r"([A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*)@"
    r"((?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63})",
    re.ASCII,
)


@field_type("email")
class Email(FieldType):
    """An email address."""

    label = {"zh-CN": "邮箱", "en": "Email"}
    guess = Guess(20)
    filters = WORDS
    examples = {
        "wang.lei@example.com": "wang.lei@example.com",
        "A+b@mail.example.cn": "A+b@mail.example.cn",
        None: None,
    }
    rejects = ("wang", "a@b", "a b@example.com", "a@example..com", "@example.com", "a@-x.com", 5, "a@b@example.com")
    searchable = True

    def column(self, settings: Prepared) -> TypeEngine[Any]:
        return key_text(_LONGEST)

    def load(self, raw: Any, settings: Prepared) -> str | None:
        """Blanks around it and full-width signs are read away."""
        if raw is None or raw == "":
            return None
        if isinstance(raw, str) and len(raw) <= _LONGEST:
            found = _ADDRESS.fullmatch(unicodedata.normalize("NFKC", raw).strip())
            if found and len(found[1]) <= 64:
                return f"{found[1]}@{found[2].lower()}"
        raise InvalidValue(
            expected={"zh-CN": "邮箱地址，例如 name@example.com", "en": "an email address, such as name@example.com"}
        )
