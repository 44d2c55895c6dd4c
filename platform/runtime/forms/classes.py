"""Where rules and checks are judged: local (in the browser, and again here with the same verdict), or here alone.

Local is what reads nothing but what the browser has: the fields of the form, the actor's own roles, parameters, the
time. What was there before, system columns, other records and decision tables are the server's to know.
"""

from typing import Any

from ..expressions import Environment, questions, references
from ..expressions.tables import DECIDE
from .system_columns import SYSTEM_TYPES

_KNOWN_THERE = frozenset({"param", "now", "zone", "actor", "line"})


def is_local(environment: Environment, *trees: Any) -> bool:
    """True when a browser can work all of `trees` out by itself."""
    known = all(_is_known(path) for tree in trees for path in references(tree))
    return known and not any(_decides(tree) or questions(tree, environment) for tree in trees)


def _decides(tree: Any) -> bool:
    """Whether a decision table is asked: its rows stay on the server."""
    if isinstance(tree, list):
        return any(map(_decides, tree))
    return isinstance(tree, dict) and (DECIDE in tree or any(map(_decides, tree.values())))


def _is_known(path: tuple[str, ...]) -> bool:
    if path[:1] == ("record",):
        return len(path) > 1 and path[1] not in SYSTEM_TYPES
    return bool(path) and path[0] in _KNOWN_THERE
