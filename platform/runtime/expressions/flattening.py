"""What a function finds in its values: those of lists one by one, without empty ones."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from .faults import fault
from .types import Type
from .values import Number, parse

NUMBERS = frozenset({int, Decimal})


def flat(values: Iterable[Any]) -> Iterator[Any]:
    """The values, those of lists one by one, without empty ones."""
    for value in values:
        if type(value) is list:
            yield from flat(value)
        elif value is not None:
            yield value


def numbers_of(values: Iterable[Any]) -> list[Number] | None:
    """The numbers among the values; None with a code when something else is there. Lists come from JSON, too, which
    writes decimals as texts."""
    found = [parse(value, Type.DECIMAL) if type(value) is str else value for value in flat(values)]
    return found if all(type(value) in NUMBERS for value in found) else fault("type_mismatch")
