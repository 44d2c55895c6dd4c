"""Deleting is heard, with the record as it was."""

from loomwork.runtime import records
from tests.runtime.triggers.conftest import Listen
from tests.runtime.workflows.conftest import APP


def test_a_deleted_record_is_heard(listen: Listen) -> None:
    ear = listen(type="record_deleted", where={"==": [{"var": "record.amount"}, 7]})
    kept, gone = ear.company.request(run=False, amount=1), ear.company.request(run=False, amount=7)
    records.delete(ear.company.context, APP, "request", kept, revision=1)
    assert ear.heard() == []
    records.delete(ear.company.context, APP, "request", gone, revision=1)
    assert [one["record_id"] for one in ear.heard()] == [gone]
