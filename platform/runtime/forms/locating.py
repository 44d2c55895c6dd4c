"""Say where in a definition something is wrong: pointers grow as an error passes outwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ..errors import InvalidDefinition


@contextmanager
def located(pointer: str, document: Any = None) -> Iterator[None]:
    """Put `pointer` before that of an InvalidDefinition raised inside, and name the document if nobody has yet."""
    try:
        yield
    except InvalidDefinition as error:
        error.pointer = pointer + (error.pointer or "")
        if document is not None:
            error.context.setdefault("document", document)
        raise


def wrong(pointer: str, chinese: str, english: str) -> InvalidDefinition:
    """An InvalidDefinition with its reason in both languages."""
    return InvalidDefinition(pointer=pointer, reason={"zh-CN": chinese, "en": english})
