"""A body that an intake would take in, made of what its map asks for: what senders begin with."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from ..errors import PlatformError
from ..forms import FieldPlan
from ..localized import text
from .plan import IntakePlan

# Longer lists in a sample would say no more.
_MOST_PLACES = 5


def sample_body(plan: IntakePlan, locale: str) -> dict[str, Any]:
    """The body; a path into a list of more than a few has no place in it."""
    body: dict[str, Any] = {one: sample_value(plan.form.fields[one], locale) for one in plan.fields}
    for field, path in plan.paths.items():
        _put(body, path.split("."), sample_value(plan.form.fields[field], locale))
    return body


def sample_value(field: FieldPlan, locale: str) -> Any:
    """A JSON value that the field takes, its own title where any words do; None where none is known without asking for
    records."""
    keys = [key for key in field.settings.get("titles", ()) if key not in field.settings.get("closed", ())]
    words = (text(field.title, locale),) if field.type.worded else ()
    offered = (*keys, *([key] for key in keys), *words, *field.type.examples)
    return next((value for value in offered if value not in (None, "") and _fits(field, value)), None)


def _fits(field: FieldPlan, value: Any) -> bool:
    try:
        return field.type.links is None and field.load(value) is not None
    except PlatformError:
        return False


def _put(body: dict[str, Any], steps: list[str], value: Any) -> None:
    at: Any = body
    for step, following in pairwise(steps):
        at = _entered(at, step, [] if following.isdigit() else {})
        if at is None:
            return
    if isinstance(at, Mapping):
        at[steps[-1]] = value  # type: ignore[index]  # all of them are dicts made here
    elif isinstance(at, list) and (place := _place(steps[-1])) is not None:
        _lengthen(at, place)
        at[place] = value


def _entered(at: Any, step: str, empty: Any) -> Any:
    """What stands at the step, put there where nothing does; None where it cannot be entered."""
    if isinstance(at, list):
        if (place := _place(step)) is None:
            return None
        _lengthen(at, place)
        at[place] = empty if at[place] is None else at[place]
        return at[place]
    return at.setdefault(step, empty) if isinstance(at, dict) else None


def _place(step: str) -> int | None:
    return int(step) if step.isdigit() and int(step) < _MOST_PLACES else None


def _lengthen(found: list[Any], place: int) -> None:
    found += [None] * (place + 1 - len(found))
