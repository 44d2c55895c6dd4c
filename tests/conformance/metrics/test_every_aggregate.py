"""Every registered aggregate gives, on both databases, just what plain arithmetic with exact decimals gives.

A new one is tested here by being there: it names its oracle below.
"""

import math
from collections.abc import Callable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loomwork.runtime.calendars.periods import UNITS, Period, period_of, series
from loomwork.runtime.context import Context
from loomwork.runtime.forms.settings_schema import settings_schema
from loomwork.runtime.localized import LOCALES
from loomwork.runtime.metrics import metric_schema
from loomwork.runtime.metrics.aggregates import Aggregate, aggregates
from loomwork.runtime.metrics.aggregates.percentile import between
from loomwork.runtime.metrics.evaluating import Question, figures
from loomwork.runtime.metrics.lineage import lineage
from loomwork.runtime.storage import FakeClock
from tests.company import Install, install
from tests.measured import Deal, make_deals, metric, plan, publish, within

__all__ = ["install"]

TYPES = [pytest.param(type_, id=key) for key, type_ in aggregates.items()]
_STEP = Decimal("0.000000000001")
Oracle = Callable[[Sequence[Deal]], Fraction | None]


def amounts(deals: Sequence[Deal]) -> list[Fraction]:
    return sorted(Fraction(deal.amount) for deal in deals if deal.amount is not None)


def percentile(numbers: Sequence[Fraction], at: Fraction) -> Fraction | None:
    if not numbers:
        return None
    place = (len(numbers) - 1) * at
    low, high = numbers[math.floor(place)], numbers[math.ceil(place)]
    return low + (high - low) * (place - math.floor(place))


def mean(numbers: Sequence[Fraction]) -> Fraction | None:
    return sum(numbers, Fraction()) / len(numbers) if numbers else None


def share(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None


def won(deals: Sequence[Deal]) -> list[Deal]:
    return [deal for deal in deals if deal.won_after is not None]


ORACLES: dict[str, Oracle] = {
    "count": lambda deals: Fraction(len(deals)),
    "distinct": lambda deals: Fraction(len({deal.title for deal in deals})),
    "sum": lambda deals: sum(amounts(deals), Fraction()) if amounts(deals) else None,
    "min": lambda deals: min(amounts(deals), default=None),
    "max": lambda deals: max(amounts(deals), default=None),
    "mean": lambda deals: mean(amounts(deals)),
    "median": lambda deals: percentile(amounts(deals), Fraction(1, 2)),
    "percentile": lambda deals: percentile(amounts(deals), Fraction(9, 10)),
    "ratio": lambda deals: share(len(won(deals)), len(deals)),
    "conversion": lambda deals: share(len(won(deals)), len(deals)),
    "duration": lambda deals: mean([Fraction(deal.won_after or 0, 3600) for deal in won(deals)]),
}


def rounded(number: Fraction | None) -> Decimal | None:
    if number is None:
        return None
    exact = Decimal(number.numerator * 10**13 // number.denominator) / 10**13
    return exact.quantize(_STEP, rounding=ROUND_HALF_UP)


def same(found: Decimal | None, wanted: Fraction | None) -> bool:
    if found is None or wanted is None:
        return found is None and wanted is None
    return found.quantize(_STEP, rounding=ROUND_HALF_UP) == rounded(wanted)


@pytest.mark.parametrize("type_", TYPES)
def test_words_and_schema_are_there(type_: Aggregate) -> None:
    assert all(type_.label[locale] for locale in LOCALES)
    assert (type(type_).__doc__ or "").strip()
    schema = settings_schema(type_.Settings())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(type_.example_settings, schema)
    jsonschema.Draft202012Validator.check_schema(metric_schema())
    document = metric(aggregate={"type": type_.key, **type_.example_settings})
    jsonschema.validate(document, metric_schema())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(
            metric(aggregate={"type": type_.key, **type_.example_settings, "unheard_of": 1}), metric_schema()
        )


def test_every_aggregate_agrees_with_plain_arithmetic(context: Context, install: Install, clock: FakeClock) -> None:
    documents = [
        metric(key, aggregate={"type": key, **type_.example_settings}, dimensions=["title", "customer.level"])
        for key, type_ in aggregates.items()
    ]
    publish(context, install, *documents)
    deals = make_deals(context, clock)
    for key in aggregates:
        asked = plan(context, key)
        for unit in UNITS:
            periods = tuple(series(period_of(unit, date(2027, 1, 4)), 12))
            found = {one.period: one.figure for one in figures(context, asked, Question(periods))}
            for number, period in enumerate(periods):
                wanted = ORACLES[key](within(deals, period)) if within(deals, period) else None
                assert same(found.get(number), wanted), (key, period)
            _check_groups(context, asked, key, deals, periods[-1], "title", lambda deal: deal.title)
        year = period_of("year", date(2026, 5, 1))
        _check_groups(context, asked, key, deals, year, "title", lambda deal: deal.title)
        _check_groups(context, asked, key, deals, year, "customer.level", lambda deal: deal.level)
        assert lineage(context, asked, year)["left_out"]["counted"] >= 0


def _check_groups(
    context: Context,
    asked: Any,
    key: str,
    deals: list[Deal],
    period: Period,
    by: str,
    value_of: Callable[[Deal], Any],
) -> None:
    """The two heaviest values each, those that are empty, and the rest over its records."""
    found = figures(context, asked, Question((period,), by=by, most=1))
    here = within(deals, period)
    named = [one.value for one in found if one.kind == "value"]
    assert len(named) <= 1
    for one in found:
        mine = [
            deal
            for deal in here
            if (value_of(deal) in named and value_of(deal) == one.value)
            or (one.kind == "empty" and value_of(deal) is None)
            or (one.kind == "rest" and value_of(deal) is not None and value_of(deal) not in named)
        ]
        assert same(one.figure, ORACLES[key](mine)), (key, by, one)


@given(
    st.lists(st.decimals(-10_000, 10_000, places=2), min_size=1, max_size=40),
    st.decimals(0, 1, places=4),
)
def test_a_percentile_lies_between_the_picked_numbers_as_spreadsheets_do(numbers: list[Decimal], at: Decimal) -> None:
    ordered = sorted(numbers)
    share = int(at * 10_000)
    low = (len(ordered) - 1) * share // 10_000
    high = -(-(len(ordered) - 1) * share // 10_000)
    found = between([ordered[low], ordered[high], len(ordered)], at)
    wanted = percentile([Fraction(number) for number in ordered], Fraction(share, 10_000))
    assert wanted is not None
    assert found is not None
    assert abs(Fraction(found) - wanted) <= Fraction(1, 10**12)
