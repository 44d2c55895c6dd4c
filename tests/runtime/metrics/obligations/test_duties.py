"""Duties: who owed what on which day, in which department, and whether it came in time."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from loomwork.runtime import changes, records
from loomwork.runtime.calendars.periods import read_period
from loomwork.runtime.context import Context
from loomwork.runtime.definitions import publish as publish_documents
from loomwork.runtime.errors import InvalidValue, NotFound
from loomwork.runtime.metrics import answer, figure_query, lineage, obligations
from loomwork.runtime.metrics.asking import asked
from loomwork.runtime.metrics.errors import MetricNotPermitted
from loomwork.runtime.metrics.obligations import ObligationPlan, Wanted
from loomwork.runtime.people import add_department, dismiss_person, give_role, place_person
from loomwork.runtime.records.errors import BadQuery
from loomwork.runtime.storage import FakeClock
from tests.company import Install
from tests.measured import plan
from tests.owed import at, obligation, owing, publish, report

As = Callable[..., Context]


def states(context: Context, owed: ObligationPlan, period: str, **wanted: Any) -> list[tuple[str, str, str]]:
    """(day or period, person, state), in their order."""
    found = obligations.duties(context, owed, read_period(period, context.now().date()), Wanted(**wanted))
    return [(one["period"]["key"], one["person"]["name"], one["state"]) for one in found["items"]]


def values(context: Context, key: str = "m", **more: Any) -> dict[Any, str | None]:
    asking = plan(context, key)
    found = answer(context, asking, asked(context, asking, **more))["figures"]
    return {one["label"]: one["value"] for one in found}


def department(context: Context, name: str, parent: str | None = None) -> str:
    return changes.run(context, lambda tx: add_department(tx, context, name, parent=parent))


def move(context: Context, who: Context, to: str) -> None:
    person = who.actor.person_id
    assert person is not None
    changes.run(context, lambda tx: place_person(tx, context, person, to, ""))


def test_a_duty_is_open_then_on_time_late_or_missing(
    context: Context, install: Install, person_of: As, clock: FakeClock
) -> None:
    owed = publish(context, install, obligation(), owing(), owing("missing", "gaps"), owing("due", "all"))
    first, second = person_of("seller"), person_of("seller")
    at(clock, "2026-01-05T18:00")  # Who hands in just then is in time.
    report(context, first, "2026-01-05")
    assert states(context, owed, "day") == [
        ("2026-01-05", "Person P002", "open"),
        ("2026-01-05", "Person P001", "on_time"),
    ]
    assert values(context) == {None: None}, "nothing is due yet"

    at(clock, "2026-01-06T18:01")
    report(context, second, "2026-01-05")
    assert states(context, owed, "2026-01-05..2026-01-06") == [
        ("2026-01-06", "Person P001", "missing"),
        ("2026-01-06", "Person P002", "missing"),
        ("2026-01-05", "Person P002", "late"),
        ("2026-01-05", "Person P001", "on_time"),
    ]
    assert states(context, owed, "week", states=("open",))[0] == ("2026-01-09", "Person P001", "open")
    assert (values(context, period="week"), values(context, "gaps"), values(context, "all")) == (
        {None: "0.25"},
        {None: "0.5"},
        {None: "4"},
    )
    assert values(context, "gaps", by="who") == {"Person P001": "0.5", "Person P002": "0.5"}
    assert values(context, "all", by="who", most=1) == {"Person P001": "2", "其他": "2"}
    assert values(context, "all", only={"who": second.actor.person_id}) == {None: "2"}
    assert values(context, "all", period="2025-12") == {None: "0"}


def test_the_records_that_meet_a_duty_are_found(context: Context, install: Install, person_of: As) -> None:
    where = {"field": "pages", "operator": "at_least", "value": 2}
    must = {"form": "report", "match": {"author": {"var": "person"}, "at": {"var": "day"}}, "where": where}
    owed = publish(context, install, obligation(must=must, each="day"))
    seller = person_of("seller")
    wanted = report(context, seller, None, at="2026-01-05T23:59:59+08:00", pages=2)
    report(context, seller, None, at="2026-01-06T00:00:00+08:00", pages=2)
    report(context, seller, None, at="2026-01-05T10:00:00+08:00", pages=1)

    duty = obligations.duties(context, owed, read_period("2026-01-05", context.now().date()), Wanted())["items"][0]

    assert (duty["state"], duty["done"]) == ("on_time", 1)
    found = records.query(context, "crm", "report", records.Query(filter=duty["records"]["filter"]))
    assert [one.id for one in found.items] == [wanted]


def test_who_changed_departments_counts_in_each_for_his_days(
    context: Context, install: Install, person_of: As, clock: FakeClock
) -> None:
    publish(context, install, obligation(), owing("due", "all"), owing())
    east, west = department(context, "East"), department(context, "West")
    seller = person_of("seller")
    move(context, seller, east)
    at(clock, "2026-01-14T09:00")  # Wednesday: five and two working days lie behind.
    move(context, seller, west)
    at(clock, "2026-01-14T10:00")
    report(context, seller, "2026-01-14")
    at(clock, "2026-02-01T00:00")

    assert values(context, "all", period="2026-01", by="department") == {"West": "13", "East": "7"}
    assert values(context, period="2026-01", by="department") == {"West": "0.076923076923", "East": "0"}
    assert values(context, "all", period="2026-01", only={"department": east}) == {None: "7"}


def test_holidays_are_those_of_the_departments_calendar(
    context: Context, install: Install, person_of: As, clock: FakeClock
) -> None:
    publish(context, install, obligation(), owing("due", "all"))
    plant = department(context, "Plant")
    line = department(context, "Line", plant)
    calendar = {
        "kind": "calendar",
        "key": "plant",
        "title": "Plant",
        "hours": {day: [["09:00", "18:00"]] for day in ("saturday", "sunday")},
        "departments": [plant],
    }
    changes.run(context, lambda tx: publish_documents(tx, context, context.workspace.namespace, [calendar]))
    _, worker = person_of("seller"), person_of("seller")
    move(context, worker, line)
    at(clock, "2026-02-28T23:00")

    # The make-up day of the spring festival, Saturday the 14th, is worked in the office.
    assert values(context, "all", period="2026-02-09..2026-02-15", by="who") == {
        "Person P001": "6",
        "Person P002": "2",
    }


def test_a_week_belongs_to_the_month_of_its_last_working_day_and_a_week_of_holidays_owes_nothing(
    context: Context, install: Install, person_of: As, clock: FakeClock
) -> None:
    must = {"form": "report", "match": {"author": {"var": "person"}, "on": {"var": "day"}}, "at_least": 2}
    owed = publish(context, install, obligation(must=must, each="week", by="12:00", days_later=3), owing("due", "all"))
    seller = person_of("seller")
    at(clock, "2026-02-02T11:00")
    report(context, seller, "2026-01-26")
    report(context, seller, "2026-02-01")  # Sunday of that week.
    at(clock, "2026-03-31T23:00")

    asking = plan(context, "all")
    found = answer(context, asking, asked(context, asking, period="2026-03", last=3))["figures"]
    # In the week of 16 February 2026 nobody works: the spring festival.
    assert [one["value"] for one in found] == ["4", "3", "4"]
    assert ("2026-W05", "Person P001", "on_time") in states(context, owed, "2026-01")
    assert "2026-W08" not in {one[0] for one in states(context, owed, "2026-02")}


def test_each_record_owes_something_through_its_person(
    context: Context, install: Install, person_of: As, clock: FakeClock
) -> None:
    about = {"form": "report", "match": {"about": {"var": "record"}, "on": {"var": "day"}}}
    who = {"field": "keeper", "of": "customer", "where": {"field": "level", "operator": "equal", "value": "A"}}
    owed = publish(context, install, obligation(who=who, must=about, each="month"), owing())
    seller = person_of("seller")
    kept = records.create(context, "crm", "customer", {"name": "甲", "level": "A", "keeper": seller.actor.person_id}).id
    records.create(context, "crm", "customer", {"name": "乙", "level": "A", "keeper": seller.actor.person_id})
    records.create(context, "crm", "customer", {"name": "丙", "level": "B", "keeper": seller.actor.person_id})
    report(context, None, "2026-01-05", about=kept)
    at(clock, "2026-02-01T09:00")

    assert values(context, period="2026-01", by="who") == {"Person P001": "0.5"}
    found = obligations.duties(context, owed, read_period("2026-01", context.now().date()), Wanted())["items"]
    assert [(one["record"]["title"], one["state"]) for one in found] == [("乙", "missing"), ("甲", "on_time")]


def test_who_left_or_was_not_there_yet_owes_nothing(
    context: Context, install: Install, person_of: As, clock: FakeClock
) -> None:
    owed = publish(context, install, obligation())
    leaver = person_of("seller")
    at(clock, "2026-01-06T20:00")
    changes.run(context, lambda tx: dismiss_person(tx, context, str(leaver.actor.person_id)))
    late = person_of()
    changes.run(context, lambda tx: give_role(tx, context, str(late.actor.person_id), "crm.seller"))
    at(clock, "2026-01-07T20:00")

    assert states(context, owed, "2026-01-05..2026-01-07") == [
        ("2026-01-07", "Person P002", "missing"),
        ("2026-01-06", "Person P001", "missing"),
        ("2026-01-05", "Person P001", "missing"),
    ]


def test_everybody_sees_the_duties_of_those_whose_records_he_would_see(
    context: Context, install: Install, person_of: As
) -> None:
    where = {"field": "pages", "operator": "at_least", "value": 1}
    hidden = obligation("thick", must={**obligation()["must"], "where": where})
    owed = publish(context, install, obligation(), owing("due", "all"), hidden)
    seller, _, reader, nobody = person_of("seller"), person_of("seller"), person_of("reader"), person_of()

    assert [one[1] for one in states(seller, owed, "day")] == ["Person P001"]
    assert [one[1] for one in states(reader, owed, "day")] == ["Person P001", "Person P002"]
    assert {one["key"]: one["permitted"] for one in obligations.listed(reader, "crm")} == {
        "daily": True,
        "thick": False,
    }
    assert obligations.listed(nobody, "crm") == []
    for who, error in ((reader, MetricNotPermitted), (nobody, NotFound)):
        with pytest.raises(error):
            obligations.readable_obligation(who, "crm", "thick")


def test_a_metric_over_duties_tells_where_it_comes_from_and_what_it_cannot_do(
    context: Context, install: Install, person_of: As, clock: FakeClock
) -> None:
    publish(context, install, obligation(), owing())
    asking = plan(context)
    clock.advance(timedelta(days=1))

    told = lineage(context, asking, asked(context, asking).periods[0])
    assert told["sentences"][0]["text"] == "销售每个工作日（18:00 前）至少要有 1 条「日报」"
    assert [one["key"] for one in told["fields"]] == ["author", "on"]
    with pytest.raises(InvalidValue):
        figure_query(context, asking, None)
    with pytest.raises(BadQuery):
        values(context, filter={"field": "pages", "operator": "empty"})
