"""Checks of a form: conditions that must hold when a record is written, each with words of the form's maker."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..expressions import Environment, references
from ..localized import Localized
from .computing import Closure, check_condition
from .fields import FieldPlan, unknown_field
from .locating import located


@dataclass(frozen=True, slots=True)
class Check:
    """`field` is where the message is shown; None for the form as a whole. A check that is empty holds."""

    key: str
    holds: Closure
    message: Localized
    field: str | None
    warns: bool
    reads: frozenset[str]

    def fails(self, data: Mapping[str, Any]) -> bool:
        return self.holds(data) is False


def compile_checks(
    documents: Sequence[dict[str, Any]], fields: Mapping[str, FieldPlan], environment: Environment
) -> tuple[Check, ...]:
    """Raises InvalidDefinition with a pointer into the form."""
    checks = []
    for index, document in enumerate(documents):
        with located(f"/checks/{index}/assert"):
            holds = check_condition(document["assert"], environment)
        shown = document.get("field")
        if shown is not None and shown not in fields:
            raise unknown_field(shown, f"/checks/{index}/field")
        warns = document.get("warn") is True
        reads = frozenset(path[1] for path in references(document["assert"]) if len(path) > 1 and path[0] == "record")
        checks.append(Check(document["key"], holds, document["message"], shown, warns, reads))
    return tuple(checks)
