"""Digests of change entries: SHA-256 over salted digests of the values, never over values themselves.

Each leaf of a patch has a salt of its own. Erasing a value replaces it and its salt by the leaf's digest: the entry's
digest, and with it every chain built on it, stays what it was, and the value cannot be guessed back.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import orjson

_SALT_BYTES = 12


def leaves(patch: Sequence[dict[str, Any]]) -> Iterator[tuple[str, Any]]:
    """Each value of a patch with a name unique in it; objects are taken apart by key."""
    for index, operation in enumerate(patch):
        for side in ("before", "after"):
            if side not in operation:
                continue
            value = operation[side]
            if isinstance(value, dict):
                for key in sorted(value):
                    yield f"{index}.{side}.{key}", value[key]
            else:
                yield f"{index}.{side}", value


def seal(identity: Sequence[str], patch: Sequence[dict[str, Any]]) -> tuple[dict[str, str], str]:
    """Fresh salts by leaf and the entry's digest. `identity` names the entry: change, object, action."""
    named = list(leaves(patch))
    noise = os.urandom(_SALT_BYTES * len(named)).hex()
    width = _SALT_BYTES * 2
    salts = {name: noise[i * width : (i + 1) * width] for i, (name, _) in enumerate(named)}
    return salts, _digest(identity, patch, salts, named)


def digest(identity: Sequence[str], patch: Sequence[dict[str, Any]], salts: dict[str, str]) -> str:
    """The entry's digest from its patch and salts, hexadecimal."""
    return _digest(identity, patch, salts, leaves(patch))


def _digest(
    identity: Sequence[str],
    patch: Sequence[dict[str, Any]],
    salts: dict[str, str],
    named: Iterable[tuple[str, Any]],
) -> str:
    sha256, dumps, sorting = hashlib.sha256, orjson.dumps, orjson.OPT_SORT_KEYS
    parts = ["\x00".join(identity).encode()]
    parts += [dumps([index, operation["op"], operation.get("path", [])]) for index, operation in enumerate(patch)]
    for name, value in named:
        leaf = sha256(salts[name].encode() + dumps(value, option=sorting))
        parts += [name.encode(), leaf.digest()]
    return sha256(b"".join(parts)).hexdigest()
