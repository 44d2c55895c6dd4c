"""Lists: what is in them, put together as text, one taken out."""

from collections.abc import Sequence
from typing import Any

from ..flattening import flat
from ..operators import operator
from ..values import equal
from .text import words
from .text_parts import bounded


def _holds(values: Sequence[Any], wanted: Any) -> bool:
    return any(equal(value, wanted) for value in values)


@operator("contains_any", {"zh-CN": "包含任一", "en": "Contains any"}, ["list", "list"], "boolean", nulls="no")
def contains_any(values: list[Any], wanted: list[Any]) -> bool:
    return any(_holds(values, one) for one in wanted)


@operator("contains_all", {"zh-CN": "包含全部", "en": "Contains all"}, ["list", "list"], "boolean", nulls="no")
def contains_all(values: list[Any], wanted: list[Any]) -> bool:
    """True also when nothing is wanted."""
    return all(_holds(values, one) for one in wanted)


@operator("countif", {"zh-CN": "计数相等项", "en": "Count what equals"}, ["list", "any"], "integer", nulls="own")
def count_equal(values: list[Any] | None, wanted: Any) -> int:
    """How many of the list's values equal `wanted`; 0 of an empty list."""
    return sum(equal(value, wanted) for value in values or ())


@operator("unique", {"zh-CN": "去重", "en": "Without repeats"}, ["list"], "list")
def unique(values: list[Any]) -> list[Any]:
    """Each value once, in the order of coming."""
    found: list[Any] = []
    for value in values:
        if not _holds(found, value):
            found.append(value)
    return found


@operator("join", {"zh-CN": "拼接列表", "en": "Join a list"}, ["list", "text"], "text", least=1)
def join_list(values: list[Any], separator: str = "、") -> str | None:
    """The values that are not empty as one text."""
    return bounded(separator.join(words(value) for value in flat(values) if not isinstance(value, bool)))


@operator("item", {"zh-CN": "取列表项", "en": "Item of a list"}, ["list", "integer"], "any", names=("INDEX", "ITEM"))
def item(values: list[Any], place: int) -> Any:
    """The value at `place`, where 1 is the first and -1 the last; empty when there is none."""
    if not 1 <= abs(place) <= len(values):
        return None
    return values[place - 1 if place > 0 else place]
