"""Take back what a patch did."""

from typing import Any

from ...runtime.changes import Patch

_OPPOSITE = {"add": "remove", "remove": "add", "set": "set", "move": "move"}
_SWAPPED = {"before": "after", "after": "before"}


def inverse(patch: Patch) -> Patch:
    """The operations that undo those of `patch`."""
    return [_turned(operation) for operation in reversed(patch)]


def _turned(operation: dict[str, Any]) -> dict[str, Any]:
    turned = {_SWAPPED.get(name, name): value for name, value in operation.items()}
    return turned | {"op": _OPPOSITE[operation["op"]]}
