"""A field that comes to have a value, and did not have it before."""

from typing import Any

import pytest

from loomwork.runtime import records
from loomwork.runtime.errors import InvalidDefinition
from tests.runtime.triggers.conftest import Listen
from tests.runtime.workflows.conftest import APP


def test_only_becoming_counts(listen: Listen) -> None:
    ear = listen(type="field_became", field="amount", values=[3, 4])
    made = ear.company.request(run=False, amount=3)
    context = ear.company.context
    records.change(context, APP, "request", made, {"note": "still three"}, revision=1)
    records.change(context, APP, "request", made, {"amount": 5}, revision=2)
    assert ear.heard() == []
    records.change(context, APP, "request", made, {"amount": 4}, revision=3)
    records.change(context, APP, "request", made, {"note": "still four"}, revision=4)
    assert len(ear.heard()) == 1


@pytest.mark.parametrize(
    ("trigger", "pointer"),
    [
        ({"field": "nothing", "value": 1}, "/trigger/field"),
        ({"field": "amount", "value": "much"}, "/trigger/value"),
        ({"field": "amount", "values": [1, "much"]}, "/trigger/values/1"),
    ],
)
def test_what_cannot_be_is_refused_at_publishing(listen: Listen, trigger: dict[str, Any], pointer: str) -> None:
    ear = listen(type="field_became", **trigger)
    with pytest.raises(InvalidDefinition) as refused:
        ear.company.compiled()
    assert refused.value.pointer == pointer
