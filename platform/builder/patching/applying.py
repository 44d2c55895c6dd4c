"""Do to a document what a patch says."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from ...runtime.changes import Patch
from .difference import same
from .members import place_of

_GONE = object()


class DoesNotFit(Exception):
    """The document is not as the operation found it; `path` tells where."""

    def __init__(self, path: list[str]) -> None:
        super().__init__("/".join(path))
        self.path = path


def applied(document: dict[str, Any], patch: Patch) -> dict[str, Any]:
    """A new document; the given one stays as it is. Raises DoesNotFit where what an operation changes is not there, or
    is another than it was."""
    changed = deepcopy(document)
    for operation in patch:
        *steps, last = operation["path"]
        home = _home(changed, steps, operation["path"])
        if isinstance(home, dict):
            _in_object(home, last, operation)
        elif isinstance(home, list):
            _in_list(home, last, operation)
        else:
            raise DoesNotFit(operation["path"])
    return changed


def _home(document: Any, steps: list[str], path: list[str]) -> Any:
    here = document
    for step in steps:
        if isinstance(here, dict):
            here = here.get(step, _GONE)
        elif isinstance(here, list) and (place := place_of(here, step)) is not None:
            here = here[place]
        else:
            here = _GONE
        if here is _GONE:
            raise DoesNotFit(path)
    return here


def _in_object(home: dict[str, Any], name: str, operation: Mapping[str, Any]) -> None:
    _expect(home.get(name, _GONE), operation)
    if operation["op"] == "remove":
        del home[name]
    elif operation["op"] in ("add", "set"):
        home[name] = deepcopy(operation["after"])
    else:
        raise DoesNotFit(operation["path"])


def _in_list(home: list[Any], key: str, operation: Mapping[str, Any]) -> None:
    place = place_of(home, key)
    op = operation["op"]
    if op == "move":
        if place is None:
            raise DoesNotFit(operation["path"])
        member = home.pop(place)
        home.insert(_behind(home, operation["after"], operation["path"]), member)
        return
    _expect(_GONE if place is None else home[place], operation)
    if op == "add":
        home.insert(_behind(home, operation["behind"], operation["path"]), deepcopy(operation["after"]))
    elif place is not None and op == "remove":
        del home[place]
    elif place is not None:
        home[place] = deepcopy(operation["after"])


def _expect(found: Any, operation: Mapping[str, Any]) -> None:
    wanted = operation.get("before", _GONE)
    if (found is _GONE) != (wanted is _GONE) or (found is not _GONE and not same(found, wanted)):
        raise DoesNotFit(operation["path"])


def _behind(members: list[Any], key: str | None, path: list[str]) -> int:
    if key is None:
        return 0
    if (place := place_of(members, key)) is None:
        raise DoesNotFit(path)
    return place + 1
