"""Every change is heard; the condition may compare before and after."""

from loomwork.runtime import records
from tests.runtime.triggers.conftest import Listen
from tests.runtime.workflows.conftest import APP


def test_changes_are_heard_and_creation_is_not(listen: Listen) -> None:
    ear = listen(type="record_changed", where={"!=": [{"var": "record.amount"}, {"var": "before.amount"}]})
    made = ear.company.request(run=False, amount=1)
    records.change(ear.company.context, APP, "request", made, {"note": "x"}, revision=1)
    assert ear.heard() == []
    records.change(ear.company.context, APP, "request", made, {"amount": 2}, revision=2)
    assert [one["record_id"] for one in ear.heard()] == [made]
