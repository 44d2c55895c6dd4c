"""Paths into a JSON body that came from outside: "contact.phones.0" is the first of the phones of the contact."""

from collections.abc import Mapping, Sequence
from typing import Any

PATTERN = r"^[^.\s]{1,100}(\.[^.\s]{1,100}){0,9}$"
# Said by `value_at` where the path leads nowhere, which is not the same as null.
ABSENT = object()


def value_at(body: Any, path: str) -> Any:
    """What stands at the path; ABSENT where nothing does."""
    found = body
    for step in path.split("."):
        if isinstance(found, Mapping):
            found = found.get(step, ABSENT)
        elif isinstance(found, Sequence) and not isinstance(found, str):
            found = found[int(step)] if step.isascii() and step.isdigit() and int(step) < len(found) else ABSENT
        else:
            return ABSENT
    return found
