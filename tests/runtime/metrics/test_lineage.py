"""What a figure is made of: its records, its words, why others are left out, why another figure differs."""

from datetime import date, datetime

import pytest

from loomwork.runtime import records
from loomwork.runtime.calendars.periods import period_of
from loomwork.runtime.context import Context
from loomwork.runtime.metrics import difference, figure_query, lineage
from loomwork.runtime.metrics.aggregates import aggregates
from loomwork.runtime.metrics.differing import figure_side
from loomwork.runtime.metrics.evaluating import Question, figures
from loomwork.runtime.storage import FakeClock
from tests.company import Install
from tests.measured import SHANGHAI, make_deals, metric, plan, publish, quotient


def test_each_figure_gives_the_query_of_just_its_records(context: Context, install: Install, clock: FakeClock) -> None:
    documents = [
        metric(key, aggregate={"type": key, **type_.example_settings}, dimensions=["title", "customer.level"])
        for key, type_ in aggregates.items()
    ]
    publish(context, install, *documents)
    make_deals(context, clock, 30)
    period = period_of("year", date(2026, 5, 1))

    for key in aggregates:
        asking = plan(context, key)
        for by in (None, "title", "customer.level"):
            for figure in figures(context, asking, Question((period,), by=by, most=100)):
                query = figure_query(context, asking, period, by, figure.value)
                found = records.query(context, "crm", "deal", query).items
                assert len(found) == figure.records, (key, by, figure)


def test_a_share_opens_its_part_too(context: Context, install: Install) -> None:
    part = {"field": "status", "operator": "equal", "value": "won"}
    asking = publish(context, install, metric(aggregate={"type": "ratio", "part": part}))
    ids = [records.create(context, "crm", "deal", {"title": "T", "amount": "1"}).id for _ in range(3)]
    records.move(context, "crm", "deal", ids[0], {"status": "win"})
    period = period_of("month", context.now().date())

    found = records.query(context, "crm", "deal", figure_query(context, asking, period, part="part")).items

    assert [record.id for record in found] == [ids[0]]


def test_lineage_says_what_counts_and_why_others_do_not(context: Context, install: Install, clock: FakeClock) -> None:
    where = {
        "all": [
            {"field": "source", "operator": "equal", "value": "web"},
            {"formula": {">=": [{"var": "record.visits"}, 1]}},
        ]
    }
    asking = publish(context, install, metric(where=where, moment="due", aggregate={"type": "mean", "field": "amount"}))
    for raw in (
        {"source": "web", "visits": 1, "due": "2026-01-31", "amount": "1"},
        {"source": "web", "visits": 1, "due": "2026-01-31"},
        {"source": "web", "visits": 1, "due": "2026-02-01", "amount": "1"},
        {"source": "web", "visits": 1, "amount": "1"},
        {"source": "web", "due": "2026-01-31", "amount": "1"},
    ):
        records.create(context, "crm", "deal", {"title": "T"} | raw)

    found = lineage(context, asking, period_of("month", date(2026, 1, 1)))

    assert found["left_out"] == {
        "counted": 1,
        "outside_filter": 1,
        "moment_empty": 1,
        "other_period": 1,
        "value_empty": 1,
    }
    said = {one["about"]: one["text"] for one in found["sentences"]}
    assert said["source"] == "商机"
    assert said["filter"].startswith("「Source」是Web，并且满足公式 ")
    assert said["moment"] == "截止日"
    assert said["aggregate"] == "「金额」的平均值"
    assert [one["title"] for one in found["fields"]] == ["金额", "截止日", "Source", "拜访数"]


def test_the_lineage_of_a_quotient_is_that_of_both_its_metrics(context: Context, install: Install) -> None:
    asking = publish(context, install, quotient("m", "a", "b"), metric("a"), metric("b"))

    found = lineage(context, asking, None)

    assert found["sentences"][0]["text"] == "「指标a」除以「指标b」"
    assert [part["metric"] for part in found["parts"]] == ["a", "b"]


def test_83_by_creation_and_61_by_approval_are_explained(context: Context, install: Install, clock: FakeClock) -> None:
    """The planted mismatch: 83 were made in January, 61 of them have a source, which the other figure asks for."""
    publish(
        context,
        install,
        metric("made"),
        metric("due", moment="due", where={"field": "source", "operator": "equal", "value": "web"}),
    )
    clock.set(datetime(2026, 1, 15, tzinfo=SHANGHAI))
    for number in range(83):
        source = "web" if number < 61 else None
        records.create(context, "crm", "deal", {"title": f"D{number}", "source": source, "due": "2026-01-31"})
    january = period_of("month", date(2026, 1, 1))

    found = difference(context, figure_side(plan(context, "made"), january), figure_side(plan(context, "due"), january))

    assert (found["left"]["value"], found["right"]["value"], found["in_both"]) == ("83", "61", 61)
    left, right = found["only_in"]
    assert (left["side"], left["records"]) == ("left", 22)
    (reason,) = left["reasons"]
    assert (reason["text"], reason["records"]) == ("不满足筛选条件：「Source」是Web", 22)
    assert [one["title"] for one in reason["examples"]] == ["D61", "D62", "D63"]
    assert (right["side"], right["records"], right["reasons"]) == ("right", 0, [])


def test_empty_moments_and_values_are_reasons_of_their_own(context: Context, install: Install) -> None:
    publish(
        context,
        install,
        metric("made"),
        metric("summed", moment="due", aggregate={"type": "sum", "field": "amount"}),
    )
    records.create(context, "crm", "deal", {"title": "No day", "amount": "1"})
    records.create(context, "crm", "deal", {"title": "No amount", "due": "2026-01-09"})
    records.create(context, "crm", "deal", {"title": "February", "due": "2026-02-09", "amount": "1"})
    january = period_of("month", date(2026, 1, 1))

    left, right = difference(
        context, figure_side(plan(context, "made"), january), figure_side(plan(context, "summed"), january)
    )["only_in"]

    assert [one["text"] for one in left["reasons"]] == [
        "「截止日」未填写，不属于任何期间",
        "「截止日」不在 2026-01",
        "不计入：需要「金额」已填写",
    ]
    assert right["records"] == 0


@pytest.mark.parametrize("key", ["a", "quotient"])
def test_what_has_no_records_in_common_says_so(key: str, context: Context, install: Install) -> None:
    document = quotient("quotient", "a", "b")
    publish(context, install, document, metric("a"), metric("b", form="customer"))

    found = difference(context, figure_side(plan(context, key), None), figure_side(plan(context, "b"), None))

    assert found["in_both"] is None
    assert found["reason"]
