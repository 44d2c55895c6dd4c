"""Rollup: the type of its result, and which are kept. Its figures are in records/derived/test_rollups.py."""

import pytest

from tests.runtime.fields.loading import ready

ORDER = {"order": {"fields": [{"key": "amount", "type": "currency", "title": "A", "settings": {"minimum": "5"}}]}}


@pytest.mark.parametrize(
    ("function", "result"),
    [("count", "integer"), ("sum", "currency"), ("mean", "decimal"), ("min", "currency"), ("max", "currency")],
)
def test_the_result_has_the_type_that_fits_the_function(function: str, result: str) -> None:
    _, settings = ready("rollup", ORDER, form="order", by="customer", function=function, field="amount")
    assert settings["as"][0].key == result


def test_limits_of_the_field_are_none_of_its_sum() -> None:
    type_, settings = ready("rollup", ORDER, form="order", by="customer", function="sum", field="amount")
    assert type_.load("1.00", settings) is not None


@pytest.mark.parametrize(
    ("settings", "kept"),
    [({"function": "sum"}, True), ({"function": "max"}, False), ({"function": "sum", "where": True}, False)],
)
def test_sums_without_a_condition_are_kept(settings: dict[str, object], kept: bool) -> None:
    _, prepared = ready("rollup", ORDER, form="order", by="customer", field="amount", **settings)
    assert prepared["kept"] is kept
