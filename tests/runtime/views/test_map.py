"""Map: which fields say where, and the shapes it stands on."""

from collections.abc import Callable
from typing import Any

import pytest

from loomwork.builder.kinds import definition_kinds
from loomwork.runtime.context import Context
from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.errors import InvalidDefinition, NotFound
from loomwork.runtime.views import areas_plan, areas_shown
from tests.company import CUSTOMER, DEAL, ROLES, Install
from tests.shapes import shapes, square

DEGREES = [
    {"key": key, "type": "decimal", "title": key, "settings": {"places": 6}} for key in ("latitude", "longitude")
]
FORM = DEAL | {"fields": [*DEAL["fields"], {"key": "spot", "type": "address", "title": "Spot"}, *DEGREES]}


def map_of(**settings: Any) -> dict[str, Any]:
    return {"kind": "view", "key": "where", "form": "deal", "type": "map", "title": "Where", "settings": settings}


def test_an_address_or_two_decimals_say_where(compiled: Callable[..., Any]) -> None:
    look = compiled(map_of(place="spot", weight="amount", area="source", heat=True), FORM).look
    assert (look.reads, look.options) == ({"spot"}, {"heat": True, "areas": None})
    two = {"latitude": "latitude", "longitude": "longitude"}
    assert compiled(map_of(**two), FORM).look.reads == {"latitude", "longitude"}


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({}, "/settings/place"),
        ({"latitude": "latitude"}, "/settings/place"),
        ({"place": "spot", "latitude": "latitude"}, "/settings/place"),
        ({"place": "title"}, "/settings/place"),
        ({"latitude": "amount", "longitude": "longitude"}, "/settings/latitude"),
        ({"place": "spot", "weight": "title"}, "/settings/weight"),
        ({"place": "spot", "area": "title"}, "/settings/area"),
    ],
)
def test_other_fields_do_not(compiled: Callable[..., Any], wrong: dict[str, Any], pointer: str) -> None:
    with pytest.raises(InvalidDefinition) as caught:
        compiled(map_of(**wrong), FORM)
    assert caught.value.pointer == pointer


def test_shapes_are_given_to_readers_of_the_form(
    context: Context, install: Install, person: Callable[..., Context]
) -> None:
    install([CUSTOMER, FORM, *ROLES, shapes("a")])
    seller = person("seller")
    (area,) = areas_shown(seller, "crm", "deal", "shapes")["areas"]
    assert (area["title"], area["names"]) == ("区a", ["Area a", "区a"])
    for reader, form, key in ((seller, "deal", "other"), (person("clerk"), "deal", "shapes"), (seller, "no", "shapes")):
        with pytest.raises(NotFound):
            areas_shown(reader, "crm", form, key)


@pytest.mark.parametrize(
    ("document", "pointer"),
    [
        (shapes("a", rings=[square(0)[:-1]]), "/areas/0/geometry"),
        (shapes("a") | {"areas": shapes("a")["areas"] * 2}, "/areas"),
    ],
)
def test_open_borders_and_doubles_are_refused(
    context: Context, install: Install, document: dict[str, Any], pointer: str
) -> None:
    install([CUSTOMER, FORM, *ROLES, document])
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
    with pytest.raises(InvalidDefinition) as caught:
        areas_plan(plans, "crm", "shapes")
    assert caught.value.pointer == pointer
    assert definition_kinds.get("areas").folder == "areas"
