"""Cells of a grid: counted under the reader's rights, the same by an address and by two decimals."""

from collections.abc import Callable
from typing import Any

import pytest

from loomwork.runtime import records
from loomwork.runtime.context import Context
from loomwork.runtime.errors import InvalidValue, PlatformError
from loomwork.runtime.records import Box, Query, Where, cells
from tests.company import CUSTOMER, DEAL, ROLES, Install

FORM = DEAL | {
    "fields": [
        *DEAL["fields"],
        {"key": "spot", "type": "address", "title": "Spot"},
        {"key": "north", "type": "decimal", "title": "North", "settings": {"places": 6}},
        {"key": "east", "type": "decimal", "title": "East", "settings": {"places": 6}},
    ]
}
BY = (Where(place="spot"), Where(latitude="north", longitude="east"))
POINTS = (("29.868336", "121.543990"), ("29.868338", "121.543992"), ("39.904200", "116.407396"), ("-33.86", "179.9"))


@pytest.fixture
def placed(context: Context, install: Install) -> list[str]:
    install([CUSTOMER, FORM, *ROLES])
    found = []
    for number, (north, east) in enumerate(POINTS):
        spot = {"detail": "x", "latitude": north, "longitude": east}
        values = {"title": f"D{number}", "amount": str(number * 600), "spot": spot, "north": north, "east": east}
        found.append(records.create(context, "crm", "deal", values).id)
    records.create(context, "crm", "deal", {"title": "Nowhere"})
    return found


@pytest.mark.parametrize("where", BY, ids=("address", "decimals"))
def test_near_ones_stand_together_until_one_looks_closer(context: Context, placed: list[str], where: Where) -> None:
    far = cells(context, "crm", "deal", where, 4, weight="amount")
    assert (far["total"], far["rest"], [cell["count"] for cell in far["cells"]]) == (4, 0, [2, 1, 1])
    first = far["cells"][0]
    assert (first["latitude"], first["longitude"], first["sum"], first["id"]) == (29.868337, 121.543991, "600.00", None)
    assert {cell["id"] for cell in far["cells"][1:]} == set(placed[2:])
    near = cells(context, "crm", "deal", where, 22, box=Box(29, 121, 30, 122))
    assert {cell["id"] for cell in near["cells"]} <= {*placed[:2], None}
    assert near["total"] == 2
    over_the_date_line = cells(context, "crm", "deal", where, 4, box=Box(-90, 179, 90, -179))
    assert [cell["id"] for cell in over_the_date_line["cells"]] == [placed[3]]
    beijing = {"field": "title", "operator": "equal", "value": "D2"}
    assert cells(context, "crm", "deal", where, 4, query=Query(filter=beijing))["total"] == 1


def test_who_does_not_see_where_is_told_nothing(
    context: Context, placed: list[str], person_of: Callable[..., Context]
) -> None:
    for where in BY:
        assert cells(person_of("seller"), "crm", "deal", where, 4)["total"] == 0
        with pytest.raises(PlatformError) as caught:
            cells(person_of("auditor"), "crm", "deal", where, 4)
        assert caught.value.code == "value.unknown_field"


@pytest.mark.parametrize("where", [Where(place="title"), Where(latitude="amount", longitude="east"), Where()])
def test_other_fields_say_no_place(context: Context, placed: list[str], where: Where) -> None:
    with pytest.raises(PlatformError):
        cells(context, "crm", "deal", where, 4)
    with pytest.raises(PlatformError):
        cells(context, "crm", "deal", BY[0], 23)


def test_addresses_are_filtered_by_a_box(context: Context, placed: list[str]) -> None:
    def within(*box: Any) -> set[str]:
        query = Query(filter={"field": "spot", "operator": "in_box", "value": list(box)})
        return {record.id for record in records.query(context, "crm", "deal", query).items}

    assert within(29, 121, 30, 122) == set(placed[:2])
    assert within("29", "121", "90", "-179") == {*placed[:2]}
    assert within(-90, -180, 90, 180) == set(placed)
    for wrong in ((30, 121, 29, 122), (29, 121, 30), (29, 121, 30, "x"), (29, 121, 91, 122)):
        with pytest.raises(InvalidValue):
            within(*wrong)
