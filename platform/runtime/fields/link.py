"""Link: the address of a web page or a mailbox.

Stored and JSON: the address with its scheme, https, http or mailto and no other; null when empty. What is typed without
one ("www.example.com/a") is taken for https.
"""

import re
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy.types import TypeEngine

from ..errors import InvalidValue
from ..storage.types import long_text
from .base import FieldType, Prepared, field_type, is_storable
from .guessing import Column, Guess
from .operators import WORDS

_LONGEST = 2000
_ALLOWED = ("https", "http", "mailto")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:", re.ASCII)
_BARE = re.compile(r"(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,63}(?::\d{1,5})?(?:[/?#].*)?", re.ASCII)
# Browsers skip some of these inside an address and turn others into slashes, so none may stand in one.
_ODD = re.compile(r"[\s\\<>\"'`\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2066-\u2069]")


def _guessed(column: Column) -> dict[str, Any] | None:
    """Addresses with their scheme: a name with a dot may be a file or a model."""
    return {} if all("://" in text or text.startswith("www.") for text in column.texts) else None


@field_type("link")
class Link(FieldType):
    """The address of a web page, such as a company's site."""

    label = {"zh-CN": "链接", "en": "Link"}
    guess = Guess(23, _guessed)
    filters = WORDS
    examples = {
        "https://example.com/报价?a=1": "https://example.com/报价?a=1",
        "http://example.com": "http://example.com",
        "mailto:sales@example.com": "mailto:sales@example.com",
        None: None,
    }
    rejects = (
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,<script>1</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "https://",
        "https:\\\\example.com",
        "https://bank.example@evil.example/",
        "//example.com",
        "abc",
        5,
    )
    searchable = True

    def column(self, settings: Prepared) -> TypeEngine[Any]:
        return long_text()

    def load(self, raw: Any, settings: Prepared) -> str | None:
        if raw is None or raw == "":
            return None
        if isinstance(raw, str) and len(raw) <= _LONGEST and is_storable(raw):
            address = raw.strip()
            if _BARE.fullmatch(address) and not address.lower().startswith("javascript"):
                address = f"https://{address}"
            if _is_safe(address):
                return address
        raise InvalidValue(
            expected={
                "zh-CN": "以 https://、http:// 或 mailto: 开头的链接",
                "en": "a link that begins with https://, http:// or mailto:",
            }
        )


def _is_safe(address: str) -> bool:
    found = _SCHEME.match(address)
    if not found or found[0][:-1].lower() not in _ALLOWED or _ODD.search(address):
        return False
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        return False
    if parts.scheme == "mailto":
        return "@" in parts.path and not parts.netloc
    return bool(host) and parts.username is None and (port is None or port > 0)
