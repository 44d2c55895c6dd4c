"""A record that comes to another stage."""

import pytest

from loomwork.runtime import records
from loomwork.runtime.errors import InvalidDefinition
from tests.runtime.triggers.conftest import Listen
from tests.runtime.workflows.conftest import APP


@pytest.mark.parametrize(
    ("named", "heard"), [({}, 2), ({"to": "done"}, 1), ({"from": "new"}, 1), ({"from": "new", "to": "done"}, 0)]
)
def test_ways_between_stages(listen: Listen, named: dict[str, str], heard: int) -> None:
    ear = listen(type="stage_moved", **named)
    made = ear.company.request(run=False)
    records.move(ear.company.context, APP, "request", made, {"status": "delay"})
    records.move(ear.company.context, APP, "request", made, {"status": "finish"})
    assert len(ear.heard()) == heard


@pytest.mark.parametrize(
    ("named", "pointer"),
    [({"field": "amount"}, "/trigger/field"), ({"to": "nowhere"}, "/trigger/to"), ({"from": "x"}, "/trigger/from")],
)
def test_stages_that_are_not_there_are_refused(listen: Listen, named: dict[str, str], pointer: str) -> None:
    ear = listen(type="stage_moved", **named)
    with pytest.raises(InvalidDefinition) as refused:
        ear.company.compiled()
    assert refused.value.pointer == pointer
