"""Person expressions find who is meant, at this moment."""

from typing import Any

import pytest

from loomwork.runtime import changes
from loomwork.runtime.context import Context
from loomwork.runtime.errors import InvalidDefinition
from loomwork.runtime.people import dismiss_person, give_role, resolve_people

from .company import load_company


@pytest.mark.parametrize(
    ("expression", "meant"),
    [
        ({"field": "seller"}, ["E4"]),
        ({"field": "nobody"}, []),
        ("initiator", ["E6"]),
        ({"manager_of": "initiator"}, ["E3"]),
        ({"manager_of": {"field": "seller"}, "levels": 2}, ["E1"]),
        ({"manager_of": {"field": "seller"}, "levels": 3}, []),
        ({"head_of": {"field": "seller"}}, ["E2"]),
        ({"role": "reviewer"}, ["E2", "E3"]),
        ({"role": "shop.reviewer"}, ["E2", "E3"]),
        ({"manager_of": {"role": "reviewer"}}, ["E1"]),
        ({"formula": {"var": "record.seller"}}, ["E4"]),
        ([{"field": "seller"}, "initiator", {"field": "seller"}], ["E4", "E6"]),
    ],
)
def test_each_way_of_naming_persons(context: Context, expression: Any, meant: list[str]) -> None:
    ids = load_company(context)
    changes.run(context, lambda tx: give_role(tx, context, ids["E3"], "shop.reviewer"))
    changes.run(context, lambda tx: give_role(tx, context, ids["E2"], "shop.reviewer"))
    data = {"record": {"seller": ids["E4"]}, "initiator": ids["E6"]}

    assert resolve_people(context, None, expression, data, app="shop") == [ids[code] for code in meant]


def test_who_has_left_is_not_asked_but_his_superior_is_found(context: Context) -> None:
    ids = load_company(context)
    changes.run(context, lambda tx: dismiss_person(tx, context, ids["E4"]))
    data = {"record": {"seller": ids["E4"]}}

    assert resolve_people(context, None, {"field": "seller"}, data) == []
    assert resolve_people(context, None, {"manager_of": {"field": "seller"}}, data) == [ids["E2"]]


def test_an_unknown_way_is_an_error_of_the_definition(context: Context) -> None:
    with pytest.raises(InvalidDefinition):
        resolve_people(context, None, {"somebody": "nice"}, {})
