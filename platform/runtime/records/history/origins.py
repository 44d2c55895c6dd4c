"""Where each value of a record came from: the last entry of its history that set the field."""

from typing import Any

from ...context import Context
from .entries import history

_PAGE = 100
_MOST = 1000


def origins(context: Context, app: str, form: str, id: str) -> dict[str, dict[str, Any]]:
    """Field → {"at", "actor", "provenance", "source"} for the fields the actor sees; those never set are left out.

    Raises NotFound.
    """
    found: dict[str, dict[str, Any]] = {}
    before: str | None = None
    for _ in range(0, _MOST, _PAGE):
        entries = history(context, app, form, id, limit=_PAGE, before=before)
        for entry in entries:
            told = {name: entry[name] for name in ("at", "actor", "provenance", "source")}
            for change in entry["changes"]:
                found.setdefault(change["field"], told)
        if len(entries) < _PAGE:
            break
        before = entries[-1]["id"]
    return found
