"""Schedules with the clock moved by hand: each moment once, never early, downtime made up for once."""

from datetime import datetime
from typing import Any

import pytest

from loomwork.runtime.errors import InvalidDefinition
from tests.runtime.triggers.conftest import Listen
from tests.runtime.workflows.conftest import Company


def at(company: Company, text: str) -> None:
    company.clock.set(datetime.fromisoformat(f"2026-{text}:00+08:00"))
    company.run()


def test_a_cron_expression_is_in_the_zone_of_the_workspace(listen: Listen) -> None:
    ear = listen(type="schedule", cron="0 6 * * *", form=None)
    at(ear.company, "01-06T05:59")
    assert ear.heard() == []
    at(ear.company, "01-06T06:00")
    at(ear.company, "01-06T23:00")
    assert len(ear.heard()) == 1
    at(ear.company, "01-07T06:00")
    assert len(ear.heard()) == 2


def test_working_days_leave_days_off_out(listen: Listen) -> None:
    ear = listen(type="schedule", at="18:00", each="working_day", form=None)
    heard = []
    for day in ("08", "09", "10", "11", "12"):
        at(ear.company, f"01-{day}T18:00")
        heard.append(len(ear.heard()))

    # Monday's to Wednesday's passed while nothing ran: they are made up for once, with Thursday.
    assert heard == [1, 2, 2, 2, 3]


def test_downtime_of_days_is_made_up_for_once(listen: Listen) -> None:
    ear = listen(type="schedule", cron="*/15 * * * *", form=None)
    at(ear.company, "01-08T10:07")
    assert len(ear.heard()) == 1
    at(ear.company, "01-08T10:15")
    assert len(ear.heard()) == 2


def test_a_clock_set_back_and_publishing_again_start_nothing_twice(listen: Listen) -> None:
    ear = listen(type="schedule", cron="0 12 * * *", form=None)
    at(ear.company, "01-05T12:00")
    ear.company.clock.set(datetime.fromisoformat("2026-01-05T09:00:00+08:00"))
    listen(type="schedule", cron="0 12 * * *", form=None)
    at(ear.company, "01-05T12:00")
    assert len(ear.heard()) == 1
    at(ear.company, "01-06T12:00")
    assert len(ear.heard()) == 2


def test_another_schedule_takes_the_place_of_the_former(listen: Listen) -> None:
    ear = listen(type="schedule", cron="0 12 * * *", form=None)
    listen(type="schedule", cron="0 15 * * *", form=None)
    at(ear.company, "01-05T12:00")
    assert ear.heard() == []
    at(ear.company, "01-05T15:00")
    assert len(ear.heard()) == 1


def test_with_a_form_it_starts_for_each_record_that_fits(listen: Listen) -> None:
    ear = listen(type="schedule", at="18:00", where={">": [{"var": "record.amount"}, {"param": "limit"}]})
    _, many, more = (ear.company.request(run=False, amount=amount) for amount in (5, 6, 7))
    at(ear.company, "01-05T18:00")
    assert sorted(payload["record_id"] for payload in ear.heard()) == sorted([many, more])
    assert ear.company.instance(many).state == "completed"


@pytest.mark.parametrize(
    ("trigger", "pointer"),
    [
        ({}, "/trigger"),
        ({"cron": "0 6 * * *", "at": "18:00"}, "/trigger"),
        ({"cron": "every day"}, "/trigger/cron"),
        ({"cron": "0 0 30 2 *"}, "/trigger/cron"),
        ({"cron": "0 6 * * *", "each": "working_day"}, "/trigger/each"),
    ],
)
def test_what_never_comes_is_refused_at_publishing(listen: Listen, trigger: dict[str, Any], pointer: str) -> None:
    ear = listen(type="schedule", form=None, **trigger)
    with pytest.raises(InvalidDefinition) as refused:
        ear.company.compiled()
    assert refused.value.pointer == pointer


def test_the_time_may_be_a_parameter_which_holds_from_when_it_is_set(listen: Listen) -> None:
    company = listen(type="schedule", at="08:00", form=None).company
    company.set(hour="18:00")
    ear = listen(type="schedule", at={"param": "hour"}, form=None)
    at(company, "01-05T10:00")
    assert ear.heard() == []
    company.set(hour="12:00")
    at(company, "01-05T12:00")
    at(company, "01-05T23:00")
    assert len(ear.heard()) == 1
    company.set(hour="soon")
    with pytest.raises(InvalidDefinition) as refused:
        company.compiled()
    assert refused.value.pointer == "/trigger/at"
