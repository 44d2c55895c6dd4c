"""What is special to the node that runs for a period."""

from typing import Any

import pytest

from loomwork.runtime.errors import InvalidValue

from ..conftest import Company
from ..period_runs.conftest import Months, commission, value


@pytest.fixture
def months(company: Company) -> Months:
    company.asks(writes=["request", "report"])
    return Months(company)


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"posts": []}, "/posts"),
    ({"unit": "week", "first_day": 5}, "/first_day"),
    ({"results": [value("pay", "decimal", {"var": "record.amount"})]}, "/results/0/value"),
    ({"results": [value("pay", "decimal", {"var": "results.pay"})]}, "/results/0/value"),
    ({"inputs": [value("at", "datetime", {"var": "now"})]}, "/inputs/0/value"),
    ({"gone_sets": {"note": None}}, "/gone_sets"),
    ({"managers": ["nobody"]}, "/managers/0"),
    ({"sets": {"nothing": 1}}, "/sets/nothing"),
    ({"makes": [{"key": "pay", "form": "report", "values": {}, "gone": {}}]}, "/makes/0/key"),
    ({"makes": [{"key": "one", "form": "report", "values": {}}]}, "/makes/0"),
]


def test_what_would_not_explain_itself_is_refused_when_it_is_published(months: Months) -> None:
    for settings, pointer in REFUSED:
        months.publish(commission(**settings))
        assert str(months.company.refusal().pointer).startswith(f"/nodes/0/settings{pointer}"), pointer


def test_months_of_ones_own_begin_on_another_day(months: Months) -> None:
    months.publish(commission(first_day=26, period=None))
    months.company.request(owner_person="ann", amount=100, visit_at="2025-12-27T08:00:00Z")

    run = months.run("2025-12-26..2026-01-25")

    assert run["counts"]["new"] == 1
    with pytest.raises(InvalidValue):
        months.run("2026-01")
