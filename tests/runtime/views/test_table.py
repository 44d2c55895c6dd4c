"""Tables: what a document may name, and what each reader gets of it."""

from collections.abc import Callable
from typing import Any

import pytest

from loomwork.runtime import records
from loomwork.runtime.context import Context
from loomwork.runtime.errors import InvalidDefinition, NotFound
from loomwork.runtime.views import views_of
from tests.company import CUSTOMER, DEAL, ROLES, Install

As = Callable[..., Context]


def table(key: str = "all", **settings: Any) -> dict[str, Any]:
    title = {"zh-CN": "全部", "en": "All"}
    return {"kind": "view", "key": key, "form": "deal", "type": "table", "title": title, "settings": settings}


def test_a_table_becomes_a_query_and_its_columns(compiled: Callable[..., Any]) -> None:
    large = {"field": "amount", "operator": "at_least", "value": "100"}
    sort = [{"field": "amount", "descending": True}, {"field": "title"}]

    plan = compiled(table(columns=["title", "amount"], filter=large, sort=sort, page_rows=20))

    assert plan.look.columns == ("title", "amount")
    assert plan.look.query == records.Query(filter=large, sort=("-amount", "title"), limit=20)
    assert plan.look.reads == {"amount"}


def test_a_table_without_columns_shows_all_fields(compiled: Callable[..., Any]) -> None:
    assert compiled(table()).look.columns == tuple(field["key"] for field in DEAL["fields"])


@pytest.mark.parametrize(
    ("wrong", "pointer", "said"),
    [
        ({"columns": ["title", "ammount"]}, "/settings/columns/1", "amount"),
        ({"columns": ["created_at"]}, "/settings/columns/0", "created_at"),
        ({"columns": ["title", "title"]}, "/settings/columns", "twice"),
        ({"sort": [{"field": "tittle"}]}, "/settings/sort/0/field", "title"),
        ({"filter": {"field": "statis", "operator": "equal", "value": "new"}}, "/settings/filter/field", "status"),
        (
            {"filter": {"all": [{"field": "title", "operator": "empty"}, {"any": [{"field": "dew"}]}]}},
            "/settings/filter/all/1/any/0/field",
            "due",
        ),
        ({"filter": {"field": "status", "operator": "like"}}, "/settings/filter/operator", "status"),
        ({"filter": {"field": "status", "operator": "equal", "value": "sold"}}, "/settings/filter/value", "one of"),
        ({"filter": "amount > 1"}, "/settings/filter", "object"),
        ({"page_rows": 0}, "/settings/page_rows", ""),
        ({"page_rows": 1000}, "/settings/page_rows", ""),
        ({"colums": []}, "/settings/colums", ""),
        ({"group": ["title", "title", "title", "title"]}, "/settings/group", ""),
        ({"group": ["reason"]}, "/settings/group/0", "grouped"),
        ({"totals": [{"field": "title", "aggregate": "sum"}]}, "/settings/totals/0/aggregate", "title"),
        ({"widths": [{"field": "titel", "width": 90}]}, "/settings/widths/0/field", "title"),
        ({"colors": [{"when": {"field": "x"}, "hue": 1, "title": "X"}]}, "/settings/colors/0/when/field", ""),
        ({"colors": [{"when": {"all": []}, "hue": 1, "title": ""}]}, "/settings/colors/0/title", "words"),
        ({"actions": [{"key": "a", "title": "A", "set": {}}]}, "/settings/actions/0/set", "at least one"),
        ({"actions": [{"key": "a", "title": "A", "set": {"status": "sold"}}]}, "/settings/actions/0/set/status", ""),
    ],
)
def test_what_does_not_fit_the_form_is_refused_with_its_place(
    compiled: Callable[..., Any], wrong: dict[str, Any], pointer: str, said: str
) -> None:
    with pytest.raises(InvalidDefinition) as caught:
        compiled(table(**wrong))
    assert caught.value.pointer == pointer
    assert said in caught.value.sentence("en")
    assert "All" in caught.value.sentence("en")


def test_a_view_of_a_form_or_type_that_is_not_there_is_refused(compiled: Callable[..., Any]) -> None:
    for wrong, pointer in (({"form": "dael"}, "/form"), ({"type": "tabel"}, "/type")):
        with pytest.raises(InvalidDefinition) as caught:
            compiled(table() | wrong)
        assert caught.value.pointer == pointer


def test_readers_get_the_columns_they_may_read(install: Install, person: As) -> None:
    install([CUSTOMER, DEAL, *ROLES, table(columns=["title", "amount", "status"], sort=[{"field": "amount"}])])

    seller, auditor = person("seller"), person("auditor")

    assert views_of(seller, "crm", "deal") == [
        {
            "key": "all",
            "title": "全部",
            "type": "table",
            "columns": ["title", "amount", "status"],
            "parts": {},
            "options": {},
            "filter": None,
            "sort": ["amount"],
            "limit": 50,
            "layout": {
                "group": [],
                "totals": [],
                "widths": [],
                "frozen": 1,
                "row_height": "usual",
                "colors": [],
                "actions": [],
            },
            "saved": None,
            "problem": None,
            "first": False,
        }
    ]
    seen = views_of(auditor, "crm", "deal")[0]
    assert (seen["columns"], seen["sort"]) == (["title", "status"], [])


def test_actions_are_for_those_who_may_change_what_they_set(install: Install, person: As) -> None:
    done = {"key": "lose", "title": {"zh-CN": "标记丢单", "en": "Lost"}, "set": {"status": "lost"}}
    visited = {"key": "visit", "title": "Visited", "set": {"visits": 1}}
    install([CUSTOMER, DEAL, *ROLES, table(columns=["title"], actions=[done, visited])])

    def actions(role: str) -> list[str]:
        return [one["title"] for one in views_of(person(role), "crm", "deal")[0]["layout"]["actions"]]

    assert actions("seller") == ["标记丢单"]
    assert actions("auditor") == []


def test_a_view_that_filters_by_a_hidden_field_is_absent(install: Install, person: As) -> None:
    large = table("large", columns=["title"], filter={"any": [{"field": "amount", "operator": "not_empty"}]})
    hidden_columns = table("hidden", columns=["amount"])
    plain = table("plain", columns=["title"]) | {"position": 1}
    install([CUSTOMER, DEAL, *ROLES, large, hidden_columns, plain])

    assert [view["key"] for view in views_of(person("seller"), "crm", "deal")] == ["plain", "hidden", "large"]
    assert [view["key"] for view in views_of(person("auditor"), "crm", "deal")] == ["plain"]


def test_who_reads_nothing_of_a_form_learns_of_no_view(install: Install, person: As) -> None:
    install([CUSTOMER, DEAL, *ROLES, table()])
    for nobody in (person(), person("clerk")):
        with pytest.raises(NotFound):
            views_of(nobody, "crm", "deal")
    with pytest.raises(NotFound):
        views_of(person("seller"), "crm", "nothing")
