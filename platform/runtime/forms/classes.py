"""Where rules and checks are judged: local (in the browser, and again here with the same verdict), or here alone.

Local is what reads nothing but what the browser has: the fields of the form, the actor's own roles, parameters, the
time, and open decision tables. What was there before, system columns and other records are the server's to know.
"""

from typing import Any

from ..expressions import Environment, questions, references
from ..expressions.tables import tables_called
from .system_columns import SYSTEM_TYPES

_KNOWN_THERE = frozenset({"param", "now", "zone", "actor", "line"})


def is_local(environment: Environment, *trees: Any) -> bool:
    """True when a browser can work all of `trees` out by itself."""
    known = all(_is_known(path) for tree in trees for path in references(tree))
    return known and not any(_decides(tree, environment) or questions(tree, environment) for tree in trees)


def _decides(tree: Any, environment: Environment) -> bool:
    """Whether a decision table is asked whose rows stay on the server."""
    find = environment.tables
    return any(find is None or (table := find(key)) is None or table.told is None for key in tables_called(tree))


def _is_known(path: tuple[str, ...]) -> bool:
    if path[:1] == ("record",):
        return len(path) > 1 and path[1] not in SYSTEM_TYPES
    return bool(path) and path[0] in _KNOWN_THERE
