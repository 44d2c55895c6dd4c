"""Patterns that makers of apps write for texts: matched by RE2, in time that grows with the text, whatever the pattern
says. Look-around and back-references, which need more than that, are refused."""

from functools import lru_cache
from typing import Any

import re2  # type: ignore[import-not-found, import-untyped, unused-ignore]
from marshmallow import ValidationError

LONGEST = 300
_MEMORY = 1 << 20


@lru_cache(maxsize=512)
def compiled(pattern: str) -> Any:
    """The pattern ready for `fullmatch`. Raises ValidationError for one that cannot be used."""
    options = re2.Options()
    # Otherwise it writes to standard error.
    options.log_errors = False
    options.max_mem = _MEMORY
    try:
        return re2.compile(pattern, options)
    except re2.error:
        raise ValidationError("a regular expression without look-around and back-references") from None


def check_pattern(pattern: str | None) -> None:
    """Refuse a pattern in settings that cannot be used."""
    if pattern is None:
        return
    if len(pattern) > LONGEST:
        raise ValidationError(f"a regular expression of up to {LONGEST} characters")
    compiled(pattern)
