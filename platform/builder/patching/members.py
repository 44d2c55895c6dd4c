"""Lists whose members are known by a key: objects with a `key`, or texts, each only once."""

from typing import Any


def keys_of(value: Any) -> list[str] | None:
    """The keys of a list's members, in their order; None where the value is no such list."""
    if not isinstance(value, list):
        return None
    keys = [_key_of(member) for member in value]
    known = [key for key in keys if key is not None]
    return known if len(set(known)) == len(value) and len({type(member) for member in value}) <= 1 else None


def place_of(members: list[Any], key: str) -> int | None:
    """Where in a keyed list the member stands."""
    return next((place for place, member in enumerate(members) if _key_of(member) == key), None)


def alike(before: Any, after: Any) -> bool:
    """Both are lists of keyed members of one sort, so that they may be compared member by member."""
    if keys_of(before) is None or keys_of(after) is None:
        return False
    return len({type(member) for member in [*before, *after]}) <= 1


def _key_of(member: Any) -> str | None:
    key = member.get("key") if isinstance(member, dict) else member
    return key if isinstance(key, str) else None
