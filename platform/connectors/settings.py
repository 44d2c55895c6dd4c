"""What settings of several connectors have in common: addresses and inside networks, checked as they are entered."""

import re
from collections.abc import Mapping

from marshmallow import ValidationError

from .addresses import networks, read_address
from .errors import AddressRefused

# The client sets these itself.
_KEPT = {"host", "content-length", "transfer-encoding", "connection", "accept-encoding", "idempotency-key"}
_NETWORKS = {"zh-CN": "网段写成 10.1.2.0/24", "en": "These are no networks; write them as 10.1.2.0/24."}
_HEADER = {"zh-CN": "标头名称写成 X-Api-Key", "en": "This is no name for a header of your own; write it as X-Api-Key."}


class Told(str):
    """A sentence that knows itself in other languages; as text it is English."""

    __slots__ = ("words",)
    words: dict[str, str]

    def __new__(cls, words: Mapping[str, str]) -> "Told":
        made = super().__new__(cls, words["en"])
        made.words = dict(words)
        return made


def is_address(text: str) -> None:
    """For a marshmallow field: an address that outside calls may have."""
    try:
        read_address(text)
    except AddressRefused as error:
        raise ValidationError(Told({locale: error.sentence(locale) for locale in error.words})) from None


def are_networks(texts: list[str]) -> None:
    """For a marshmallow field: networks such as "10.1.2.0/24"."""
    try:
        networks(texts)
    except ValueError:
        raise ValidationError(Told(_NETWORKS)) from None


def is_header(text: str) -> None:
    """For a marshmallow field: the name of a header that a connection may set."""
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*", text, re.ASCII) or text.lower() in _KEPT:
        raise ValidationError(Told(_HEADER))
