"""Kanban: what its columns may come from, and who gets it."""

from collections.abc import Callable
from typing import Any

import pytest

from loomwork.runtime.context import Context
from loomwork.runtime.errors import InvalidDefinition
from loomwork.runtime.views import views_of
from tests.company import CUSTOMER, DEAL, ROLES, Install

As = Callable[..., Context]


def kanban(**settings: Any) -> dict[str, Any]:
    return {"kind": "view", "key": "board", "form": "deal", "type": "kanban", "title": "Board", "settings": settings}


def test_the_look_tells_which_field_makes_the_columns(compiled: Callable[..., Any]) -> None:
    look = compiled(kanban(by="status", total="amount", columns=["title", "due"])).look
    assert look.parts == {"by": "status", "total": "amount"}
    assert look.reads == {"status"}
    assert look.columns == ("title", "due")


def test_what_the_database_works_out_has_a_total_too(compiled: Callable[..., Any]) -> None:
    settings = {"result": "currency", "refresh": "on_read", "expression": {"var": "record.amount"}}
    worth = {"key": "worth", "type": "formula", "title": "Worth", "settings": settings}
    form = DEAL | {"fields": [*DEAL["fields"], worth]}
    assert compiled(kanban(by="status", total="worth"), form).look.parts == {"by": "status", "total": "worth"}


def test_a_choice_makes_columns_too(compiled: Callable[..., Any]) -> None:
    assert compiled(kanban(by="urgent")).look.parts == {"by": "urgent"}


@pytest.mark.parametrize(
    ("wrong", "pointer", "said"),
    [
        ({}, "/settings/by", ""),
        ({"by": "statis"}, "/settings/by", "status"),
        ({"by": "title"}, "/settings/by", "stage"),
        ({"by": "customer"}, "/settings/by", "stage"),
        ({"by": "status", "total": "due"}, "/settings/total", "number"),
        ({"by": "status", "totl": "amount"}, "/settings/totl", ""),
    ],
)
def test_what_cannot_play_its_part_is_refused_with_its_place(
    compiled: Callable[..., Any], wrong: dict[str, Any], pointer: str, said: str
) -> None:
    with pytest.raises(InvalidDefinition) as caught:
        compiled(kanban(**wrong))
    assert caught.value.pointer == pointer
    assert said in caught.value.sentence("en")


def test_a_total_one_may_not_read_falls_away_and_columns_one_may_not_read_take_the_view(
    install: Install, person: As
) -> None:
    install([CUSTOMER, DEAL, *ROLES, kanban(by="status", total="amount"), kanban(by="urgent") | {"key": "urgency"}])

    assert {view["key"]: view["parts"] for view in views_of(person("seller"), "crm", "deal")} == {
        "board": {"by": "status", "total": "amount"},
        "urgency": {"by": "urgent"},
    }
    assert {view["key"]: view["parts"] for view in views_of(person("auditor"), "crm", "deal")} == {
        "board": {"by": "status"}
    }
