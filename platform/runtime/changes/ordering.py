"""Which members of a keyed list stay where they are when its order changes, so that the fewest are told as moved."""

from collections.abc import Mapping, Sequence


def staying(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """The members of both lists that keep their order among themselves: the most there can be."""
    places = {key: place for place, key in enumerate(before)}
    return _longest_rising([key for key in after if key in places], places)


def previous(order: Sequence[str], key: str) -> str | None:
    """The member that stands before `key`; None for the first."""
    place = order.index(key)
    return order[place - 1] if place else None


def _longest_rising(order: Sequence[str], places: Mapping[str, int]) -> set[str]:
    """The longest run of `order` whose places rise (patience sorting)."""
    tails: list[str] = []
    came_from: dict[str, str | None] = {}
    for key in order:
        low, high = 0, len(tails)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if places[tails[middle]] < places[key] else (low, middle)
        came_from[key] = tails[low - 1] if low else None
        tails[low : low + 1] = [key]
    kept: set[str] = set()
    last = tails[-1] if tails else None
    while last is not None:
        kept.add(last)
        last = came_from[last]
    return kept
