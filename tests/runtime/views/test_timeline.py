"""Timeline: which fields say when, and by which there can be lanes."""

from collections.abc import Callable
from typing import Any

import pytest

from loomwork.runtime.errors import InvalidDefinition


def timeline(**settings: Any) -> dict[str, Any]:
    return {"kind": "view", "key": "bars", "form": "deal", "type": "timeline", "title": "Bars", "settings": settings}


def test_a_date_says_when_a_person_makes_a_lane(compiled: Callable[..., Any]) -> None:
    look = compiled(timeline(starts="due", lane="seller", color="status", zoom="month")).look
    assert look.parts == {"starts": "due", "lane": "seller", "color": "status"}
    assert (look.reads, look.options) == ({"due"}, {"zoom": "month"})


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({}, "/settings/starts"),
        ({"starts": "title"}, "/settings/starts"),
        ({"starts": "due", "ends": "amount"}, "/settings/ends"),
        ({"starts": "due", "lane": "reason"}, "/settings/lane"),
        ({"starts": "due", "color": "title"}, "/settings/color"),
        ({"starts": "due", "zoom": "hour"}, "/settings/zoom"),
    ],
)
def test_other_fields_do_not(compiled: Callable[..., Any], wrong: dict[str, Any], pointer: str) -> None:
    with pytest.raises(InvalidDefinition) as caught:
        compiled(timeline(**wrong))
    assert caught.value.pointer == pointer
