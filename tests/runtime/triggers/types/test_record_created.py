"""A new record starts the workflow where its condition holds, and once."""

from tests.runtime.triggers.conftest import Listen


def test_each_new_record_is_heard_once(listen: Listen) -> None:
    ear = listen(type="record_created")
    made = ear.company.request(run=False)
    (heard,) = ear.heard()
    assert (heard["record_id"], heard["form"], heard["event"]) == (made, "request", "record_created")
    assert "data" not in heard


def test_the_condition_decides(listen: Listen) -> None:
    ear = listen(type="record_created", where={">": [{"var": "record.amount"}, {"param": "limit"}]})
    ear.company.request(run=False, amount=5)
    assert ear.heard() == []
    made = ear.company.request(run=False, amount=6)
    assert [one["record_id"] for one in ear.heard()] == [made]
