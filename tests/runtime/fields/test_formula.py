"""Formulas take the shape of their result's type; what does not fit is empty."""

from decimal import Decimal

from loomwork.runtime.fields import field_types
from tests.runtime.fields.loading import ready


def test_the_result_type_decides_column_filters_and_json() -> None:
    type_, settings = ready("formula", result="currency", expression={"+": [1, 2]})
    money = field_types.get("currency")
    assert type_.operators_for(settings) == money.filters
    assert type_.dump(Decimal("1.50"), settings) == "1.50"
    assert type(type_.column(settings)) is type(money.column(settings["as"][1]))


def test_a_result_that_does_not_fit_is_empty() -> None:
    type_, settings = ready(
        "formula", result="single_choice", expression="x", result_settings={"options": [{"key": "a", "title": "A"}]}
    )
    assert type_.settle("a", settings) == "a"
    assert type_.settle("b", settings) is None
