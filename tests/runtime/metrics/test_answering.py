"""Answers: figures with verdict, comparison and groups, and what is no data."""

from datetime import datetime
from typing import Any

import pytest

from loomwork.runtime import records
from loomwork.runtime.context import Context
from loomwork.runtime.errors import InvalidValue, LimitExceeded
from loomwork.runtime.metrics import answer, figure_query
from loomwork.runtime.metrics.asking import asked
from loomwork.runtime.storage import FakeClock
from tests.company import Install
from tests.measured import SHANGHAI, make_deals, metric, plan, publish, quotient

AMOUNT = {"type": "sum", "field": "amount"}


def deal(context: Context, **values: Any) -> str:
    return records.create(context, "crm", "deal", {"title": "Lamp"} | values).id


def at(clock: FakeClock, text: str) -> None:
    clock.set(datetime.fromisoformat(text).replace(tzinfo=SHANGHAI))


def ask(context: Context, key: str = "m", **more: Any) -> dict[str, Any]:
    asking = plan(context, key)
    return answer(context, asking, asked(context, asking, **more))


def test_a_figure_is_compared_with_the_period_before_and_the_same_a_year_ago(
    context: Context, install: Install, clock: FakeClock
) -> None:
    publish(context, install, metric(aggregate=AMOUNT))
    for moment, amount in (("2026-02-28T23:59", "0.1"), ("2027-01-31T23:59", "0.2"), ("2027-02-01T00:00", "0.3")):
        at(clock, moment)
        deal(context, amount=amount)

    found = ask(context, period="2027-02", compare="previous")["figures"]
    assert [(one["value"], one["compared"]) for one in found] == [
        ("0.3", {"period": "2027-01", "value": "0.2", "change": {"by": "0.1", "share": "0.5"}})
    ]
    found = ask(context, period="2027-02", compare="year")["figures"]
    assert found[0]["compared"] == {"period": "2026-02", "value": "0.1", "change": {"by": "0.2", "share": "2"}}


def test_nothing_to_work_with_is_no_data_and_a_count_of_nothing_is_nought(context: Context, install: Install) -> None:
    part = {"field": "status", "operator": "equal", "value": "won"}
    publish(
        context,
        install,
        metric("count"),
        metric("sum", aggregate=AMOUNT, good="high", bands=[{"green": "1", "yellow": "0"}]),
        metric("ratio", aggregate={"type": "ratio", "part": part}),
        quotient("each", "sum", "count"),
    )

    figures = {key: ask(context, key, compare="previous")["figures"][0] for key in ("count", "sum", "ratio", "each")}

    assert {key: one["value"] for key, one in figures.items()} == {
        "count": "0",
        "sum": None,
        "ratio": None,
        "each": None,
    }
    assert figures["sum"]["verdict"] == "none"
    assert figures["sum"]["compared"] == {"period": "2025-12", "value": None, "change": None}


def test_of_many_values_the_heaviest_are_told_and_the_rest_together(context: Context, install: Install) -> None:
    publish(context, install, metric(aggregate={"type": "mean", "field": "visits"}, dimensions=["title"]))
    for number in range(1, 31):
        for _ in range(2 if number > 28 else 1):
            deal(context, title=f"T{number:02}", visits=number)

    found = ask(context, by="title", most=2)["figures"]

    assert [(one["kind"], one["label"], one["value"], one["records"]) for one in found] == [
        ("value", "T29", "29", 2),
        ("value", "T30", "30", 2),
        ("rest", "其他", "14.5", 28),
    ]


def test_limits_hold_by_day_and_by_value_and_follow_parameters(context: Context, install: Install) -> None:
    bands = [
        {"green": "10", "yellow": "5"},
        {"green": "3", "yellow": "2", "until": "2026-01-01"},
        {"green": {"param": "floor"}, "yellow": "1", "dimension": "source", "value": "web"},
    ]
    publish(
        context,
        install,
        metric(aggregate=AMOUNT, good="high", bands=bands, dimensions=["source"]),
        metric("low", aggregate=AMOUNT, good="low", bands=[{"green": "3", "yellow": "6"}]),
        manifest={"parameters": [{"key": "floor", "type": "decimal", "default": "4"}]},
    )
    deal(context, amount="4", source="web")
    deal(context, amount="4")

    verdicts = {one["key"]: (one["verdict"], one["target"]) for one in ask(context, by="source")["figures"]}
    assert verdicts == {"web": ("green", "4"), "unknown": ("red", "10")}
    assert ask(context)["figures"][0]["verdict"] == "yellow"
    assert ask(context, "low")["figures"][0]["verdict"] == "red"
    assert ask(context, period="2025-12")["figures"][0]["target"] == "3"


def test_a_series_names_its_periods_and_says_which_one_runs(context: Context, install: Install) -> None:
    publish(context, install, metric())
    deal(context)

    found = ask(context, period="week", last=3)

    assert [(one["key"], one["running"]) for one in found["periods"]] == [
        ("2025-W52", False),
        ("2026-W01", False),
        ("2026-W02", True),
    ]
    assert [one["value"] for one in found["figures"]] == ["0", "0", "1"]
    assert found["as_of"] == context.now()


def test_a_metric_of_how_things_stand_knows_no_periods(context: Context, install: Install) -> None:
    publish(context, install, metric(moment=None, dimensions=["status"]))
    deal(context)

    found = ask(context, by="status", period="2020")

    assert found["periods"] == []
    assert [(one["period"], one["label"], one["value"]) for one in found["figures"]] == [(None, "new", "1")]


def test_a_filter_of_ones_own_narrows_a_figure(context: Context, install: Install) -> None:
    publish(context, install, metric())
    deal(context, source="web")
    deal(context)

    mine = {"field": "source", "operator": "equal", "value": "web"}
    assert ask(context, filter=mine)["figures"][0]["value"] == "1"


def test_one_value_of_other_dimensions_narrows_a_figure_and_its_records(
    context: Context, install: Install, clock: FakeClock
) -> None:
    dimensions = ["title", "customer.level"]
    publish(
        context,
        install,
        metric("each", aggregate=AMOUNT, dimensions=dimensions),
        metric("deals", dimensions=dimensions),
        quotient("m", "each", "deals", dimensions=dimensions),
    )
    make_deals(context, clock, 40)
    clock.set(datetime(2026, 6, 1, tzinfo=SHANGHAI))

    for key in ("each", "deals", "m"):
        for one in ask(context, key, period="2026", by="title")["figures"]:
            narrowed = ask(context, key, period="2026", only={"title": one["key"]})["figures"][0]
            assert (narrowed["value"], narrowed["records"]) == (one["value"], one["records"])
    both = {"title": "甲", "customer.level": None}
    counted = ask(context, "deals", period="2026", by="title", only=both)["figures"]
    asking = plan(context, "deals")
    query = figure_query(context, asking, asked(context, asking, period="2026").periods[0], only=both)
    assert counted[0]["records"] == len(records.query(context, "crm", "deal", query).items) > 0
    with pytest.raises(InvalidValue) as refused:
        ask(context, "deals", only={"amount": "1"})
    assert refused.value.pointer == "/only"


def test_questions_that_cannot_be_answered_say_what_can(context: Context, install: Install) -> None:
    asking = publish(context, install, metric(dimensions=["source"]))

    wrongs: list[dict[str, Any]] = [{"by": "seller"}, {"period": "soon"}, {"compare": "x"}]
    for wrong, pointer in zip(wrongs, ("/by", "/period", "/compare"), strict=True):
        with pytest.raises(InvalidValue) as error:
            asked(context, asking, **wrong)
        assert error.value.pointer == pointer
    with pytest.raises(LimitExceeded):
        asked(context, asking, last=1000)
