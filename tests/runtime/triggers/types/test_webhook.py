"""What a workflow may ask of a body that an intake takes in; that it starts is shown in tests/runtime/intake."""

from typing import Any

import pytest

from loomwork.runtime.errors import InvalidDefinition
from loomwork.runtime.triggers.types.webhook import told
from tests.runtime.triggers.conftest import Listen

SITE = {
    "kind": "intake",
    "key": "site",
    "title": "Site",
    "channel": "webhook",
    "form": "request",
    "map": {"name": "body.name"},
}


@pytest.mark.parametrize(
    ("trigger", "pointer"),
    [
        ({"intake": "elsewhere"}, "/trigger/intake"),
        ({"intake": "site", "values": {"record": "body.id"}}, "/trigger/values/record"),
        ({"intake": "site", "where": {"==": [{"var": "trigger.nothing"}, 1]}}, "/trigger/where/==/0/var"),
    ],
)
def test_what_cannot_be_is_refused_at_publishing(listen: Listen, trigger: dict[str, Any], pointer: str) -> None:
    ear = listen(SITE, type="webhook", form=None, **trigger)
    with pytest.raises(InvalidDefinition) as refused:
        ear.company.compiled()
    assert refused.value.pointer == pointer


def test_values_are_told_as_texts() -> None:
    settings = {"values": {"name": "body.name", "lines": "body.lines", "absent": "body.absent"}}
    body = {"body": {"name": "宁波", "lines": [1, "二"]}}
    given = {"name": "宁波", "lines": '[1, "二"]', "absent": None, "record": "r1", "delivery": "d1"}
    assert told(settings, body, "r1", "d1") == given
