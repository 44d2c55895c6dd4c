"""Durations: in working time by the company's or a department's calendar, and from one form to another."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from statistics import median
from typing import Any

import pytest

from loomwork.runtime import changes, records
from loomwork.runtime.calendars import calendar_plan
from loomwork.runtime.calendars.periods import period_of
from loomwork.runtime.context import Context
from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.definitions import publish as publish_documents
from loomwork.runtime.metrics import MetricPlan, figure_query, lineage
from loomwork.runtime.metrics.evaluating import Question, figures
from loomwork.runtime.people import add_department, place_person
from loomwork.runtime.storage import FakeClock
from tests.company import CUSTOMER, DEAL, ROLES, Install
from tests.measured import SHANGHAI, Deal, make_deals, metric, plan, publish

As = Callable[..., Context]
WON = {"field": "status", "entered": "won"}
YEAR = period_of("year", date(2026, 5, 1))
FIRST_DEAL = {"formula": {"minifs": ["deal", "due", {"==": [{"var": "row.customer"}, {"var": "this.id"}]}]}}


def working(key: str, **more: Any) -> dict[str, Any]:
    return metric(key, aggregate={"type": "duration", "from": "created_at", "to": WON, "clock": "working"} | more)


def figure(context: Context, asking: MetricPlan, period: Any = YEAR) -> Decimal | None:
    found = figures(context, asking, Question((period,)))
    return found[0].figure if found else None


def put_calendar(context: Context, key: str, **more: Any) -> None:
    document = {"kind": "calendar", "key": key, "title": key} | more
    changes.run(context, lambda tx: publish_documents(tx, context, context.workspace.namespace, [document]))


def test_working_time_counts_what_the_calendar_says_and_the_records_behind_it_are_those_that_count(
    context: Context, install: Install, clock: FakeClock
) -> None:
    wanted: dict[str, Callable[[list[Decimal]], Any]] = {"sum": sum, "max": max, "median": median}
    publish(context, install, *(working(key, statistic=key, unit="minute") for key in wanted))
    put_calendar(context, "company", hours={"monday": [["00:00", "00:40"]], "sunday": [["23:30", "24:00"]]})
    deals = [deal for deal in make_deals(context, clock, 60, 3) if YEAR.first <= deal.day < YEAR.after]
    spent = [minutes(context, deal) for deal in deals if deal.won_after is not None]

    assert {key: figure(context, plan(context, key)) for key in wanted} == {
        key: round(over(spent), 12) for key, over in wanted.items()
    }
    query = figure_query(context, plan(context, "sum"), YEAR)
    assert len(records.query(context, "crm", "deal", query).items) == len(spent)


def minutes(context: Context, deal: Deal) -> Decimal:
    assert deal.won_after is not None
    with context.workspace.database.read() as connection:
        calendar = calendar_plan(context.workspace, plan_cache(context.workspace).at(connection))
    start = deal.created_at.replace(microsecond=0)
    end = (deal.created_at + timedelta(seconds=deal.won_after)).replace(microsecond=0)
    return Decimal(int(calendar.working.between(start, end).total_seconds())) / 60


def test_each_counts_by_the_calendar_of_his_department(
    context: Context, install: Install, person_of: As, clock: FakeClock
) -> None:
    asking = publish(
        context,
        install,
        working("m", unit="hour", statistic="sum", calendar_of="seller"),
        working("days", unit="day", statistic="sum", calendar_of="seller"),
        working("company", unit="hour", statistic="sum"),
    )
    seller, other = person_of("seller"), person_of("seller")
    north = changes.run(context, lambda tx: add_department(tx, context, "North"))
    changes.run(context, lambda tx: place_person(tx, context, str(seller.actor.person_id), north, ""))
    hours = {"monday": [["10:00", "12:00"]]}
    put_calendar(context, "north", hours=hours, departments=[north])
    put_calendar(context, "company", hours=hours | {"monday": [["08:00", "12:00"]]})
    for one in (seller, other):
        clock.set(datetime(2026, 1, 12, 11, tzinfo=SHANGHAI))
        values = {"title": "T", "amount": "1", "seller": one.actor.person_id}
        made = records.create(context, "crm", "deal", values)
        clock.set(datetime(2026, 1, 19, 9, tzinfo=SHANGHAI))
        records.move(context, "crm", "deal", made.id, {"status": "win"})

    # North: one hour of the first Monday, none of the second. South: an hour and an hour.
    assert figure(context, asking) == 3
    assert figure(context, plan(context, "days")) == Decimal("0.5") + Decimal("0.25") * 2
    assert figure(context, plan(context, "company")) == 4
    said = {one["about"]: one["text"] for one in lineage(context, asking, YEAR)["sentences"]}
    assert said["calendar"] == "按开始时「跟进人」所在部门的日历计工作时间：company、north"
    assert "工作时间" in said["aggregate"]


def test_from_one_form_to_the_first_record_of_another_as_its_reader_sees_it(
    context: Context, install: Install, person_of: As, clock: FakeClock
) -> None:
    fields = [{"key": "since", "type": "date", "title": "Since"}]
    first = metric("m", form="customer", aggregate={"type": "duration", "from": "since", "to": FIRST_DEAL})
    back = metric(
        "back", aggregate={"type": "duration", "from": {"formula": {"var": "record.customer.since"}}, "to": "due"}
    )
    install_with(install, fields, first, back)
    seller = person_of("seller")
    for number, days in enumerate((["2026-01-11", "2026-01-03"], ["2026-01-09"], [])):
        values = {"name": f"F{number}", "level": "A", "since": "2026-01-01"}
        firm = records.create(context, "crm", "customer", values).id
        for place, day in enumerate(days):
            whose = {"seller": seller.actor.person_id} if place == 0 else {}
            records.create(context, "crm", "deal", {"title": "T", "customer": firm, "due": day} | whose)

    asking = plan(context, "m")
    assert figure(context, asking) == (2 + 8) / Decimal(2)
    assert figure(seller, asking) == (10 + 8) / Decimal(2)
    assert figure(context, plan(context, "back")) == Decimal("6.666666666667")
    assert len(records.query(context, "crm", "customer", figure_query(context, asking, YEAR)).items) == 2
    assert "MINIFS" in next(
        one["text"] for one in lineage(context, asking, YEAR)["sentences"] if one["about"] == "aggregate"
    )


def install_with(install: Install, fields: list[dict[str, Any]], *documents: dict[str, Any]) -> None:
    install([CUSTOMER | {"fields": [*CUSTOMER["fields"], *fields]}, DEAL, *ROLES, *documents])


def test_what_is_worked_out_when_read_is_added_up_and_filters_formulas(context: Context, install: Install) -> None:
    over = {"form": "deal", "by": "customer", "function": "sum", "field": "amount"}
    fields = [{"key": "sold", "type": "rollup", "title": "Sold", "settings": over}]
    big = {"formula": {">": [{"var": "record.sold"}, "1"]}}
    install_with(
        install,
        fields,
        metric("m", form="customer", aggregate={"type": "sum", "field": "sold"}, dimensions=["level"]),
        metric("big", form="customer", where=big, aggregate={"type": "max", "field": "sold"}),
    )
    for level, amounts in (("A", ["0.1", "0.2"]), ("B", ["1000.01"]), (None, [])):
        firm = records.create(context, "crm", "customer", {"name": f"F{level}", "level": level}).id
        for amount in amounts:
            records.create(context, "crm", "deal", {"title": "T", "customer": firm, "amount": amount})

    found = figures(context, plan(context, "m"), Question((YEAR,), by="level"))
    assert {one.value: one.figure for one in found} == {
        "B": Decimal("1000.01"),
        "A": Decimal("0.3"),
        None: Decimal(0),
    }
    assert figure(context, plan(context, "big")) == Decimal("1000.01")


@pytest.mark.parametrize("zone_day", ["2026-01-10", "2026-01-11"])
def test_nothing_but_free_days_between_is_no_working_time(zone_day: str, context: Context, install: Install) -> None:
    asking = publish(
        context, install, metric(aggregate={"type": "duration", "from": "due", "to": "due", "clock": "working"})
    )
    records.create(context, "crm", "deal", {"title": "T", "due": zone_day})

    assert figure(context, asking) == 0
    assert figure(context, asking, period_of("year", date(2020, 1, 1))) is None
