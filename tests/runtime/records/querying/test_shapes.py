"""Kept statements: which filters have one shape, and that a shape serves only those it was made for."""

from collections.abc import Callable
from typing import Any

import pytest

from loomwork.runtime import records
from loomwork.runtime.context import Context
from loomwork.runtime.errors import InvalidValue
from loomwork.runtime.records import Query
from loomwork.runtime.records.errors import UnknownField
from loomwork.runtime.records.querying.shapes import Shapes, shape_of


def test_filters_that_differ_in_their_values_have_one_shape() -> None:
    one, other = _all(_is("status", "new"), _is("amount", "1")), _all(_is("status", "won"), _is("amount", None))

    first: list[tuple[Any, str]] = []
    second: list[tuple[Any, str]] = []
    assert shape_of(one, first) == shape_of(other, second)
    assert first == [("new", "/filter/all/0"), ("1", "/filter/all/1")]
    assert [value for value, _ in second] == ["won", None]


@pytest.mark.parametrize(
    "other",
    [
        {"any": [{"field": "status", "operator": "equal", "value": "new"}]},
        {"all": [{"field": "status", "operator": "not_equal", "value": "new"}]},
        {"all": [{"field": "title", "operator": "equal", "value": "new"}]},
        {"all": []},
    ],
)
def test_filters_that_differ_otherwise_do_not(other: Any) -> None:
    assert shape_of(other, []) != shape_of(_all(_is("status", "new")), [])


@pytest.mark.parametrize("tree", [7, [], {}, {"formula": {"now": []}}, {"all": 1}, {"field": 1, "operator": "equal"}])
def test_what_is_no_plain_filter_has_no_shape(tree: Any) -> None:
    assert shape_of(tree, []) is None


def test_one_value_after_the_other_finds_its_own_rows(context: Context, crm: None) -> None:
    ids = {amount: _deal(context, amount).id for amount in ("10.00", "20.00", "30.00")}

    for amount in ("20.00", "30.00", "10.00"):
        query = Query(filter=_all(_is("amount", amount)), sort=("-amount",), count=True)
        page = records.query(context, "crm", "deal", query)
        assert ([record.id for record in page.items], page.total) == ([ids[amount]], 1)


def test_a_value_that_does_not_fit_is_refused_with_its_place_although_the_shape_is_known(
    context: Context, crm: None
) -> None:
    records.query(context, "crm", "deal", Query(filter=_all(_is("amount", "1"))))

    with pytest.raises(InvalidValue) as refused:
        records.query(context, "crm", "deal", Query(filter=_all(_is("amount", "much"))))
    assert refused.value.pointer == "/filter/all/0/value"


def test_a_shape_of_who_sees_a_field_serves_nobody_else(
    context: Context, person: Callable[..., Context], crm: None
) -> None:
    query = Query(filter=_all(_is("amount", "1000.00")))
    _deal(context, "1000.00")
    assert records.query(context, "crm", "deal", query).items

    with pytest.raises(UnknownField):
        records.query(person("auditor"), "crm", "deal", query)


def test_ever_new_shapes_do_not_fill_the_memory() -> None:
    shapes = Shapes()
    for number in range(1000):
        shapes.once(number, lambda: None)

    assert len(shapes._kept) <= 200


def _all(*members: Any) -> dict[str, Any]:
    return {"all": list(members)}


def _is(field: str, value: Any) -> dict[str, Any]:
    return {"field": field, "operator": "equal", "value": value}


def _deal(context: Context, amount: str) -> records.Record:
    return records.create(context, "crm", "deal", {"title": "t", "amount": amount, "status": "new"})
