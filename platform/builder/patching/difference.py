"""What changed from one document to another."""

from typing import Any

from ...runtime.changes import Patch
from ...runtime.changes.ordering import previous, staying
from .members import alike, keys_of, place_of


def difference(before: dict[str, Any], after: dict[str, Any]) -> Patch:
    """The operations that make `after` of `before` when done one after the other.

    Each has a `path` of names and keys. A `set` has `before` and `after`; an `add` its `after` and a `remove` its
    `before`, both in lists with `behind`, the member it stands behind (None: it is the first); a `move` has two such
    members, `before` and `after`.
    """
    patch: Patch = []
    _objects(patch, [], before, after)
    return patch


def _objects(patch: Patch, path: list[str], before: dict[str, Any], after: dict[str, Any]) -> None:
    for name in sorted(before.keys() - after.keys()):
        patch.append({"op": "remove", "path": [*path, name], "before": before[name]})
    for name, value in after.items():
        if name not in before:
            patch.append({"op": "add", "path": [*path, name], "after": value})
        else:
            _values(patch, [*path, name], before[name], value)


def _values(patch: Patch, path: list[str], before: Any, after: Any) -> None:
    if isinstance(before, dict) and isinstance(after, dict) and before.get("key") == after.get("key"):
        _objects(patch, path, before, after)
    elif alike(before, after):
        _lists(patch, path, before, after)
    elif not same(before, after):
        patch.append({"op": "set", "path": path, "before": before, "after": after})


def _lists(patch: Patch, path: list[str], before: list[Any], after: list[Any]) -> None:
    old, wanted = keys_of(before) or [], keys_of(after) or []
    order = list(old)
    for key in old:
        if key not in wanted:
            at = place_of(before, key)
            patch.append(
                {"op": "remove", "path": [*path, key], "before": before[at or 0], "behind": previous(order, key)}
            )
            order.remove(key)
    still = staying(old, wanted)
    for key, member in zip(wanted, after, strict=True):
        behind = previous(wanted, key)
        if key not in old:
            patch.append({"op": "add", "path": [*path, key], "after": member, "behind": behind})
            order.insert(0 if behind is None else order.index(behind) + 1, key)
        elif key not in still:
            patch.append({"op": "move", "path": [*path, key], "before": previous(order, key), "after": behind})
            order.remove(key)
            order.insert(0 if behind is None else order.index(behind) + 1, key)
    for key, member in zip(wanted, after, strict=True):
        if key in old:
            _values(patch, [*path, key], before[place_of(before, key) or 0], member)


def same(one: Any, other: Any) -> bool:
    """Equal as JSON is: true is not 1, and 1.0 is not 1."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(value, other[name]) for name, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(same(a, b) for a, b in zip(one, other, strict=True))
    return type(one) is type(other) and bool(one == other)
