"""Days of records, with the clock moved by hand."""

from datetime import datetime

import pytest

from loomwork.runtime import records
from loomwork.runtime.errors import InvalidDefinition
from tests.runtime.triggers.conftest import Ear, Listen
from tests.runtime.workflows.conftest import APP, Company


def at(company: Company, text: str) -> None:
    company.clock.set(datetime.fromisoformat(f"2026-{text}:00+08:00"))
    company.run()


def heard(ear: Ear) -> list[str]:
    return [payload["record_id"] for payload in ear.heard()]


def visit(ear: Ear, day: str) -> str:
    return ear.company.request(run=False, visit_at=f"2026-{day}T15:00:00+08:00")


def test_each_record_starts_on_its_day_and_a_date_that_moves_is_followed(listen: Listen) -> None:
    ear = listen(type="date_field", field="visit_at", days=-1, at="09:00")
    soon, moved, _ = visit(ear, "01-08"), visit(ear, "01-08"), ear.company.request(run=False)
    records.change(ear.company.context, APP, "request", moved, {"visit_at": "2026-01-09T23:59:00+08:00"}, revision=1)

    at(ear.company, "01-07T08:59")
    assert heard(ear) == []
    at(ear.company, "01-07T09:00")
    assert heard(ear) == [soon]
    at(ear.company, "01-08T09:00")
    at(ear.company, "01-09T09:00")

    assert heard(ear) == [soon, moved]


def test_days_that_passed_while_nothing_ran_are_made_up_for_each_record_once(listen: Listen) -> None:
    ear = listen(type="date_field", field="visit_at", at="18:00", where={"==": [{"var": "record.name"}, "Lamp"]})
    made = [visit(ear, day) for day in ("01-05", "01-06", "01-07", "01-08")]

    at(ear.company, "01-07T20:00")
    assert sorted(heard(ear)) == sorted(made[:3])
    at(ear.company, "01-08T18:00")

    assert sorted(heard(ear)) == sorted(made)


def test_a_field_without_days_is_refused(listen: Listen) -> None:
    ear = listen(type="date_field", field="name")
    with pytest.raises(InvalidDefinition) as refused:
        ear.company.compiled()
    assert refused.value.pointer == "/trigger/field"


@pytest.mark.parametrize(
    ("days", "due"),
    # 2026-01-09 is a Friday. Each: the day of a record, and the day on which it starts.
    [
        (-1, {"01-09": "01-08", "01-10": "01-09", "01-12": "01-09", "01-13": "01-12"}),
        (1, {"01-08": "01-09", "01-09": "01-12", "01-10": "01-12", "01-11": "01-12", "01-12": "01-13"}),
        (2, {"01-08": "01-12", "01-09": "01-13", "01-11": "01-13"}),
        (0, {"01-09": "01-09", "01-10": "01-12", "01-12": "01-12"}),
    ],
)
def test_working_days_are_counted_over_days_off(listen: Listen, days: int, due: dict[str, str]) -> None:
    ear = listen(type="date_field", field="visit_at", days=days, count="working_days", at="09:00")
    made = {visit(ear, day): start for day, start in due.items()}
    before: set[str] = set()
    for number in range(6, 17):
        at(ear.company, f"01-{number:02}T10:00")
        new = set(heard(ear)) - before
        assert new == {id for id, start in made.items() if start == f"01-{number:02}"}
        before |= new
    assert before == set(made)
