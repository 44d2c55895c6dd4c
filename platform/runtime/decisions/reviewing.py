"""A table looked over while it is written: what is wrong, which rows overlap, which cases no row covers, in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from ..definitions import Definition
from ..errors import InvalidDefinition
from .compiling import draft_plan
from .overlaps import gaps, meetings

_MOST = 20


@dataclass(slots=True)
class Review:
    """`overlaps` are pairs of row keys, `gaps` the cases as people read them; at most twenty of each."""

    errors: list[InvalidDefinition] = field(default_factory=list)
    overlaps: list[tuple[str, str]] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)


def review(app: str, document: Mapping[str, Any], locale: str) -> Review:
    """What its author should know of a table that need not be ready yet."""
    definition = Definition(app, "decision_table", str(document.get("key", "")), 0, "", dict(document))
    try:
        plan = draft_plan(definition)
    except InvalidDefinition as error:
        return Review([error])
    overlaps = [(first.key, second.key) for first, second in islice(meetings(plan), _MOST)]
    return Review([], overlaps, [gap.words(locale) for gap in gaps(plan, _MOST)])
