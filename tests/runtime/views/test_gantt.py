"""Gantt: parts and predecessors are references of the form to itself, progress is a number."""

from collections.abc import Callable
from typing import Any

import pytest

from loomwork.runtime.errors import InvalidDefinition
from tests.company import DEAL

REFERENCES = [
    {"key": key, "type": "reference", "title": key, "settings": {"form": "deal"}} for key in ("above", "before")
]
FORM = DEAL | {"fields": [*DEAL["fields"], *REFERENCES, {"key": "done", "type": "progress", "title": "Done"}]}


def gantt(**settings: Any) -> dict[str, Any]:
    return {"kind": "view", "key": "plan", "form": "deal", "type": "gantt", "title": "Plan", "settings": settings}


def test_bars_hang_under_and_come_after_one_another(compiled: Callable[..., Any]) -> None:
    settings = {"starts": "due", "parent": "above", "after": "before", "progress": "done"}
    look = compiled(gantt(**settings), FORM).look
    assert (look.parts, look.reads, look.options) == (settings, {"due"}, {"zoom": "week"})


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"starts": "due", "parent": "customer"}, "/settings/parent"),
        ({"starts": "due", "after": "customer"}, "/settings/after"),
        ({"starts": "due", "progress": "title"}, "/settings/progress"),
        ({"parent": "above"}, "/settings/starts"),
    ],
)
def test_other_fields_do_not(compiled: Callable[..., Any], wrong: dict[str, Any], pointer: str) -> None:
    with pytest.raises(InvalidDefinition) as caught:
        compiled(gantt(**wrong), FORM)
    assert caught.value.pointer == pointer
