"""Calendar: which fields say when."""

from collections.abc import Callable
from typing import Any

import pytest

from loomwork.runtime.errors import InvalidDefinition


def calendar(**settings: Any) -> dict[str, Any]:
    return {"kind": "view", "key": "days", "form": "deal", "type": "calendar", "title": "Days", "settings": settings}


def test_a_date_says_when_and_a_choice_colours(compiled: Callable[..., Any]) -> None:
    look = compiled(calendar(starts="due", color="status")).look
    assert look.parts == {"starts": "due", "color": "status"}
    assert look.reads == {"due"}


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({}, "/settings/starts"),
        ({"starts": "amount"}, "/settings/starts"),
        ({"starts": "title"}, "/settings/starts"),
        ({"starts": "due", "ends": "amount"}, "/settings/ends"),
        ({"starts": "due", "color": "title"}, "/settings/color"),
    ],
)
def test_other_fields_do_not(compiled: Callable[..., Any], wrong: dict[str, Any], pointer: str) -> None:
    with pytest.raises(InvalidDefinition) as caught:
        compiled(calendar(**wrong))
    assert caught.value.pointer == pointer
