"""Options that were retired: one may stay where it stands and is not chosen anew, in fields and in lines alike."""

from collections.abc import Iterator, Mapping
from typing import Any

from ..errors import OptionClosed


def chosen_anew(settings: Mapping[str, Any], value: Any, before: Any, pointer: str) -> Iterator[OptionClosed]:
    """What is wrong with a stored value that takes the place of `before`."""
    for option in sorted(_options(value) & settings["closed"] - _options(before)):
        yield OptionClosed(pointer=pointer, title=settings["titles"][option])


def _options(value: Any) -> set[str]:
    return set(value) if isinstance(value, list) else {value} - {None}
